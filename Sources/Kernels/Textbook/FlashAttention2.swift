/// FlashAttention-2 forward, algorithm 1 of Dao 2023 (arXiv:2307.08691); `(l. 8)` marks its lines.
///
/// Q outside, K and V inside: O, l and m stay in fast memory until a block of queries is finished;
/// O is divided by l once, and of l and m only L is kept.
///
/// - Complexity: 2·N·d + 2·N·d·Tᵣ + N numbers moved, less what the mask lets skip.
extension Textbook {
  mutating func flashAttention2() throws(KernelError) {
    for i in 0..<tileRows {  // (l. 3)
      let qi = memory.load(q, rows: queries(i))  // (l. 4)
      var oi = Matrix<Number>(qi.count, q.columns)  // (l. 5)
      var li = Matrix<Number>(qi.count, 1)
      var mi = Matrix<Number>(qi.count, 1, repeating: .minusInfinity)
      for j in 0..<tileColumns {  // (l. 6)
        guard !isHidden(queries(i), keys(j)) else {
          try record(i, j, .skipped)
          continue
        }
        let kj = memory.load(k, rows: keys(j))  // (l. 7)
        let vj = memory.load(v, rows: keys(j))
        var s = qi.times(transposed: kj, scale: scale)  // (l. 8)
        hide(&s, queries(i), keys(j))
        var firstRescale = Number(1)
        for row in 0..<s.count {
          let newMaximum = s[row].reduce(mi[row, 0], max)  // (l. 9)
          let p = s[row].map { weight($0, newMaximum) }
          let rescale = weight(mi[row, 0], newMaximum)
          li[row, 0] = rescale * li[row, 0] + p.reduce(.zero, +)
          mi[row, 0] = newMaximum
          for c in 0..<oi.columns {  // (l. 10)
            var pv = Number.zero
            for key in 0..<p.count { pv += p[key] * vj[key, c] }
            oi[row, c] = rescale * oi[row, c] + pv
          }
          if row == 0 { firstRescale = rescale }
        }
        try record(
          i, j, rowMaximum: mi[0, 0], rowSum: li[0, 0], rescale: firstRescale,
          output: oi.numbers.first)
      }
      var l = Matrix<Number>(qi.count, 1)
      for row in 0..<oi.count {
        for c in 0..<oi.columns { oi[row, c] = quotient(oi[row, c], li[row, 0]) }  // (l. 12)
        l[row, 0] = Kernels.logsumexp(mi[row, 0], li[row, 0])  // (l. 13)
      }
      memory.store(oi, into: &o, at: queries(i).lowerBound)  // (l. 14)
      memory.store(l, into: &logsumexp, at: queries(i).lowerBound)  // (l. 15)
      closeRow(i)
    }
  }
}
