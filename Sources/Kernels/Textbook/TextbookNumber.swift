#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A number type that the textbook kernels are written for.
///
/// `Double`, `Float`, `Float16` and ``BFloat16``. Every operation rounds to the type.
public protocol TextbookNumber: Comparable, Sendable {
  /// The nearest number of the type.
  init(_ value: Double)
  var double: Double { get }
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
}

extension TextbookNumber {
  static var zero: Self { Self(0) }
  static var minusInfinity: Self { Self(-Double.infinity) }
  static var bytes: Int { MemoryLayout<Self>.size }
  static func += (a: inout Self, b: Self) { a = a + b }
  static func *= (a: inout Self, b: Self) { a = a * b }
}

extension Double: TextbookNumber {
  public var double: Double { self }
}

extension Float: TextbookNumber {
  public var double: Double { Double(self) }
}

extension Float16: TextbookNumber {
  public var double: Double { Double(self) }
}

/// The upper half of a `Float`: 8 bits of exponent, 7 of fraction; rounds to nearest, ties to even.
public struct BFloat16: TextbookNumber, Hashable {
  public var bits: UInt16

  public init(_ value: Double) { self.init(Float(value)) }

  public init(_ value: Float) {
    let wide = value.bitPattern
    guard !value.isNaN else {
      bits = UInt16(wide >> 16) | 0x40
      return
    }
    // 0x7FFF rounds up above half of the last kept bit; the bit itself decides ties. The largest
    // numbers carry into the exponent and become infinite, as they should.
    bits = UInt16(truncatingIfNeeded: (wide + 0x7FFF + (wide >> 16 & 1)) >> 16)
  }

  public var float: Float { Float(bitPattern: UInt32(bits) << 16) }
  public var double: Double { Double(float) }

  public static func + (a: BFloat16, b: BFloat16) -> BFloat16 { BFloat16(a.float + b.float) }
  public static func - (a: BFloat16, b: BFloat16) -> BFloat16 { BFloat16(a.float - b.float) }
  public static func * (a: BFloat16, b: BFloat16) -> BFloat16 { BFloat16(a.float * b.float) }
  public static func / (a: BFloat16, b: BFloat16) -> BFloat16 { BFloat16(a.float / b.float) }
  public static func < (a: BFloat16, b: BFloat16) -> Bool { a.float < b.float }
  public static func == (a: BFloat16, b: BFloat16) -> Bool { a.float == b.float }
  public func hash(into hasher: inout Hasher) { hasher.combine(float) }
}

/// eˣ, rounded to the number type.
func exponential<Number: TextbookNumber>(_ x: Number) -> Number { Number(exp(x.double)) }

/// log x, rounded to the number type.
func logarithm<Number: TextbookNumber>(_ x: Number) -> Number { Number(log(x.double)) }
