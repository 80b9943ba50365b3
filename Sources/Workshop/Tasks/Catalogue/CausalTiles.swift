extension CodeTask {
  /// A causal mask that skips what it hides.
  static func causalTiles() throws(SignatureProblem) -> CodeTask {
    CodeTask(
      id: "causal-tiles", title: "Skip what the causal mask hides",
      statement: """
        Attention with a causal mask: query i sees the keys 0 to i. Tiles wholly above the diagonal \
        must not be computed, nor their keys and values read; inside the tiles that the diagonal \
        crosses, single scores are hidden. Q, K and V have the same number of rows; `blockQ` and \
        `blockK` need not be equal, and the last blocks may be smaller.
        """,
      signature: try CodeSignature(
        """
        func causalAttention(q: Matrix, k: Matrix, v: Matrix, blockQ: Int, blockK: Int) -> Matrix
        """),
      mistakes: KnownMistake.causal(outputs: 1, from: attention)
        + KnownMistake.blocked(outputs: 1, from: attention),
      work: .causalForward,
      expectation: .computed { inputs in
        let reference = AttentionReference(q: inputs[0], k: inputs[1], v: inputs[2], isCausal: true)
        return [reference.output().o]
      },
      cases: {
        let shapes = AttentionCases.shapes(isSquare: true) + [AttentionCases.large]
        return shapes.enumerated().map { index, shape in
          let tables = AttentionCases.tables(shape, seed: UInt64(index + 41))
          let sizes = [shape.blockQ, shape.blockK].map { NumberTable(row: [Double($0)]) }
          let reference = AttentionReference(
            q: tables[0], k: tables[1], v: tables[2], isCausal: true)
          return CodeCase(
            name: shape.name, inputs: tables + sizes, tolerance: reference.tolerance(),
            hint: shape.hint, bounds: bounds(shape), repeats: shape.queries < 1024 ? 1 : 2)
        }
      })
  }

  private static func bounds(_ shape: AttentionCases.Shape) -> [CodeBound] {
    guard shape.queries >= 1024 else { return [] }
    return [
      CodeBound(quantity: .allocated, bytes: 256 << 10, advice: AttentionCases.memoryAdvice),
      CodeBound(quantity: .heap, bytes: 384 << 10, advice: AttentionCases.memoryAdvice),
      CodeBound(
        quantity: .traffic, bytes: TileTraffic(shape).bytes(isCausal: true),
        advice:
          "Stop the inner loop before the first tile whose first key comes after the block's last query, so that its keys and values are never read."
      ),
    ]
  }

  @Sendable private static func attention(_ inputs: [NumberTable]) -> OnlineAttention {
    OnlineAttention(
      q: inputs[0], k: inputs[1], v: inputs[2], isCausal: true, blockQ: inputs[3].integer,
      blockK: inputs[4].integer)
  }
}
