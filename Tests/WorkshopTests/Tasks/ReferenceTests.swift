import Testing

@testable import Workshop

@Suite struct ReferenceTests {
  @Test func `attention block by block without a slip is attention`() {
    for isSquare in [false, true] {
      for (index, shape) in AttentionCases.shapes(isSquare: isSquare).enumerated() {
        let tables = AttentionCases.tables(shape, seed: UInt64(index))
        let reference = AttentionReference(
          q: tables[0], k: tables[1], v: tables[2], isCausal: isSquare)
        let output = reference.output()
        let blocked = OnlineAttention(
          q: tables[0], k: tables[1], v: tables[2], isCausal: isSquare, blockQ: shape.blockQ,
          blockK: shape.blockK)()
        for (right, table) in zip([output.o, output.logsumexp], blocked) {
          for (x, y) in zip(right.values, table.values) {
            #expect(abs(x - y) < 1e-9 * (1 + abs(x)), "\(shape.name)")
          }
        }
      }
    }
  }

  @Test func `gradients are those of differences`() {
    var numbers = InputNumbers(seed: 3)
    let (q, k, v) = (numbers.table(3, 2), numbers.table(4, 2), numbers.table(4, 2))
    let dO = numbers.table(3, 2)
    func loss(_ tables: [NumberTable]) -> Double {
      let o = AttentionReference(q: tables[0], k: tables[1], v: tables[2]).output().o
      return zip(o.values, dO.values).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let gradients = AttentionReference(q: q, k: k, v: v).gradients(dO: dO)
    for (which, gradient) in gradients.enumerated() {
      for row in 0..<gradient.rows {
        for column in 0..<gradient.columns {
          var (up, down) = ([q, k, v], [q, k, v])
          up[which][row, column] += 1e-5
          down[which][row, column] -= 1e-5
          let slope = (loss(up) - loss(down)) / 2e-5
          #expect(abs(slope - gradient[row, column]) < 1e-7)
        }
      }
    }
  }

  @Test func `the large case moves what the formula says`() {
    let traffic = TileTraffic(AttentionCases.large)
    // Q, O once; K, V sixteen times; for the mask, 1 to 16 blocks of 64: 136 in all.
    #expect(traffic.bytes(isCausal: false) == 4 * 16 * (2 * 1024 + 2 * 16 * 1024))
    #expect(traffic.bytes(isCausal: true) == 4 * 16 * (2 * 1024 + 2 * 136 * 64))
  }
}
