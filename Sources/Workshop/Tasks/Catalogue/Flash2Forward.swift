extension CodeTask {
  /// FlashAttention-2's forward pass: query tiles outside, one division, logsumexp.
  static func flash2Forward() throws(SignatureProblem) -> CodeTask {
    CodeTask(
      id: "flash2-forward", title: "FlashAttention-2, forward",
      statement: """
        The forward pass of FlashAttention-2. The outer loop takes `blockQ` queries, the inner one \
        `blockK` keys with their values; the last blocks may be smaller. Read Q once and write O \
        once; read K and V once for each block of queries. Give O and the logsumexp of each row, \
        maximum + log(sum).
        """,
      signature: try CodeSignature(
        """
        func flash2Forward(q: Matrix, k: Matrix, v: Matrix, blockQ: Int, blockK: Int) -> \
        (o: Matrix, logsumexp: [Float])
        """),
      mistakes: KnownMistake.blocked(outputs: 2, from: attention) + [
        .attention(
          .sumForLogsumexp, "the sum instead of the logsumexp", outputs: 2, from: attention,
          "O is right; but logsumexp holds the running sum. It is maximum + log(sum).")
      ],
      remarks: [
        "logsumexp":
          "O is right here, but logsumexp is not: for each row it is maximum + log(sum), taken after the last block."
      ],
      work: .forward,
      expectation: .computed { inputs in
        let output = AttentionReference(q: inputs[0], k: inputs[1], v: inputs[2]).output()
        return [output.o, output.logsumexp]
      },
      cases: {
        let shapes = AttentionCases.shapes(isSquare: false) + [AttentionCases.large]
        return shapes.enumerated().map { index, shape in
          let tables = AttentionCases.tables(shape, seed: UInt64(index + 21))
          let reference = AttentionReference(q: tables[0], k: tables[1], v: tables[2])
          let sizes = [shape.blockQ, shape.blockK].map { NumberTable(row: [Double($0)]) }
          return CodeCase(
            name: shape.name, inputs: tables + sizes, tolerance: reference.logsumexpTolerance(),
            hint: shape.hint, bounds: bounds(shape), repeats: shape.queries < 1024 ? 1 : 2)
        }
      })
  }

  private static func bounds(_ shape: AttentionCases.Shape) -> [CodeBound] {
    guard shape.queries >= 1024 else { return [] }
    let traffic = TileTraffic(shape)
    return [
      CodeBound(quantity: .allocated, bytes: 256 << 10, advice: AttentionCases.memoryAdvice),
      CodeBound(quantity: .heap, bytes: 384 << 10, advice: AttentionCases.memoryAdvice),
      CodeBound(
        quantity: .traffic, bytes: traffic.bytes(isCausal: false),
        advice:
          "Load a block of Q once and keep it, with its O, in tiles while K and V pass by; write O after the last block."
      ),
    ]
  }

  @Sendable private static func attention(_ inputs: [NumberTable]) -> OnlineAttention {
    OnlineAttention(
      q: inputs[0], k: inputs[1], v: inputs[2], blockQ: inputs[3].integer,
      blockK: inputs[4].integer)
  }
}

/// What FlashAttention-2 moves, counted tile by tile.
struct TileTraffic {
  let shape: AttentionCases.Shape

  init(_ shape: AttentionCases.Shape) { self.shape = shape }

  /// Q and O once, K and V once for each block of queries that sees them.
  func bytes(isCausal: Bool) -> Int {
    var numbers = 2 * shape.queries * shape.width
    for start in stride(from: 0, to: shape.queries, by: shape.blockQ) {
      let last = min(start + shape.blockQ, shape.queries) - 1
      let blocks = isCausal ? last / shape.blockK + 1 : shape.keys
      numbers += 2 * min(isCausal ? blocks * shape.blockK : blocks, shape.keys) * shape.width
    }
    return 4 * numbers
  }
}

extension AttentionReference {
  /// That of O, and no less than the rounding of a logsumexp.
  func logsumexpTolerance() -> Tolerance {
    var tolerance = tolerance()
    let score = scale * q.largestRowNorm * k.largestRowNorm
    tolerance.absolute = max(
      tolerance.absolute,
      0x1p-24 * (Double(q.columns + 8) * score + Double(k.rows) + 8))
    return tolerance
  }
}
