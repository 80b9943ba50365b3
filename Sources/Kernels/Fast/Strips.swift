/// Scratch of one worker: the packed tiles, and the state of a block of queries.
///
/// | paper | here           | layout                                        |
/// | ----- | -------------- | --------------------------------------------- |
/// | Qᵢ    | `queries`      | strips of 32 queries, each headDim × 32       |
/// | Kⱼ    | `keys`         | panels of 8 keys, each headDim × 8            |
/// | Vⱼ    | `values`       | panels of 8 columns, each blockK × 8          |
/// | Sᵢⱼ   | `scores`       | blockK × 32, one strip at a time              |
/// | Oᵢ    | `accumulators` | strips of 32 queries, each paddedDim × 32     |
/// | mᵢ, lᵢ | `states`      | maximum and sum, four vectors a strip         |
struct TileScratch {
  let queries: UnsafeMutablePointer<Float>
  let keys: UnsafeMutablePointer<Float>
  let values: UnsafeMutablePointer<Float>
  let scores: UnsafeMutablePointer<Vector>
  let accumulators: UnsafeMutablePointer<Float>
  let states: UnsafeMutablePointer<Float>

  static func count(_ b: Blocking) -> Int {
    b.blockQ * (b.headDim + b.paddedDim + 2) + b.blockK * (b.headDim + b.paddedDim + 32)
  }

  init(_ memory: UnsafeMutablePointer<Float>, _ b: Blocking) {
    queries = memory
    accumulators = queries + b.blockQ * b.headDim
    states = accumulators + b.blockQ * b.paddedDim
    keys = states + b.blockQ * 2
    values = keys + b.blockK * b.headDim
    scores = vectors(values + b.blockK * b.paddedDim)
  }
}

/// Views numbers as vectors; the address is a multiple of 64.
@inline(__always)
func vectors(_ p: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<Vector> {
  UnsafeMutableRawPointer(p).assumingMemoryBound(to: Vector.self)
}

/// Views numbers as vectors; the address is a multiple of 64.
@inline(__always)
func vectors(_ p: UnsafePointer<Float>) -> UnsafePointer<Vector> {
  UnsafeRawPointer(p).assumingMemoryBound(to: Vector.self)
}

/// What the kernels do with one strip of 32 queries and one tile of keys.
enum Strip {
  /// Scores of the tile's panels `panels`: `scores[key][32]`, counted from the first panel.
  @inline(__always)
  static func scores(
    _ queries: UnsafePointer<Float>, _ keys: UnsafePointer<Float>, panels: Range<Int>,
    headDim: Int, into scores: UnsafeMutablePointer<Vector>
  ) {
    Products.scores(
      panels: keys + panels.lowerBound &* 8 &* headDim, stride: 8 &* headDim, count: panels.count,
      strip: vectors(queries), steps: headDim, into: scores)
  }

  /// `accumulator = accumulator · rescale + P V` for the tile's panels `panels`.
  @inline(__always)
  static func accumulate(
    _ probabilities: UnsafePointer<Vector>, _ values: UnsafePointer<Float>, panels: Range<Int>,
    blockK: Int, paddedDim: Int, into accumulator: UnsafeMutablePointer<Float>,
    times x: Vector, _ y: Vector
  ) {
    Products.accumulate(
      panels: values + panels.lowerBound &* 64, stride: 8 &* blockK, count: paddedDim / 8,
      strip: probabilities, steps: panels.count &* 8, into: vectors(accumulator), times: x, y)
  }
}
