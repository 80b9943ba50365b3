#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The backward pass of one query head in float64, row by row: what gradients are compared to.
///
/// Pᵢⱼ = exp(Sᵢⱼ − Lᵢ), dPᵢⱼ = dOᵢ · Vⱼ, Dᵢ = Σⱼ Pᵢⱼ dPᵢⱼ, dSᵢⱼ = Pᵢⱼ (dPᵢⱼ − Dᵢ); then
/// dQᵢ = scale · Σⱼ dSᵢⱼ Kⱼ, dKⱼ = scale · Σᵢ dSᵢⱼ Qᵢ and dVⱼ = Σᵢ Pᵢⱼ dOᵢ.
struct GradientReference {
  fileprivate typealias Wide = SIMD8<Double>

  private let problem: Problem
  private let visible: VisibleKeys
  private let scale: Double
  /// A row of a tensor, in vectors.
  private let width: Int
  private let head: Head
  private let q: [Wide]
  private let k: [Wide]
  private let v: [Wide]
  private let dO: [Wide]

  init(_ problem: Problem, _ head: Head, _ tensors: Tensors, dO: [Float]) {
    let width = (problem.headDim + 7) / 8
    self.problem = problem
    self.head = head
    self.width = width
    visible = VisibleKeys(problem)
    scale = problem.exactScale
    func wide(_ numbers: [Float], _ start: Int, _ rows: Int) -> [Wide] {
      var result = [Wide](repeating: .zero, count: rows * width)
      for row in 0..<rows {
        for c in 0..<problem.headDim {
          result[row * width + c / 8][c % 8] = Double(numbers[start + row * problem.headDim + c])
        }
      }
      return result
    }
    q = wide(tensors.q, head.query, problem.queries)
    k = wide(tensors.k, head.key, problem.keys)
    v = wide(tensors.v, head.key, problem.keys)
    self.dO = wide(dO, head.query, problem.queries)
  }

  /// Sums of dK and dV of a key head over rows and query heads, in vectors.
  struct KeySums {
    fileprivate var dK: [Wide] = []
    fileprivate var dV: [Wide] = []

    /// No sums at all.
    init() {}

    init(_ problem: Problem) {
      let count = problem.keys * ((problem.headDim + 7) / 8)
      dK = [Wide](repeating: .zero, count: count)
      dV = dK
    }

    /// dK and dV as rows of headDim numbers.
    func rows(_ problem: Problem) -> (dK: [Double], dV: [Double]) {
      let width = (problem.headDim + 7) / 8
      func flat(_ numbers: [Wide]) -> [Double] {
        (0..<problem.keys).flatMap { row in
          (0..<problem.headDim).map { numbers[row * width + $0 / 8][$0 % 8] }
        }
      }
      return (flat(dK), flat(dV))
    }
  }

  /// One row of dQ, headDim numbers; its share of dK and dV is added to the sums, if wanted.
  func row(_ i: Int, adding sums: inout KeySums, isWanted: Bool = true) -> [Double] {
    let range = visible.range(row: i, batch: head.batch)
    var (p, dP) = (
      [Double](repeating: -.infinity, count: range.count),
      [Double](repeating: 0, count: range.count)
    )
    var rowMaximum = -Double.infinity
    for j in range where visible.allows(row: i, key: j, batch: head.batch) {
      let s = scale * dot(q, i, k, j)
      p[j - range.lowerBound] = s
      dP[j - range.lowerBound] = dot(dO, i, v, j)
      rowMaximum = max(rowMaximum, s)
    }
    var dQ = [Wide](repeating: .zero, count: width)
    if rowMaximum > -.infinity {
      var (rowSum, weighted) = (0.0, 0.0)
      for index in p.indices {
        p[index] = exp(p[index] - rowMaximum)
        rowSum += p[index]
        weighted += p[index] * dP[index]
      }
      let d = weighted / rowSum
      for j in range {
        let weight = p[j - range.lowerBound] / rowSum
        let dS = weight * (dP[j - range.lowerBound] - d) * scale
        add(k, j, times: dS, to: &dQ, 0)
        guard isWanted else { continue }
        add(q, i, times: dS, to: &sums.dK, j)
        add(dO, i, times: weight, to: &sums.dV, j)
      }
    }
    return (0..<problem.headDim).map { dQ[$0 / 8][$0 % 8] }
  }

  @inline(__always)
  private func dot(_ a: [Wide], _ i: Int, _ b: [Wide], _ j: Int) -> Double {
    var sum = Wide.zero
    for c in 0..<width { sum += a[i * width + c] * b[j * width + c] }
    return sum.sum()
  }

  @inline(__always)
  private func add(_ a: [Wide], _ i: Int, times factor: Double, to b: inout [Wide], _ j: Int) {
    let factor = Wide(repeating: factor)
    for c in 0..<width { b[j * width + c] += a[i * width + c] * factor }
  }
}
