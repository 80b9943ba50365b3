internal import CProcessor

/// Sixteen numbers: one AVX-512 register, two of AVX2, four of NEON or SSE.
///
/// One vector type for every processor keeps the packed layouts, the masks and the softmax the
/// same everywhere; only the shape of the register tile differs (see ``RegisterTile``).
typealias Vector = SIMD16<Float>

/// Constants of the processor that the module is compiled for; branches on them fold away.
enum Processor {
  static var hasAVX512: Bool {
    @inline(__always) get { PROCESSOR_HAS_AVX512 != 0 }
  }
  static var hasAVX2: Bool {
    @inline(__always) get { PROCESSOR_HAS_AVX2 != 0 }
  }
  static var hasNEON: Bool {
    @inline(__always) get { PROCESSOR_HAS_NEON != 0 }
  }
  /// Without it a fused multiply-add would be a call of `fmaf` for each lane.
  static var hasFusedMultiplyAdd: Bool {
    @inline(__always) get { hasAVX512 || hasAVX2 || hasNEON }
  }
}

/// `a · b + c`, in one instruction where there is one.
@inline(__always)
func multiplyAdd(_ a: Vector, _ b: Vector, _ c: Vector) -> Vector {
  Processor.hasFusedMultiplyAdd ? c.addingProduct(a, b) : c + a * b
}

/// The larger lanes; a NaN in `b` is passed over.
///
/// `pointwiseMax` was compiled to a loop over lanes; this is one instruction.
@inline(__always)
func larger(_ a: Vector, _ b: Vector) -> Vector {
  a.replacing(with: b, where: a .< b)
}

/// Reads sixteen numbers from anywhere.
@inline(__always)
func load(_ p: UnsafePointer<Float>) -> Vector {
  UnsafeRawPointer(p).loadUnaligned(as: Vector.self)
}

/// Reads the first `count` numbers of a vector and leaves the rest zero: nothing beyond is touched.
@inline(__always)
func load(_ p: UnsafePointer<Float>, count: Int) -> Vector {
  var v = Vector.zero
  for lane in 0..<count { v[lane] = p[lane] }
  return v
}

/// Writes sixteen numbers to anywhere.
@inline(__always)
func store(_ v: Vector, _ p: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(p).storeBytes(of: v, as: Vector.self)
}
