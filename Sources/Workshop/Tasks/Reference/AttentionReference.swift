#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Attention of one head by its definition, in double precision: S, then P, then O.
struct AttentionReference {
  var q, k, v: NumberTable
  var isCausal = false

  var scale: Double { 1 / Double(max(q.columns, 1)).squareRoot() }

  /// scale · Q Kᵀ; what the mask hides is −∞.
  var scores: NumberTable {
    var s = NumberTable(rows: q.rows, columns: k.rows, filledWith: -.infinity)
    for i in 0..<q.rows {
      let query = q.row(i)
      for j in 0..<(isCausal ? min(i + 1, k.rows) : k.rows) {
        s[i, j] = scale * zip(query, k.row(j)).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    return s
  }

  /// O, and the logsumexp of each row of scores.
  func output() -> (o: NumberTable, logsumexp: NumberTable) {
    let s = scores
    var o = NumberTable(rows: q.rows, columns: v.columns)
    var logsumexp = NumberTable(rows: 1, columns: q.rows)
    for i in 0..<q.rows {
      let maximum = s.row(i).max() ?? -.infinity
      let weights = s.row(i).map { exp($0 - maximum) }
      let sum = weights.reduce(0, +)
      logsumexp[0, i] = maximum + log(sum)
      for (j, weight) in weights.enumerated() where weight > 0 {
        for c in 0..<v.columns { o[i, c] += weight / sum * v[j, c] }
      }
    }
    return (o, logsumexp)
  }

  /// dQ, dK and dV for a loss whose gradient with respect to O is `dO`.
  ///
  /// dV = Pᵀ dO, dP = dO Vᵀ, dS = P ∘ (dP − D) with D the row sums of dO ∘ O, dQ = scale · dS K,
  /// dK = scale · dSᵀ Q (FlashAttention, appendix B.2).
  func gradients(dO: NumberTable, slip: GradientSlip? = nil) -> [NumberTable] {
    let (s, (o, logsumexp)) = (scores, output())
    var dq = NumberTable(rows: q.rows, columns: q.columns)
    var dk = NumberTable(rows: k.rows, columns: k.columns)
    var dv = NumberTable(rows: v.rows, columns: v.columns)
    let factor = slip == .noScale ? 1 : scale
    for i in 0..<q.rows {
      let delta = slip == .noDelta ? 0 : zip(dO.row(i), o.row(i)).reduce(0) { $0 + $1.0 * $1.1 }
      let last = slip == .lastKeyDropped ? k.rows - 1 : k.rows
      for j in 0..<max(last, 0) where s[i, j] > -.infinity {
        let p =
          switch slip {
          case .unscaledScores: exp(s[i, j] / scale - logsumexp[0, i])
          case .scoresByWidth: exp(s[i, j] * scale - logsumexp[0, i])
          case .noLogsumexp: Double(exp(Float(s[i, j])))
          default: exp(s[i, j] - logsumexp[0, i])
          }
        let dp = zip(dO.row(i), v.row(j)).reduce(0) { $0 + $1.0 * $1.1 }
        let ds = slip == .noWeight ? dp - delta : p * (dp - delta)
        for c in 0..<v.columns { dv[j, c] += p * dO[i, c] }
        for c in 0..<q.columns {
          dq[i, c] += factor * ds * k[j, c]
          if slip != .keysOfLastRow || i == q.rows - 1 { dk[j, c] += factor * ds * q[i, c] }
        }
      }
    }
    return [dq, dk, dv]
  }

  /// How far single precision may be off, by the roundings of the worst case.
  ///
  /// A score has d + 2 roundings, each of at most u = 2⁻²⁴ of the largest possible score; its error
  /// is the relative error of a weight. A sum of n weights has n more, in both the numerator and
  /// the denominator.
  func tolerance() -> Tolerance {
    let u = 0x1p-24
    let score = scale * q.largestRowNorm * k.largestRowNorm
    let weight = Double(q.columns + 6) * u * score + 4 * u
    return Tolerance(
      absolute: v.largest * (2 * weight + 2 * Double(k.rows + 8) * u),
      reason: "\(q.columns) roundings in a score, \(k.rows) in a sum, each of 2^-24")
  }
}

/// Mistakes in the backward pass.
enum GradientSlip: Hashable, Sendable {
  case noScale, noDelta, noWeight, keysOfLastRow
  /// In what P is recomputed from.
  case unscaledScores, scoresByWidth, noLogsumexp
  case lastKeyDropped
}
