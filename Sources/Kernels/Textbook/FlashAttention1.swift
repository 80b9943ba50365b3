/// FlashAttention forward, algorithm 1 of Dao et al. 2022 (arXiv:2205.14135); `(l. 9)` marks its
/// lines.
///
/// K and V outside, Q inside: O, l and m lie in slow memory and come and go once for every block of
/// keys; O is kept divided by l throughout.
///
/// - Complexity: 2·N·d + 3·N·d·T꜀ numbers of Q, K, V and O, 4·N·T꜀ of l and m, and N·d + 2·N to
///   initialise O, l and m.
extension Textbook {
  mutating func flashAttention1() throws(KernelError) {
    // (l. 2) O = 0, l = 0, m = −∞ in slow memory.
    var l = Matrix<Number>(q.count, 1)
    var m = Matrix<Number>(q.count, 1)
    memory.store(Matrix(q.count, q.columns), into: &o, at: 0)
    memory.store(Matrix(q.count, 1), into: &l, at: 0)
    memory.store(Matrix(q.count, 1, repeating: .minusInfinity), into: &m, at: 0)

    for j in 0..<tileColumns {  // (l. 5)
      let kj = memory.load(k, rows: keys(j))  // (l. 6)
      let vj = memory.load(v, rows: keys(j))
      for i in 0..<tileRows {  // (l. 7)
        guard !isHidden(queries(i), keys(j)) else {
          try record(i, j, .skipped)
          continue
        }
        let qi = memory.load(q, rows: queries(i))  // (l. 8)
        var oi = memory.load(o, rows: queries(i))
        var li = memory.load(l, rows: queries(i))
        var mi = memory.load(m, rows: queries(i))
        var s = qi.times(transposed: kj, scale: scale)  // (l. 9)
        hide(&s, queries(i), keys(j))
        var rescale = Number(1)
        for row in 0..<s.count {
          let tileMaximum = s[row].reduce(.minusInfinity, max)  // (l. 10)
          let p = s[row].map { weight($0, tileMaximum) }
          let tileSum = p.reduce(.zero, +)
          let newMaximum = max(mi[row, 0], tileMaximum)  // (l. 11)
          let old = weight(mi[row, 0], newMaximum) * li[row, 0]
          let new = weight(tileMaximum, newMaximum)
          let newSum = old + new * tileSum
          for c in 0..<oi.columns {  // (l. 12)
            var pv = Number.zero
            for key in 0..<p.count { pv += p[key] * vj[key, c] }
            oi[row, c] = quotient(old * oi[row, c] + new * pv, newSum)
          }
          if row == 0 { rescale = quotient(old, newSum) }
          li[row, 0] = newSum
          mi[row, 0] = newMaximum
        }
        memory.store(oi, into: &o, at: queries(i).lowerBound)
        memory.store(li, into: &l, at: queries(i).lowerBound)  // (l. 13)
        memory.store(mi, into: &m, at: queries(i).lowerBound)
        try record(
          i, j, rowMaximum: mi[0, 0], rowSum: li[0, 0], rescale: rescale, output: oi.numbers.first)
      }
    }
    for i in 0..<q.count { logsumexp[i, 0] = Kernels.logsumexp(m[i, 0], l[i, 0]) }
  }
}
