extension CodeTask {
  /// Maximum and sum of a row in one pass.
  static func onlineSoftmax() throws(SignatureProblem) -> CodeTask {
    CodeTask(
      id: "online-softmax", title: "Maximum and sum in one pass",
      statement: """
        Read the scores of a row one after the other, each only once, and give their maximum and \
        the sum of exp(score - maximum). A masked score is -infinity; when all are, the maximum is \
        -infinity and the sum 0. Keep two numbers, not the scores.
        """,
      signature: try CodeSignature(
        "func onlineSoftmax(_ scores: Scores) -> (maximum: Float, sum: Float)"),
      mistakes: mistakes,
      expectation: .computed {
        let reference = SoftmaxReference(scores: $0[0].values)
        return [NumberTable(row: [reference.maximum]), NumberTable(row: [reference.sum])]
      },
      cases: {
        var numbers = InputNumbers(seed: 8)
        let long = RowCases.Row(
          name: "262144 scores", scores: numbers.table(1, 1 << 18, gain: 2).values)
        return (RowCases.rows() + [long]).map { row in
          let isLong = row.scores.count > 1000
          return CodeCase(
            name: row.name, inputs: [NumberTable(row: row.scores)],
            tolerance: RowCases.tolerance(row.scores.count), hint: row.hint,
            bounds: row.scores.count < 1000
              ? [] : [onePass(row.scores.count)] + (isLong ? [noCopy] : []),
            repeats: isLong ? 2 : 1)
        }
      })
  }

  private static func onePass(_ count: Int) -> CodeBound {
    CodeBound(
      quantity: .read, bytes: 4 * count,
      advice:
        "Each score may be read once. When a score raises the maximum, rescale the sum instead of starting again."
    )
  }

  private static let noCopy = CodeBound(
    quantity: .heap, bytes: 16 << 10,
    advice: "The scores were kept. A running maximum and a running sum are two numbers.")

  private static let mistakes = [
    mistake(
      .notRescaled, "missing rescale",
      "This is what comes out when the sum is not rescaled. When a score raises the maximum, multiply the sum by exp(old maximum - new maximum) before adding."
    ),
    mistake(
      .rescaledUpside, "rescale upside down",
      "This is what comes out with the rescale factor upside down: it is exp(old maximum - new maximum), at most 1."
    ),
    mistake(
      .startsAtZero, "the maximum starts at 0",
      "The maximum is never below 0 here, but a row may be all negative: start it at -infinity."),
    mistake(
      .rawSum, "missing maximum",
      "The sum is of exp(score). It has to be relative to the maximum: exp(score - maximum)."),
    mistake(
      .skipsFirst, "the first score is left out",
      "This is what comes out without the first score. At the start the maximum is -infinity and the sum 0; the first score then contributes exp(0) = 1."
    ),
    mistake(
      .countsMaximumTwice, "a new maximum counts twice",
      "A score that raises the maximum is added twice: once when the sum is rescaled, and once more with the others."
    ),
  ]

  private static func mistake(
    _ slip: RunningSlip, _ name: String, _ message: String
  ) -> KnownMistake {
    KnownMistake(name: name, message: message) {
      SoftmaxReference(scores: $0[0].values).running(slip)
    }
  }
}
