import Foundation
import Testing

@testable import Kernels

/// The state of some scores and the values beside them, from the definition.
private func state(_ scores: [Double], _ values: [[Double]]) -> AttentionState<Double> {
  var result = AttentionState<Double>.identity(headDim: 3)
  guard let maximum = scores.max(), maximum > -.infinity else { return result }
  result.rowMaximum = maximum
  for (score, value) in zip(scores, values) {
    result.rowSum += exp(score - maximum)
    for c in 0..<3 { result.accumulator[c] += exp(score - maximum) * value[c] }
  }
  return result
}

private func difference(_ a: AttentionState<Double>, _ b: AttentionState<Double>) -> Double {
  largestDifference(a.output + [a.logsumexp], b.output + [b.logsumexp])
}

@Suite struct MergeTests {
  private let scores: [Double]
  private let values: [[Double]]

  init() {
    var random = Random(state: 6)
    scores = random.normals(60).enumerated().map { index, score in
      index % 7 == 3 ? -.infinity : Double(score) * 5
    }
    values = (0..<60).map { _ in random.normals(3).map { Double($0) } }
  }

  private func part(_ range: Range<Int>) -> AttentionState<Double> {
    state(Array(scores[range]), Array(values[range]))
  }

  @Test func `parts of a row make the whole, wherever it is cut`() {
    let whole = part(0..<60)
    for cut in 0...60 {
      let (left, right) = (part(0..<cut), part(cut..<60))
      #expect(difference(left.merged(with: right), whole) < 1e-13)
      #expect(difference(right.merged(with: left), whole) < 1e-13)
    }
  }

  @Test func `the order of merging changes nothing`() {
    for (a, b) in [(5, 20), (1, 59), (30, 31), (0, 60)] {
      let (x, y, z) = (part(0..<a), part(a..<b), part(b..<60))
      let one = x.merged(with: y).merged(with: z)
      #expect(difference(one, x.merged(with: y.merged(with: z))) < 1e-13)
    }
  }

  @Test func `nothing merged with nothing is nothing, and with a part that part`() {
    let nothing = AttentionState<Double>.identity(headDim: 3)
    let empty = nothing.merged(with: nothing)
    #expect(empty.output == [0, 0, 0] && empty.logsumexp == -.infinity)
    let some = part(0..<9)
    #expect(difference(nothing.merged(with: some), some) == 0)
    #expect(difference(some.merged(with: nothing), some) == 0)
  }
}
