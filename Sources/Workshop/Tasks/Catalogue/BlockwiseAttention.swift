extension CodeTask {
  /// Attention block by block, without the n × n matrix.
  static func blockwiseAttention() throws(SignatureProblem) -> CodeTask {
    CodeTask(
      id: "blockwise-attention", title: "Attention, block by block",
      statement: """
        Compute softmax(Q Kᵀ / √d) V while taking `blockSize` keys at a time. The last block may be \
        narrower. Scores may be as large as they like. At no time may you hold scores for all keys: \
        for n = 1024 and d = 16, matrices and tiles together may take 0.75 MiB; the scores alone \
        would be 4.
        """,
      signature: try CodeSignature(
        "func blockwiseAttention(q: Matrix, k: Matrix, v: Matrix, blockSize: Int) -> Matrix"),
      mistakes: KnownMistake.blocked(outputs: 1, from: attention),
      work: .forward,
      expectation: .computed { inputs in
        [AttentionReference(q: inputs[0], k: inputs[1], v: inputs[2]).output().o]
      },
      cases: {
        let shapes = AttentionCases.shapes(isSquare: false) + [AttentionCases.narrow]
        return shapes.enumerated().map { index, shape in
          let tables = AttentionCases.tables(shape, seed: UInt64(index + 1))
          let reference = AttentionReference(q: tables[0], k: tables[1], v: tables[2])
          return CodeCase(
            name: shape.name, inputs: tables + [NumberTable(row: [Double(shape.blockK)])],
            tolerance: reference.tolerance(), hint: shape.hint,
            bounds: shape.queries < 1024 ? [] : bounds, repeats: shape.queries < 1024 ? 1 : 2)
        }
      })
  }

  /// O, the running numbers, copies of Q and O in fast memory, and a strip of scores for all
  /// queries fit easily; n² scores are five times as much.
  private static let bounds = [
    CodeBound(quantity: .allocated, bytes: 768 << 10, advice: AttentionCases.memoryAdvice),
    CodeBound(quantity: .heap, bytes: 1 << 20, advice: AttentionCases.memoryAdvice),
  ]

  @Sendable private static func attention(_ inputs: [NumberTable]) -> OnlineAttention {
    OnlineAttention(q: inputs[0], k: inputs[1], v: inputs[2], blockK: inputs[3].integer)
  }
}
