import Foundation
import Testing

@testable import Kernels

@Suite struct FastExp2Tests {
  func value(_ x: Float) -> Float { Kernels.exp2(Vector(repeating: x))[0] }

  @Test func `errs by at most 2.4e-7 of the value over the whole range`() {
    var worst = 0.0
    var bits = Float(-126).bitPattern
    // Every 997th number from −126 up to the smallest, and the same with the other sign.
    while bits > Float(-0.0).bitPattern {
      let x = Float(bitPattern: bits)
      for y in [x, -x] {
        let exact = Foundation.exp2(Double(y))
        worst = max(worst, abs(Double(value(y)) - exact) / exact)
      }
      bits -= 997
    }
    #expect(worst <= 2.4e-7)
    #expect(worst >= 5e-8, "no float32 exp2 of degree 5 is that good: the test does not see it")
  }

  @Test(arguments: -126...127) func `is exact at whole numbers`(n: Int) {
    #expect(value(Float(n)) == Float(sign: .plus, exponent: n, significand: 1))
  }

  @Test func `is zero for minus infinity and for what underflows`() {
    for x: Float in [-.infinity, -.greatestFiniteMagnitude, -1000, -150, -127] {
      #expect(value(x) == 0)
    }
    #expect(value(-126.4) > 0)
  }

  @Test func `keeps every NaN`() {
    for pattern: UInt32 in [0x7FC0_0000, 0x7FC0_0001, 0xFFC0_1234, 0x7F80_0001, 0x7FFF_FFFF] {
      #expect(value(Float(bitPattern: pattern)).isNaN)
    }
  }

  @Test func `is one at zero and at subnormals`() {
    for x: Float in [
      0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, -.leastNormalMagnitude,
    ] {
      #expect(value(x) == 1)
    }
  }

  @Test func `treats each lane by itself`() {
    var x = Vector.zero
    for lane in 0..<16 { x[lane] = lane == 5 ? .nan : lane == 9 ? -.infinity : -Float(lane) }
    let y = Kernels.exp2(x)
    for lane in 0..<16 where lane != 5 { #expect(y[lane] == (lane == 9 ? 0 : value(x[lane]))) }
    #expect(y[5].isNaN)
  }
}
