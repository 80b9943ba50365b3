/// 2ˣ for x ≤ 127, sixteen at a time: twelve instructions.
///
/// x is split into n + f with n the nearest whole number and |f| ≤ ½. 2ᶠ is a polynomial of degree
/// 5 with constant term 1 and its other coefficients fitted for the least relative error (9.2e-8);
/// 2ⁿ is made from the bits that rounding left in the sum `x + magic`. The rounding of its steps
/// adds as much again: at most 2.4e-7 relative, tested over the whole range.
///
/// - 2⁰ is exactly 1, so a rescale by an unchanged maximum changes nothing.
/// - Results below 2⁻¹²⁶·⁵ are 0 (also 2^−∞): a masked score contributes nothing at all.
/// - NaN stays NaN; a subnormal x gives 1.
/// - Beyond 127.5 the result is not defined; softmax never asks, its exponents are ≤ 0.
@inline(__always)
func exp2(_ x: Vector) -> Vector {
  // 1.5·2²³ rounds to whole numbers; 127 more, and the low bits are those of a float's exponent.
  let magic = Vector(repeating: 12_582_912 + 127)
  // At −127 the exponent field is zero, and so is 2ⁿ: no branch for −∞ or underflow.
  let clamped = x.replacing(with: Vector(repeating: -127), where: x .< Vector(repeating: -127))
  let shifted = clamped + magic
  let f = clamped - (shifted - magic)
  let bits = unsafeBitCast(shifted, to: SIMD16<UInt32>.self)
  let power = unsafeBitCast(bits &<< SIMD16<UInt32>(repeating: 23), to: Vector.self)
  // In pairs and not one after the other (Estrin): the chain is the longest of the softmax.
  let square = f * f
  let high = multiplyAdd(
    Vector(repeating: 0.001326472731307149), f, Vector(repeating: 0.009671512991189957))
  let middle = multiplyAdd(
    Vector(repeating: 0.05550733581185341), f, Vector(repeating: 0.24022242426872253))
  let low = multiplyAdd(Vector(repeating: 0.6931470036506653), f, Vector(repeating: 1))
  return multiplyAdd(multiplyAdd(high, square, middle), square, low) * power
}
