import Foundation

@testable import Kernels

/// A problem with random inputs and its float64 answer.
struct FastCase {
  let problem: Problem
  let q: [Float]
  let k: [Float]
  let v: [Float]

  init(_ problem: Problem, seed: UInt64 = 1, gain: Float = 1) {
    self.problem = problem
    var random = Random(state: seed)
    let heads = problem.batch * problem.heads
    let kvHeads = problem.batch * problem.kvHeads
    q = random.normals(heads * problem.queries * problem.headDim).map { $0 * gain }
    k = random.normals(kvHeads * problem.keys * problem.headDim)
    v = random.normals(kvHeads * problem.keys * problem.headDim)
  }

  init(_ problem: Problem, q: [Float], k: [Float], v: [Float]) {
    self.problem = problem
    self.q = q
    self.k = k
    self.v = v
  }

  /// Runs a fast kernel; also returns the ledger's peak.
  func run(
    _ kernel: KernelName, _ options: RunOptions = RunOptions(), _ control: RunControl = .quiet
  ) throws -> (o: [Float], logsumexp: [Float], peakBytes: Int) {
    let rows = problem.batch * problem.heads * problem.queries
    var o = [Float](repeating: .nan, count: rows * problem.headDim)
    var logsumexp = [Float](repeating: .nan, count: rows)
    let ledger = Ledger()
    try FastKernels.forward(
      kernel, problem, q: q, k: k, v: v, o: &o, logsumexp: &logsumexp, options, ledger, control)
    return (o, logsumexp, ledger.reading.peakBytes)
  }

  /// Whether a query may see a key, from the definition of the masks.
  func sees(batch: Int, row: Int, key: Int) -> Bool {
    let limit = row + problem.keys - problem.queries
    switch problem.mask {
    case .none: return true
    case .causal: return key <= limit
    case .window(let width): return key <= limit && key > limit - width
    case .padding(let lengths): return key < lengths[batch]
    case .dense(let flags):
      let plane = problem.queries * problem.keys
      let offset = flags.count > plane ? batch * plane : 0
      return flags[offset + row * problem.keys + key]
    }
  }

  /// O and L in float64, and the largest |score|.
  func reference() -> (o: [Double], logsumexp: [Double], largestScore: Double) {
    let (d, n) = (problem.headDim, problem.keys)
    let scale = problem.scale.map(Double.init) ?? 1 / Double(d).squareRoot()
    var (o, logsumexp, largest) = ([Double](), [Double](), 0.0)
    for head in 0..<problem.batch * problem.heads {
      let batch = head / problem.heads
      let kvHead =
        batch * problem.kvHeads + head % problem.heads / (problem.heads / problem.kvHeads)
      for row in 0..<problem.queries {
        let qRow = (head * problem.queries + row) * d
        var scores = [Double](repeating: -.infinity, count: n)
        for key in 0..<n where sees(batch: batch, row: row, key: key) {
          var sum = 0.0
          for c in 0..<d { sum += Double(q[qRow + c]) * Double(k[(kvHead * n + key) * d + c]) }
          scores[key] = sum * scale
          largest = max(largest, abs(sum * scale))
        }
        let maximum = scores.max() ?? -.infinity
        var result = [Double](repeating: 0, count: d)
        var total = 0.0
        if maximum > -.infinity {
          for key in 0..<n {
            let p = exp(scores[key] - maximum)
            total += p
            for c in 0..<d { result[c] += p * Double(v[(kvHead * n + key) * d + c]) }
          }
        }
        o += result.map { total == 0 ? 0 : $0 / total }
        logsumexp.append(total == 0 ? -.infinity : maximum + log(total))
      }
    }
    return (o, logsumexp, largest)
  }

  /// The bound of our notes, 5.3: the condition of exp times the size of V.
  func tolerance(_ largestScore: Double) -> Double {
    2e-7 * (1 + largestScore) * Double(v.map(abs).max() ?? 0)
  }
}

/// The largest difference; infinities of the same sign are equal, NaN never is.
func largestDifference(_ a: [Float], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  var largest = 0.0
  for (x, y) in zip(a, b) where Double(x) != y {
    let difference = abs(Double(x) - y)
    largest = difference.isNaN ? .infinity : max(largest, difference)
  }
  return largest
}

/// SplitMix64 and Box–Muller: enough for test data.
struct Random {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) / 9_007_199_254_740_992 }

  mutating func normals(_ count: Int) -> [Float] {
    (0..<count).map { _ in
      Float((-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform()))
    }
  }
}
