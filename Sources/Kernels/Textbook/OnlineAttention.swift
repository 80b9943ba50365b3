/// Attention one query at a time with online softmax: tiles of one row.
///
/// - Complexity: 2·N·d + 2·N²·d + N numbers moved: each query reads all of K and V.
extension Textbook {
  mutating func onlineAttention() throws(KernelError) {
    for i in 0..<q.count {
      let qi = memory.load(q, rows: i..<i + 1)
      var m = Number.minusInfinity
      var l = Number.zero
      var oi = Matrix<Number>(1, q.columns)
      for j in 0..<tileColumns {
        guard !isHidden(i..<i + 1, keys(j)) else {
          try record(i, j, .skipped)
          continue
        }
        let kj = memory.load(k, rows: keys(j))
        let vj = memory.load(v, rows: keys(j))
        var s = qi.times(transposed: kj, scale: scale)
        hide(&s, i..<i + 1, keys(j))
        var rescaled = Number(1)
        for key in 0..<s.columns {
          let newMaximum = max(m, s[0, key])
          let rescale = weight(m, newMaximum)
          let p = weight(s[0, key], newMaximum)
          l = rescale * l + p
          for c in 0..<oi.columns { oi[0, c] = rescale * oi[0, c] + p * vj[key, c] }
          rescaled *= rescale
          m = newMaximum
        }
        try record(i, j, rowMaximum: m, rowSum: l, rescale: rescaled, output: oi.numbers.first)
      }
      for c in 0..<oi.columns { oi[0, c] = quotient(oi[0, c], l) }
      memory.store(oi, into: &o, at: i)
      memory.store(Matrix(1, 1, [Kernels.logsumexp(m, l)]), into: &logsumexp, at: i)
      closeRow(i)
    }
  }
}
