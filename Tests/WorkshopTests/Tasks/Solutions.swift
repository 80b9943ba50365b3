/// A right answer to each task of the catalogue, from which mutations are made.
enum Solutions {
  static let all: [String: String] = [
    "safe-softmax": safeSoftmax, "online-softmax": onlineSoftmax, "merge-states": merge,
    "blockwise-attention": blockwise, "flash2-forward": flash2, "causal-tiles": causal,
    "flash-backward": backward,
  ]

  static let safeSoftmax = """
    func safeSoftmax(_ scores: [Float]) -> [Float] {
      var maximum = -Float.infinity
      for score in scores { maximum = max(maximum, score) }
      if maximum == -.infinity { return [Float](repeating: 0, count: scores.count) }
      var sum: Float = 0
      for score in scores { sum += exp(score - maximum) }
      var weights: [Float] = []
      for score in scores { weights.append(exp(score - maximum) / sum) }
      return weights
    }
    """

  static let onlineSoftmax = """
    func onlineSoftmax(_ scores: Scores) -> (maximum: Float, sum: Float) {
      var maximum = -Float.infinity
      var sum: Float = 0
      for score in scores {
        let newMaximum = max(maximum, score)
        if newMaximum == -.infinity { continue }
        let rescale = exp(maximum - newMaximum)
        sum = sum * rescale + exp(score - newMaximum)
        maximum = newMaximum
      }
      return (maximum, sum)
    }
    """

  static let merge = """
    func merge(_ left: RowState, _ right: RowState) -> RowState {
      let maximum = max(left.maximum, right.maximum)
      if maximum == -.infinity { return left }
      let a = exp(left.maximum - maximum)
      let b = exp(right.maximum - maximum)
      var output: [Float] = []
      for c in 0..<left.output.count {
        output.append(a * left.output[c] + b * right.output[c])
      }
      return RowState(maximum: maximum, sum: a * left.sum + b * right.sum, output: output)
    }
    """

  static let blockwise = """
    func blockwiseAttention(q: Matrix, k: Matrix, v: Matrix, blockSize: Int) -> Matrix {
      let scale = 1 / Float(q.columns).squareRoot()
      var maximum = [Float](repeating: -.infinity, count: q.rows)
      var sum = [Float](repeating: 0, count: q.rows)
      var o = Matrix(rows: q.rows, columns: v.columns)
      for start in stride(from: 0, to: k.rows, by: blockSize) {
        let end = min(start + blockSize, k.rows)
        for i in 0..<q.rows {
          var scores: [Float] = []
          for j in start..<end {
            var score: Float = 0
            for c in 0..<q.columns { score += q[i, c] * k[j, c] }
            scores.append(score * scale)
          }
          var blockMaximum = -Float.infinity
          for score in scores { blockMaximum = max(blockMaximum, score) }
          let newMaximum = max(maximum[i], blockMaximum)
          let rescale = exp(maximum[i] - newMaximum)
          sum[i] *= rescale
          for c in 0..<v.columns { o[i, c] *= rescale }
          for j in start..<end {
            let p = exp(scores[j - start] - newMaximum)
            sum[i] += p
            for c in 0..<v.columns { o[i, c] += p * v[j, c] }
          }
          maximum[i] = newMaximum
        }
      }
      for i in 0..<q.rows {
        for c in 0..<v.columns { o[i, c] /= sum[i] }
      }
      return o
    }
    """

  static let flash2 = """
    func flash2Forward(q: Matrix, k: Matrix, v: Matrix, blockQ: Int, blockK: Int) -> (
      o: Matrix, logsumexp: [Float]
    ) {
      let scale = 1 / Float(q.columns).squareRoot()
      var o = Matrix(rows: q.rows, columns: v.columns)
      var logsumexp = [Float](repeating: 0, count: q.rows)
      for top in stride(from: 0, to: q.rows, by: blockQ) {
        let qi = q.tile(rows: top..<min(top + blockQ, q.rows))
        var oi = Tile(rows: qi.rows, columns: v.columns)
        var maximum = [Float](repeating: -.infinity, count: qi.rows)
        var sum = [Float](repeating: 0, count: qi.rows)
        for start in stride(from: 0, to: k.rows, by: blockK) {
          let keys = start..<min(start + blockK, k.rows)
          let kj = k.tile(rows: keys)
          let vj = v.tile(rows: keys)
          var p = qi.timesTransposed(kj)
          for row in 0..<p.rows {
            let newMaximum = max(maximum[row], p.rowMaximum(row) * scale)
            for j in 0..<p.columns { p[row, j] = exp(p[row, j] * scale - newMaximum) }
            let rescale = exp(maximum[row] - newMaximum)
            sum[row] = rescale * sum[row] + p.rowSum(row)
            oi.scaleRow(row, by: rescale)
            maximum[row] = newMaximum
          }
          oi.add(p.times(vj))
        }
        for row in 0..<oi.rows {
          oi.scaleRow(row, by: 1 / sum[row])
          logsumexp[top + row] = maximum[row] + log(sum[row])
        }
        o.store(oi, row: top)
      }
      return (o, logsumexp)
    }
    """

  static let causal = """
    func causalAttention(q: Matrix, k: Matrix, v: Matrix, blockQ: Int, blockK: Int) -> Matrix {
      let scale = 1 / Float(q.columns).squareRoot()
      var o = Matrix(rows: q.rows, columns: v.columns)
      for top in stride(from: 0, to: q.rows, by: blockQ) {
        let qi = q.tile(rows: top..<min(top + blockQ, q.rows))
        var oi = Tile(rows: qi.rows, columns: v.columns)
        var maximum = [Float](repeating: -.infinity, count: qi.rows)
        var sum = [Float](repeating: 0, count: qi.rows)
        for start in stride(from: 0, to: k.rows, by: blockK) {
          if start > top + qi.rows - 1 { break }
          let keys = start..<min(start + blockK, k.rows)
          let kj = k.tile(rows: keys)
          let vj = v.tile(rows: keys)
          var p = qi.timesTransposed(kj)
          for row in 0..<p.rows {
            for j in 0..<p.columns {
              p[row, j] *= scale
              if start + j > top + row { p[row, j] = -.infinity }
            }
            let newMaximum = max(maximum[row], p.rowMaximum(row))
            if newMaximum == -.infinity {
              for j in 0..<p.columns { p[row, j] = 0 }
              continue
            }
            for j in 0..<p.columns { p[row, j] = exp(p[row, j] - newMaximum) }
            let rescale = exp(maximum[row] - newMaximum)
            sum[row] = rescale * sum[row] + p.rowSum(row)
            oi.scaleRow(row, by: rescale)
            maximum[row] = newMaximum
          }
          oi.add(p.times(vj))
        }
        for row in 0..<oi.rows { oi.scaleRow(row, by: 1 / sum[row]) }
        o.store(oi, row: top)
      }
      return o
    }
    """

  static let backward = """
    func flashBackward(
      q: Matrix, k: Matrix, v: Matrix, o: Matrix, logsumexp: [Float], dO: Matrix, blockQ: Int,
      blockK: Int
    ) -> (dq: Matrix, dk: Matrix, dv: Matrix) {
      let scale = 1 / Float(q.columns).squareRoot()
      var dq = Matrix(rows: q.rows, columns: q.columns)
      var dk = Matrix(rows: k.rows, columns: k.columns)
      var dv = Matrix(rows: v.rows, columns: v.columns)
      var delta = [Float](repeating: 0, count: q.rows)
      for i in 0..<q.rows {
        for c in 0..<o.columns { delta[i] += dO[i, c] * o[i, c] }
      }
      for start in stride(from: 0, to: k.rows, by: blockK) {
        let keys = start..<min(start + blockK, k.rows)
        let kj = k.tile(rows: keys)
        let vj = v.tile(rows: keys)
        var dkj = Tile(rows: kj.rows, columns: kj.columns)
        var dvj = Tile(rows: vj.rows, columns: vj.columns)
        for top in stride(from: 0, to: q.rows, by: blockQ) {
          let queries = top..<min(top + blockQ, q.rows)
          let qi = q.tile(rows: queries)
          let dOi = dO.tile(rows: queries)
          var p = qi.timesTransposed(kj)
          for row in 0..<p.rows {
            for j in 0..<p.columns { p[row, j] = exp(p[row, j] * scale - logsumexp[top + row]) }
          }
          dvj.add(p.transposedTimes(dOi))
          var ds = dOi.timesTransposed(vj)
          for row in 0..<ds.rows {
            for j in 0..<ds.columns {
              ds[row, j] = p[row, j] * (ds[row, j] - delta[top + row]) * scale
            }
          }
          dkj.add(ds.transposedTimes(qi))
          var dqi = dq.tile(rows: queries)
          dqi.add(ds.times(kj))
          dq.store(dqi, row: top)
        }
        dk.store(dkj, row: start)
        dv.store(dvj, row: start)
      }
      return (dq, dk, dv)
    }
    """
}
