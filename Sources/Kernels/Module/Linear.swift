/// y = x Wᵀ + b for rows x, as layers of networks have it; W is outputs × inputs, row-major.
///
/// A strip of 32 rows against panels of 8 rows of W is the product of queries and keys, so the
/// register tiles and the packing are those of the attention kernels.
struct Linear {
  let inputs: Int
  let outputs: Int
  /// Panels of 8 rows of W, each inputs × 8.
  private let panels: UnsafeMutablePointer<Float>

  /// Numbers of scratch that the packed W takes.
  static func panelCount(inputs: Int, outputs: Int) -> Int { Blocking.up(outputs, 8) * inputs }
  /// Numbers of scratch that a strip of results takes.
  static func stripCount(outputs: Int) -> Int { Blocking.up(outputs, 8) * 32 }

  /// Packs W into scratch of ``panelCount(inputs:outputs:)`` numbers.
  init(
    _ weights: UnsafePointer<Float>, inputs: Int, outputs: Int,
    into panels: UnsafeMutablePointer<Float>
  ) {
    self.inputs = inputs
    self.outputs = outputs
    self.panels = panels
    Packing.keyPanels(weights, count: outputs, columns: inputs, into: panels)
  }

  /// Results of a strip of 32 rows, `result[output][32]`.
  func apply(_ strip: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
    Strip.scores(
      strip, panels, panels: 0..<(outputs + 7) / 8, headDim: inputs, into: vectors(result))
  }
}
