#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

extension CodeTask {
  /// Softmax that neither overflows nor divides by zero.
  static func safeSoftmax() throws(SignatureProblem) -> CodeTask {
    CodeTask(
      id: "safe-softmax", title: "Softmax that cannot overflow",
      statement: """
        Give the softmax of a row of scores: exp(score - maximum), divided by their sum. A masked \
        score is -infinity and gets the weight 0; a row of nothing but masked scores gives zeros.
        """,
      signature: try CodeSignature("func safeSoftmax(_ scores: [Float]) -> [Float]"),
      mistakes: mistakes,
      expectation: .computed {
        [NumberTable(row: SoftmaxReference(scores: $0[0].values).weights)]
      },
      cases: {
        RowCases.rows().map { row in
          CodeCase(
            name: row.name, inputs: [NumberTable(row: row.scores)],
            tolerance: RowCases.tolerance(row.scores.count), hint: row.hint)
        }
      })
  }

  private static let mistakes = [
    mistake(
      "missing maximum",
      "This is what comes out when exp is taken of the scores themselves: it overflows from 88.7 on, and sinks to 0 below -104. Subtract the largest score first."
    ) { scores in
      let raw = scores.map(SoftmaxReference.singleExp)
      let sum = Double(Float(raw.reduce(0, +)))
      return raw.map { $0 / sum }
    },
    mistake(
      "missing maximum in the sum",
      "The numerators are relative to the maximum, but the sum is not. Take exp(score - maximum) in both."
    ) { scores in
      let raw = Double(Float(scores.map(SoftmaxReference.singleExp).reduce(0, +)))
      let maximum = SoftmaxReference(scores: scores).maximum
      return scores.map { maximum > -.infinity ? exp($0 - maximum) / raw : 0 }
    },
    mistake(
      "missing maximum in the numerators",
      "The sum is relative to the maximum, but the numerators are not. Take exp(score - maximum) in both."
    ) { scores in
      let maximum = SoftmaxReference(scores: scores).maximum
      guard maximum > -.infinity else { return scores.map { _ in 0 } }
      let sum = scores.map { exp($0 - maximum) }.reduce(0, +)
      return scores.map { SoftmaxReference.singleExp($0) / sum }
    },
    mistake(
      "missing division",
      "These are exp(score - maximum), not yet divided by their sum: the weights must add up to 1."
    ) { scores in
      let maximum = SoftmaxReference(scores: scores).maximum
      return scores.map { maximum > -.infinity ? exp($0 - maximum) : 0 }
    },
  ]

  private static func mistake(
    _ name: String, _ message: String, _ weights: @escaping @Sendable ([Double]) -> [Double]
  ) -> KnownMistake {
    KnownMistake(name: name, message: message) { [NumberTable(row: weights($0[0].values))] }
  }
}
