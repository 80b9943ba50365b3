extension CodeTask {
  /// The backward pass, with P recomputed tile by tile.
  static func flashBackward() throws(SignatureProblem) -> CodeTask {
    CodeTask(
      id: "flash-backward", title: "The backward pass, tile by tile",
      statement: """
        Given the gradient `dO` of the loss with respect to O, give those with respect to Q, K and \
        V. P is not stored: recompute it tile by tile as exp(score - logsumexp). With D the row \
        sums of dO ∘ O: dV = Pᵀ dO, dS = P ∘ (dO Vᵀ - D), dQ = dS K / √d, dK = dSᵀ Q / √d.
        """,
      signature: try CodeSignature(
        """
        func flashBackward(q: Matrix, k: Matrix, v: Matrix, o: Matrix, logsumexp: [Float], \
        dO: Matrix, blockQ: Int, blockK: Int) -> (dq: Matrix, dk: Matrix, dv: Matrix)
        """),
      mistakes: mistakes,
      remarks: [
        "dk":
          "dQ is right here, but dK is not: dK = dSᵀ Q / √d, added up over all blocks of queries.",
        "dv":
          "dQ and dK are right here, but dV is not: dV = Pᵀ dO, added up over all blocks of queries.",
      ],
      work: .backward,
      expectation: .computed { inputs in
        AttentionReference(q: inputs[0], k: inputs[1], v: inputs[2]).gradients(dO: inputs[5])
      },
      cases: {
        let shapes = AttentionCases.shapes(isSquare: false) + [large]
        return shapes.enumerated().map { index, shape in backwardCase(shape, index) }
      })
  }

  private static let large = AttentionCases.Shape(
    name: "n = 512", queries: 512, keys: 512, width: 16, blockQ: 32, blockK: 32)

  private static func backwardCase(_ shape: AttentionCases.Shape, _ index: Int) -> CodeCase {
    let tables = AttentionCases.tables(shape, seed: UInt64(index + 61))
    let reference = AttentionReference(q: tables[0], k: tables[1], v: tables[2])
    let output = reference.output()
    var numbers = InputNumbers(seed: UInt64(index + 81))
    let dO = numbers.table(shape.queries, shape.width)
    let sizes = [shape.blockQ, shape.blockK].map { NumberTable(row: [Double($0)]) }
    let isLarge = shape.name == large.name
    return CodeCase(
      name: shape.name,
      inputs: tables + [output.o.rounded, output.logsumexp.rounded, dO] + sizes,
      tolerance: reference.gradientTolerance(dO: dO),
      hint: index == 0 ? "With a single key P is 1, dV is dO, and dQ and dK are 0." : shape.hint,
      bounds: isLarge ? bounds : [],
      repeats: isLarge ? 2 : 1)
  }

  private static let bounds = [
    CodeBound(quantity: .allocated, bytes: 384 << 10, advice: advice),
    CodeBound(quantity: .heap, bytes: 512 << 10, advice: advice),
  ]

  private static let advice =
    "P and dS are n x n. Keep one tile of each, and add its share to dQ, dK and dV."

  private static let mistakes = [
    mistake(
      .noScale, "missing scale",
      "dQ and dK lack the factor 1/√d: scores are scaled, and so are their gradients."),
    mistake(
      .noDelta, "missing row sums",
      "This is what comes out without D. A weight depends on all scores of its row: subtract D, the row sum of dO ∘ O, from dP before multiplying by P."
    ),
    mistake(
      .noWeight, "missing weights",
      "This is what comes out when dP - D is not multiplied by P. dS = P ∘ (dP - D)."),
    mistake(
      .unscaledScores, "missing scale in the scores",
      "This is what comes out when P is recomputed from scores that are not scaled. The logsumexp is that of the scaled ones: P = exp(score / √d - logsumexp)."
    ),
    mistake(
      .scoresByWidth, "wrong scale in the scores",
      "This is what comes out when P is recomputed from scores divided by d. Divide by its square root."
    ),
    mistake(
      .noLogsumexp, "missing logsumexp",
      "This is what comes out when P is recomputed as exp(score). Subtract the row's logsumexp first: it holds both the maximum and the sum."
    ),
    mistake(
      .lastKeyDropped, "off by one at the end",
      "This is what comes out when the last key is left out. A range a..<b ends before b: its end is the number of keys, not one less."
    ),
    mistake(
      .keysOfLastRow, "dK is replaced, not added to",
      "dK holds the share of the last query only. Every query adds to the gradient of every key: add, do not store."
    ),
  ]

  private static func mistake(
    _ slip: GradientSlip, _ name: String, _ message: String
  ) -> KnownMistake {
    KnownMistake(name: name, message: message) { inputs in
      AttentionReference(q: inputs[0], k: inputs[1], v: inputs[2])
        .gradients(dO: inputs[5], slip: slip)
    }
  }
}

extension AttentionReference {
  /// As ``tolerance()``, through the products of the backward pass.
  ///
  /// A weight is off by its score's roundings and those of the logsumexp; dP − D by 2 d roundings of
  /// the largest dP; and a gradient is a sum over rows or columns of what they give.
  func gradientTolerance(dO: NumberTable) -> Tolerance {
    let u = 0x1p-24
    let score = scale * q.largestRowNorm * k.largestRowNorm
    let count = Double(max(q.rows, k.rows))
    let weight = Double(q.columns + 10) * u * (score + 1) + u * count.squareRoot()
    let dP = 2 * dO.largestRowNorm * v.largestRowNorm
    let dS = dP * (weight + (2 * Double(q.columns) + count + 6) * u)
    let shares = Double(max(q.rows, 1))
    let largest = max(scale * max(k.largest, q.largest) * dS, (weight + count * u) * dO.largest)
    return Tolerance(
      absolute: shares * largest,
      reason: "the roundings of a weight, of dP, and of a sum over \(Int(count)) rows")
  }
}
