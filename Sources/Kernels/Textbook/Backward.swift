/// Gradients of one head: dQ as Q, dK as K, dV as V.
struct TextbookGradients<Number: TextbookNumber> {
  var dq: Matrix<Number>
  var dk: Matrix<Number>
  var dv: Matrix<Number>
}

extension Textbook {
  /// The standard backward pass with P from slow memory: algorithm 3 of the first paper.
  ///
  /// Given P of the forward pass and dO, of the shape of O.
  ///
  /// - Complexity: 8·N·d + 7·N² numbers moved for N queries and keys; L, from which P is made
  ///   here in place of the forward pass, is not counted.
  mutating func standardBackward(_ dO: Matrix<Number>) throws(KernelError)
    -> TextbookGradients<Number>
  {
    let (n, keys) = (0..<q.count, 0..<k.count)
    var result = TextbookGradients<Number>(
      dq: Matrix(q.count, q.columns), dk: Matrix(k.count, k.columns),
      dv: Matrix(v.count, v.columns))
    let stored = probabilities(n, keys)
    var dP = Matrix<Number>(q.count, k.count)
    var dS = Matrix<Number>(q.count, k.count)

    // (l. 1) Load P, dO; dV = Pᵀ dO; write dV.
    var p = memory.load(stored, rows: n)
    memory.store(p.transposedTimes(memory.load(dO, rows: n)), into: &result.dv, at: 0)
    try record(0, 0)

    // (l. 2) Load dO, V; dP = dO Vᵀ; write dP.
    memory.store(
      memory.load(dO, rows: n).times(transposed: memory.load(v, rows: keys)), into: &dP, at: 0)
    try record(0, 0)

    // (l. 3) Load P, dP; dS = P ∘ (dP − rowsum(P ∘ dP)); write dS.
    p = memory.load(stored, rows: n)
    let dp = memory.load(dP, rows: n)
    var ds = Matrix<Number>(q.count, k.count)
    for i in n {
      var d = Number.zero
      for j in keys { d += p[i, j] * dp[i, j] }
      for j in keys { ds[i, j] = p[i, j] * (dp[i, j] - d) }
    }
    memory.store(ds, into: &dS, at: 0)
    try record(0, 0)

    // (l. 4) Load dS, K; dQ = scale · dS K; write dQ.
    memory.store(
      memory.load(dS, rows: n).times(memory.load(k, rows: keys), scale: scale), into: &result.dq,
      at: 0)
    try record(0, 0)

    // (l. 5) Load dS, Q; dK = scale · dSᵀ Q; write dK.
    memory.store(
      memory.load(dS, rows: n).transposedTimes(memory.load(q, rows: n), scale: scale),
      into: &result.dk, at: 0)
    try record(0, 0)
    return result
  }

  /// FlashAttention-2 backward, algorithm 2 of Dao 2023 (arXiv:2307.08691); `(l. 7)` marks its
  /// lines.
  ///
  /// P is never stored: each tile of it is computed anew as exp(S − L). `o` and `logsumexp` are
  /// those of the forward pass.
  mutating func flashBackward(_ dO: Matrix<Number>) throws(KernelError)
    -> TextbookGradients<Number>
  {
    var result = TextbookGradients<Number>(
      dq: Matrix(q.count, q.columns), dk: Matrix(k.count, k.columns),
      dv: Matrix(v.count, v.columns))

    // (l. 4) D = rowsum(dO ∘ O), into slow memory.
    var d = Matrix<Number>(q.count, 1)
    for i in 0..<tileRows {
      let (doi, oi) = (memory.load(dO, rows: queries(i)), memory.load(o, rows: queries(i)))
      var di = Matrix<Number>(doi.count, 1)
      for row in 0..<doi.count {
        for c in 0..<doi.columns { di[row, 0] += doi[row, c] * oi[row, c] }
      }
      memory.store(di, into: &d, at: queries(i).lowerBound)
    }

    for j in 0..<tileColumns {  // (l. 5)
      let kj = memory.load(k, rows: keys(j))  // (l. 6)
      let vj = memory.load(v, rows: keys(j))
      var dkj = Matrix<Number>(kj.count, k.columns)  // (l. 7)
      var dvj = Matrix<Number>(vj.count, v.columns)
      for i in 0..<tileRows {  // (l. 8)
        guard !isHidden(queries(i), keys(j)) else {
          try record(i, j, .skipped)
          continue
        }
        let qi = memory.load(q, rows: queries(i))  // (l. 9)
        let doi = memory.load(dO, rows: queries(i))
        var dqi = memory.load(result.dq, rows: queries(i))
        let li = memory.load(logsumexp, rows: queries(i))
        let di = memory.load(d, rows: queries(i))
        var s = qi.times(transposed: kj, scale: scale)  // (l. 10)
        hide(&s, queries(i), keys(j))
        var p = s  // (l. 11)
        for row in 0..<p.count {
          for key in 0..<p.columns { p[row, key] = weight(s[row, key], li[row, 0]) }
        }
        dvj += p.transposedTimes(doi)  // (l. 12)
        var ds = doi.times(transposed: vj)  // (l. 13)
        for row in 0..<ds.count {  // (l. 14)
          for key in 0..<ds.columns { ds[row, key] = p[row, key] * (ds[row, key] - di[row, 0]) }
        }
        dqi += ds.times(kj, scale: scale)  // (l. 15)
        memory.store(dqi, into: &result.dq, at: queries(i).lowerBound)
        dkj += ds.transposedTimes(qi, scale: scale)  // (l. 16)
        try record(i, j)
      }
      memory.store(dkj, into: &result.dk, at: keys(j).lowerBound)  // (l. 18)
      memory.store(dvj, into: &result.dv, at: keys(j).lowerBound)
    }
    return result
  }

  /// P from L; not counted.
  private func probabilities(_ queries: Range<Int>, _ keys: Range<Int>) -> Matrix<Number> {
    var p = q.times(transposed: k, scale: scale)
    hide(&p, queries, keys)
    for i in queries {
      for j in keys { p[i, j] = weight(p[i, j], logsumexp[i, 0]) }
    }
    return p
  }
}
