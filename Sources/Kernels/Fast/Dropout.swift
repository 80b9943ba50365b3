/// Dropout of probabilities in training: Pᵢⱼ becomes 0 with chance `rate`, else Pᵢⱼ / (1 − rate).
///
/// Which ones are dropped is a hash of seed and place (head, query, key), so that every kernel
/// drops the same ones, in whatever order it visits them. The sums of softmax are those before
/// dropping, as in PyTorch.
struct Dropout: Hashable, Sendable {
  let rate: Float
  let seed: UInt64

  /// What a probability is multiplied by.
  @inline(__always)
  func factor(_ problem: Problem, head: Int, row: Int, key: Int) -> Float {
    let place = (head &* problem.queries &+ row) &* problem.keys &+ key
    var bits = SplitMix64(seed: seed &+ UInt64(bitPattern: Int64(place)) &* 0x9E37_79B9_7F4A_7C15)
    return Float(bits.next() >> 40) * 0x1p-24 < rate ? 0 : 1 / (1 - rate)
  }

  /// Drops from a strip, `probabilities[key][32]`, for the keys of `columns`.
  func apply(
    _ problem: Problem, _ probabilities: UnsafeMutablePointer<Vector>, head: Int, rows: Range<Int>,
    columns: Range<Int>
  ) {
    let p = UnsafeMutableRawPointer(probabilities).assumingMemoryBound(to: Float.self)
    for key in columns {
      for row in rows {
        p[(key - columns.lowerBound) &* RegisterTile.columns &+ row &- rows.lowerBound] *=
          factor(problem, head: head, row: row, key: key)
      }
    }
  }
}
