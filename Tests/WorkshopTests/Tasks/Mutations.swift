/// A solution with one mistake in it, and what the verdict must say.
struct Mutation: Sendable, CustomStringConvertible {
  var task: String
  var name: String
  var replace: [(String, String)]
  /// A part of the diagnosis, or of the headline.
  var says: String

  init(_ task: String, _ name: String, _ replace: [(String, String)], says: String) {
    self.task = task
    self.name = name
    self.replace = replace
    self.says = says
  }

  var description: String { "\(task): \(name)" }

  static let all =
    softmax + online + merge
    + blocked("blockwise-attention")
    + flash2 + causal + backward

  private static let softmax = [
    Mutation(
      "safe-softmax", "missing maximum", [("exp(score - maximum)", "exp(score)")],
      says: "overflows from 88.7"),
    Mutation(
      "safe-softmax", "missing division", [(" / sum)", ")")], says: "not yet divided"),
    Mutation(
      "safe-softmax", "raw sum", [("sum += exp(score - maximum)", "sum += exp(score)")],
      says: "the sum is not"),
    Mutation(
      "safe-softmax", "raw numerators",
      [("weights.append(exp(score - maximum)", "weights.append(exp(score)")],
      says: "the numerators are not"),
    Mutation(
      "safe-softmax", "epsilon", [(" / sum)", " / (sum + 1e-4))")], says: "With a single score"),
    Mutation(
      "safe-softmax", "masked rows", [("if maximum == -.infinity", "if scores.isEmpty")],
      says: "-infinity minus -infinity"),
    Mutation(
      "safe-softmax", "the last is forgotten",
      [("in scores { weights", "in scores.dropLast() { weights")], says: "0 numbers instead of 1"),
  ]

  private static let online = [
    Mutation(
      "online-softmax", "missing rescale", [("sum * rescale", "sum")], says: "not rescaled"),
    Mutation(
      "online-softmax", "upside down",
      [("exp(maximum - newMaximum)", "sum == 0 ? 1 : exp(newMaximum - maximum)")],
      says: "upside down"),
    Mutation(
      "online-softmax", "starts at 0", [("= -Float.infinity", "= Float(0)")],
      says: "start it at -infinity"),
    Mutation(
      "online-softmax", "raw sum",
      [("sum * rescale + exp(score - newMaximum)", "sum + exp(score)")],
      says: "relative to the maximum"),
    Mutation(
      "online-softmax", "masked", [("if newMaximum == -.infinity { continue }", "")],
      says: "-infinity minus -infinity"),
    Mutation(
      "online-softmax", "two passes",
      [
        (
          "var sum: Float = 0",
          "var sum: Float = 0; for score in scores { maximum = max(maximum, score) }"
        )
      ], says: "read once"),
    Mutation(
      "online-softmax", "keeps the scores",
      [("for score in scores {", "let all = Array(scores)\n  for score in all {")],
      says: "The scores were kept"),
  ]

  private static let merge = [
    Mutation(
      "merge-states", "missing rescale",
      [("exp(left.maximum - maximum)", "Float(1)"), ("exp(right.maximum - maximum)", "Float(1)")],
      says: "simply added"),
    Mutation(
      "merge-states", "output not rescaled",
      [
        (
          "a * left.output[c] + b * right.output[c]",
          "left.output[c] + right.output[c]"
        )
      ], says: "outputs were added as they are"),
    Mutation(
      "merge-states", "sum not rescaled",
      [("a * left.sum + b * right.sum", "left.sum + right.sum")],
      says: "sums were added as they are"),
    Mutation(
      "merge-states", "only the left", [("exp(right.maximum - maximum)", "Float(1)")],
      says: "Only the left part"),
    Mutation(
      "merge-states", "only the right", [("exp(left.maximum - maximum)", "Float(1)")],
      says: "Only the right part"),
    Mutation(
      "merge-states", "both empty", [("if maximum == -.infinity", "if left.output.isEmpty")],
      says: "A part without keys"),
  ]

  private static func blocked(_ task: String) -> [Mutation] {
    [
      Mutation(
        task, "missing rescale of O", [("o[i, c] *= rescale", "o[i, c] *= 1")],
        says: "O is not rescaled"),
      Mutation(
        task, "missing rescale of the sum", [("sum[i] *= rescale", "")],
        says: "running sum is not rescaled"),
      Mutation(
        task, "missing rescale",
        [("let rescale = exp(maximum[i] - newMaximum)", "let rescale: Float = 1")],
        says: "without any rescale"),
      Mutation(
        task, "missing maximum",
        [
          ("max(maximum[i], blockMaximum)", "Float(0)"),
          ("let rescale = exp(maximum[i] - newMaximum)", "let rescale: Float = 1"),
        ],
        says: "overflows from 88.7"),
      Mutation(
        task, "block maximum",
        [
          ("max(maximum[i], blockMaximum)", "blockMaximum"),
          ("let rescale = exp(maximum[i] - newMaximum)", "let rescale: Float = 1"),
        ], says: "its own maximum"),
      Mutation(
        task, "missing scale", [("score * scale", "score")], says: "without the scale"),
      Mutation(
        task, "wrong scale", [("Float(q.columns).squareRoot()", "Float(q.columns)")],
        says: "divided by d"),
      Mutation(
        task, "tail left out",
        [("stride(from: 0, to: k.rows, by", "stride(from: 0, through: k.rows - blockSize, by")],
        says: "not whole is left out"),
      Mutation(
        task, "tail off by one",
        [("min(start + blockSize, k.rows)", "min(start + blockSize, k.rows - 1)")],
        says: "last key is left out"),
      Mutation(
        task, "tail ignored", [("min(start + blockSize, k.rows)", "start + blockSize")],
        says: "There is no row 1, column 0 in a matrix of 1 x 4"),
      Mutation(
        task, "missing division", [("o[i, c] /= sum[i]", "o[i, c] /= 1")],
        says: "before the division"),
      Mutation(
        task, "the whole matrix",
        [
          (
            "var o = ",
            "var s = Matrix(rows: q.rows, columns: k.rows)\n  s[0, 0] = 1\n  var o = "
          )
        ], says: "4.06 MiB were allocated: allowed are 0.75 MiB"),
      Mutation(
        task, "the whole matrix in arrays",
        [
          (
            "var o = ",
            "var s = [Float](repeating: 0.1, count: q.rows * k.rows)\n  s[0] = scale\n  if s[s.count - 1] == scale * 2 { sum[0] = s.reduce(0, +) }\n  var o = "
          )
        ], says: "were allocated, arrays included"),
    ]
  }

  private static let flash2 = [
    Mutation(
      "flash2-forward", "missing rescale", [("oi.scaleRow(row, by: rescale)", "")],
      says: "O is not rescaled"),
    Mutation(
      "flash2-forward", "missing maximum",
      [
        ("max(maximum[row], p.rowMaximum(row) * scale)", "Float(0)"),
        ("let rescale = exp(maximum[row] - newMaximum)", "let rescale: Float = 1"),
      ], says: "overflows from 88.7"),
    Mutation(
      "flash2-forward", "maximum of unscaled scores",
      [("p.rowMaximum(row) * scale", "p.rowMaximum(row)")], says: "maximum of the scaled scores"),
    Mutation(
      "flash2-forward", "wrong scale", [("Float(q.columns).squareRoot()", "Float(q.columns)")],
      says: "divided by d"),
    Mutation(
      "flash2-forward", "tail off by one",
      [("min(start + blockK, k.rows)", "min(start + blockK, k.rows - 1)")],
      says: "last key is left out"),
    Mutation(
      "flash2-forward", "tail ignored", [("min(start + blockK, k.rows)", "start + blockK")],
      says: "Rows 0..<4, columns 0..<4 reach outside a matrix of 1 x 4. | A block that is not whole"
    ),
    Mutation(
      "flash2-forward", "logarithm of the sum alone",
      [("= maximum[row] + log(sum[row])", "= log(sum[row])")], says: "O is right here"),
    Mutation(
      "flash2-forward", "sum for logsumexp",
      [("= maximum[row] + log(sum[row])", "= sum[row]")],
      says: "It is maximum + log(sum)"),
    Mutation(
      "flash2-forward", "Q read in the inner loop",
      [("var p = qi", "var p = q.tile(rows: top..<top + qi.rows)")], says: "Load a block of Q once"),
    Mutation(
      "flash2-forward", "divided in each block",
      [
        (
          "oi.add(p.times(vj))",
          "oi.add(p.times(vj))\n      for row in 0..<oi.rows { oi.scaleRow(row, by: 1 / sum[row]) }"
        ),
        ("oi.scaleRow(row, by: 1 / sum[row])\n      logsumexp", "logsumexp"),
      ], says: "divided by the sum in each block"),
  ]

  private static let causal = [
    Mutation(
      "causal-tiles", "missing rescale", [("oi.scaleRow(row, by: rescale)", "")],
      says: "O is not rescaled"),
    Mutation(
      "causal-tiles", "missing maximum",
      [
        ("max(maximum[row], p.rowMaximum(row))", "Float(0)"),
        ("let rescale = exp(maximum[row] - newMaximum)", "let rescale: Float = 1"),
      ], says: "overflows from 88.7"),
    Mutation(
      "causal-tiles", "wrong scale", [("Float(q.columns).squareRoot()", "Float(q.columns)")],
      says: "divided by d"),
    Mutation(
      "causal-tiles", "tail off by one",
      [("min(start + blockK, k.rows)", "min(start + blockK, k.rows - 1)")],
      says: "last key is left out"),
    Mutation(
      "causal-tiles", "mask within the tile",
      [("if start + j > top + row {", "if j > row {")], says: "key start + j"),
    Mutation(
      "causal-tiles", "mask within the tile, nothing skipped",
      [
        ("if start + j > top + row {", "if j > row {"),
        ("if start > top + qi.rows - 1 { break }", ""),
      ], says: "key start + j"),
    Mutation(
      "causal-tiles", "skips by the first query",
      [("if start > top + qi.rows - 1 { break }", "if start > top { break }")],
      says: "the last query of the block decides"),
    Mutation(
      "causal-tiles", "skips at the last query",
      [("if start > top + qi.rows - 1 { break }", "if start >= top + qi.rows - 1 { break }")],
      says: "sees its own key"),
    Mutation(
      "causal-tiles", "no mask",
      [
        ("if start + j > top + row { p[row, j] = -.infinity }", ""),
        ("if start > top + qi.rows - 1 { break }", ""),
      ], says: "without a mask"),
    Mutation(
      "causal-tiles", "off by one",
      [
        ("start + j > top + row {", "start + j > top + row + 1 {"),
        ("if start > top + qi.rows - 1 { break }", ""),
      ],
      says: "also sees key i + 1"),
    Mutation(
      "causal-tiles", "off by one, the other way",
      [("start + j > top + row {", "start + j >= top + row {")], says: "does not see key i"),
    Mutation(
      "causal-tiles", "the diagonal is not masked",
      [("if start + j > top + row { p[row, j] = -.infinity }", "")], says: "used whole"),
    Mutation(
      "causal-tiles", "the diagonal is skipped",
      [("if start > top + qi.rows - 1 { break }", "if start + blockK - 1 > top { break }")],
      says: "crosses are skipped too"),
    Mutation(
      "causal-tiles", "nothing is skipped", [("if start > top + qi.rows - 1 { break }", "")],
      says: "Stop the inner loop"),
  ]

  private static let backward = [
    Mutation(
      "flash-backward", "missing scale",
      [("- delta[top + row]) * scale", "- delta[top + row])")], says: "lack the factor"),
    Mutation(
      "flash-backward", "missing scale in the scores",
      [("exp(p[row, j] * scale -", "exp(p[row, j] -")], says: "scores that are not scaled"),
    Mutation(
      "flash-backward", "wrong scale in the scores",
      [("exp(p[row, j] * scale -", "exp(p[row, j] * scale * scale -")], says: "divided by d"),
    Mutation(
      "flash-backward", "missing maximum",
      [("* scale - logsumexp[top + row])", "* scale)")], says: "it holds both the maximum"),
    Mutation(
      "flash-backward", "tail off by one",
      [("start..<min(start + blockK, k.rows)", "start..<min(start + blockK, k.rows - 1)")],
      says: "last key is left out"),
    Mutation(
      "flash-backward", "the last block of queries replaces the others",
      [("dkj.add(ds.transposedTimes(qi))", "dkj = ds.transposedTimes(qi)")],
      says: "dQ is right here"),
    Mutation(
      "flash-backward", "the whole matrix in arrays",
      [
        (
          "var delta = ",
          "var s = [Float](repeating: 0.1, count: q.rows * k.rows)\n  s[0] = scale\n  if s[s.count - 1] == scale * 2 { dq[0, 0] = s.reduce(0, +) }\n  var delta = "
        )
      ], says: "arrays included"),
    Mutation(
      "flash-backward", "missing row sums", [("(ds[row, j] - delta[top + row])", "ds[row, j]")],
      says: "without D"),
    Mutation(
      "flash-backward", "missing weights",
      [("p[row, j] * (ds", "(ds")], says: "not multiplied by P"),
  ]

  /// The mutated solution.
  var source: String? {
    guard var text = Solutions.all[task] else { return nil }
    for (old, new) in replace {
      guard text.contains(old) else { return nil }
      text = text.replacing(old, with: new)
    }
    return text
  }
}
