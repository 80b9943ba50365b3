extension CodeTask {
  /// Two parts of a row of attention, merged into one.
  static func mergeStates() throws(SignatureProblem) -> CodeTask {
    CodeTask(
      id: "merge-states", title: "Merge two parts of a row",
      statement: """
        Two parts of a row of attention were processed apart. Each is a `RowState`: the maximum of \
        its scores, the sum of exp(score - maximum), and the output, which is the sum of \
        exp(score - maximum) · value and not yet divided. Give the state of both parts together. \
        A part without keys has the maximum -infinity, the sum 0 and an output of zeros.
        """,
      signature: try CodeSignature("func merge(_ left: RowState, _ right: RowState) -> RowState"),
      mistakes: mistakes,
      expectation: .computed { MergeReference(left: $0[0].values, right: $0[1].values)() },
      cases: cases)
  }

  private static let emptyHint =
    "A part without keys has the maximum -infinity. exp(-infinity) is 0, but -infinity minus -infinity is NaN: treat that by itself."

  @Sendable private static func cases() -> [CodeCase] {
    let empty: [Double] = [-.infinity, 0, 0, 0]
    var numbers = InputNumbers(seed: 9)
    let (left, right) = (numbers.table(1, 16).values, numbers.table(1, 16).values)
    let all: [(String, [Double], [Double], String?)] = [
      (
        "equal maxima", [2, 1.5, 0.5, -1], [2, 1.25, 3, 1], "With equal maxima both parts just add."
      ),
      ("the right maximum is larger", [1, 1.5, 0.5, -1], [3, 1.25, 3, 1], nil),
      ("the left maximum is larger", [3, 1.5, 0.5, -1], [1, 1.25, 3, 1], nil),
      (
        "very large scores", [1000, 1.5, 0.5, -1], [1003, 1.25, 3, 1],
        "exp(maximum) overflows: only the difference of the two maxima may be in an exponent."
      ),
      (
        "very negative scores", [-1000, 1.5, 0.5, -1], [-1001, 1.25, 3, 1],
        "exp(maximum) is 0 here: only the difference of the two maxima may be in an exponent."
      ),
      ("nothing on the left", empty, [1, 1.25, 3, 1], emptyHint),
      ("nothing on the right", [1, 1.25, 3, 1], empty, emptyHint),
      ("nothing at all", empty, empty, emptyHint),
      ("d = 1", [0.5, 1, 2], [-0.5, 1, 3], nil),
      ("random numbers", [0.25, 3] + left, [1.5, 2] + right, nil),
    ]
    return all.map { name, left, right, hint in
      let tables = [left, right].map { NumberTable(row: $0).rounded }
      let size = tables.reduce(0) { $0 + NumberTable(row: Array($1.values.dropFirst())).largest }
      return CodeCase(
        name: name, inputs: tables,
        tolerance: Tolerance(
          absolute: 16 * 0x1p-24 * size,
          reason: "a difference, two exponentials and three operations, each of 2^-24"),
        hint: hint)
    }
  }

  private static let mistakes = [
    mistake(
      .nothingRescaled, "missing rescale",
      "This is what comes out when the parts are simply added. Each is relative to its own maximum: multiply sum and output by exp(own maximum - larger maximum) first."
    ),
    mistake(
      .outputNotRescaled, "missing rescale of the output",
      "The sum is right, but the outputs were added as they are. They need the same factors as the sums."
    ),
    mistake(
      .sumNotRescaled, "missing rescale of the sum",
      "The output is right, but the sums were added as they are. They need the same factors as the outputs."
    ),
    mistake(
      .onlyLeftRescaled, "the right part is not rescaled",
      "Only the left part is rescaled. Either of the two may have the smaller maximum: give each its factor."
    ),
    mistake(
      .onlyRightRescaled, "the left part is not rescaled",
      "Only the right part is rescaled. Either of the two may have the smaller maximum: give each its factor."
    ),
    mistake(
      .upsideDown, "rescale upside down",
      "The factors are upside down: exp(own maximum - larger maximum) is at most 1."),
    mistake(
      .averaged, "output divided by the sum",
      "The output is divided by the sum already. A state's output is not: that is done once, when all parts are merged."
    ),
  ]

  private static func mistake(_ slip: MergeSlip, _ name: String, _ message: String) -> KnownMistake
  {
    KnownMistake(name: name, message: message) {
      MergeReference(left: $0[0].values, right: $0[1].values)(slip)
    }
  }
}
