/// Attention with S and P in slow memory: algorithm 0 of Dao et al. 2022 (arXiv:2205.14135).
///
/// It works on whole matrices, so that its trace is three visits of one tile. Every entry of S is
/// computed and moved, whatever the mask.
///
/// - Complexity: 4·N·d + 4·N² numbers moved for N queries and keys. L is no part of the listing; it
///   is noted for comparison and not counted.
extension Textbook {
  mutating func standardAttention() throws(KernelError) {
    let rows = 0..<q.count
    var scores = Matrix<Number>(q.count, k.count)
    var probabilities = Matrix<Number>(q.count, k.count)

    // (l. 1) Load Q, K; compute S = Q Kᵀ; write S.
    var s = memory.load(q, rows: rows)
      .times(transposed: memory.load(k, rows: 0..<k.count), scale: scale)
    hide(&s, rows, 0..<k.count)
    memory.store(s, into: &scores, at: 0)
    try record(0, 0)

    // (l. 2) Read S; compute P = softmax(S); write P.
    s = memory.load(scores, rows: rows)
    var p = Matrix<Number>(q.count, k.count)
    for i in rows {
      let maximum = s[i].reduce(.minusInfinity, max)
      var sum = Number.zero
      for j in 0..<k.count {
        p[i, j] = weight(s[i, j], maximum)
        sum += p[i, j]
      }
      for j in 0..<k.count { p[i, j] = quotient(p[i, j], sum) }
      logsumexp[i, 0] = Kernels.logsumexp(maximum, sum)
    }
    memory.store(p, into: &probabilities, at: 0)
    try record(0, 0)

    // (l. 3) Load P and V; compute O = P V; write O.
    p = memory.load(probabilities, rows: rows)
    memory.store(p.times(memory.load(v, rows: 0..<v.count)), into: &o, at: 0)
    try record(0, 0, output: o.numbers.first)
  }
}
