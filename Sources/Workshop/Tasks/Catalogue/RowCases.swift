/// Rows of scores on which softmax is tried.
enum RowCases {
  struct Row {
    var name: String
    var scores: [Double]
    var hint: String?
  }

  static func rows() -> [Row] {
    var numbers = InputNumbers(seed: 7)
    let random = numbers.table(1, 1000, gain: 2).values
    let mixed = (0..<9).map { $0 % 3 == 0 ? -Double.infinity : 0.5 * Double($0) }
    let masked = Array(repeating: -Double.infinity, count: 4)
    return [
      Row(name: "one score", scores: [3], hint: "With a single score, exp(score - maximum) is 1."),
      Row(name: "1, 2, 3, 4", scores: [1, 2, 3, 4]),
      Row(
        name: "falling scores", scores: [4, 3, 2, 1, 0],
        hint: "The first score is the maximum: nothing may be lost after it."),
      Row(
        name: "all equal", scores: Array(repeating: -2.5, count: 6),
        hint: "All scores are the maximum, and all of them negative."),
      Row(
        name: "very large scores", scores: [995, 1000, 998, 997, 1000.5],
        hint: "exp overflows from 88.7 on: subtract the maximum before it."),
      Row(
        name: "very negative scores", scores: [-1000, -1002, -999, -1001],
        hint: "exp of such scores is 0 in float32: subtract the maximum before it."),
      Row(
        name: "some masked", scores: mixed,
        hint:
          "Masked scores are -infinity. Before the first other one the maximum is -infinity too, and -infinity minus -infinity is NaN."
      ),
      Row(
        name: "all masked", scores: masked,
        hint:
          "All scores are -infinity, and -infinity minus -infinity is NaN. Treat a maximum of -infinity by itself."
      ),
      Row(name: "1000 random scores", scores: random),
    ]
  }

  /// A sum of n positive numbers has n roundings; the exponents add a few of their own size, and
  /// beyond 88 a share is too small to count.
  static func tolerance(_ count: Int) -> Tolerance {
    Tolerance(
      absolute: 1e-37, relative: Double(count + 200) * 0x1p-24,
      reason: "as far as rounding to float32 can lead")
  }
}
