#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A slip in a program for attention, of those that learners make.
enum AttentionSlip: Hashable, Sendable {
  /// O is not multiplied when the maximum rises.
  case outputNotRescaled
  /// The sum is not multiplied when the maximum rises.
  case sumNotRescaled
  /// Neither is.
  case nothingRescaled
  /// The factor is exp(new − old).
  case rescaledUpside
  /// Each block's own maximum replaces the running one.
  case blockMaximum
  /// exp without subtracting anything.
  case noMaximum
  /// Scores are not divided by √d.
  case noScale
  /// Scores are divided by d.
  case scaledByWidth
  /// A last block that is not whole is left out.
  case tailDropped
  /// The last key is left out.
  case lastKeyDropped
  /// The last key of each block is left out.
  case lastKeyOfBlockDropped
  /// O is not divided by the sum.
  case notDivided
  /// Divided in each block instead of once.
  case dividedEachBlock
  /// No mask at all.
  case unmasked
  /// A query also sees the key after its own.
  case seesNextKey
  /// A query does not see its own key.
  case ownKeyHidden
  /// Tiles above the diagonal are skipped, but the ones on it are not masked.
  case diagonalUnmasked
  /// Tiles on the diagonal are skipped too.
  case diagonalSkipped
  /// Rows and columns are compared as they count within a tile.
  case maskedWithinTile
  /// The same, and tiles above the diagonal are skipped.
  case maskedWithinTileSkipping
  /// A tile is skipped when its first key comes after the first query of the block.
  case skipsByFirstQuery
  /// A tile is skipped when its first key is the last query of the block.
  case skipsAtLastQuery
  /// Without the logarithm.
  case sumForLogsumexp
}

/// Attention block by block, in double precision, with one of the slips or none.
struct OnlineAttention {
  var q, k, v: NumberTable
  var isCausal = false
  var blockQ = 1
  var blockK: Int
  var slip: AttentionSlip?

  private var scale: Double {
    let width = Double(max(q.columns, 1))
    return switch slip {
    case .noScale: 1
    case .scaledByWidth: 1 / width
    default: 1 / width.squareRoot()
    }
  }

  func callAsFunction() -> [NumberTable] {
    var o = NumberTable(rows: q.rows, columns: v.columns)
    var logsumexp = NumberTable(rows: 1, columns: q.rows)
    for i in 0..<q.rows {
      let (state, output) = row(i)
      for c in 0..<v.columns {
        o[i, c] =
          slip == .notDivided || slip == .dividedEachBlock ? output[c] : output[c] / state.sum
      }
      logsumexp[0, i] = slip == .sumForLogsumexp ? state.sum : state.maximum + log(state.sum)
    }
    return [o, logsumexp]
  }

  private func row(_ i: Int) -> ((maximum: Double, sum: Double), [Double]) {
    var state = (maximum: slip == .noMaximum ? 0 : -Double.infinity, sum: 0.0)
    var output = Array(repeating: 0.0, count: v.columns)
    for start in stride(from: 0, to: k.rows, by: max(blockK, 1)) {
      let keys = visible(start, row: i)
      guard !keys.isEmpty else { continue }
      let scores = keys.map { j in
        scale * zip(q.row(i), k.row(j)).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let highest = scores.reduce(-.infinity, max)
      let maximum =
        switch slip {
        case .noMaximum: 0.0
        case .blockMaximum: highest
        default: max(state.maximum, highest)
        }
      let p = scores.map { slip == .noMaximum ? Double(exp(Float($0))) : exp($0 - maximum) }
      var factor = state.maximum == maximum ? 1 : exp(state.maximum - maximum)
      if slip == .rescaledUpside, state.sum > 0 { factor = 1 / factor }
      if slip == .nothingRescaled || slip == .blockMaximum { factor = 1 }
      state.sum = state.sum * (slip == .sumNotRescaled ? 1 : factor) + p.reduce(0, +)
      state.maximum = maximum
      for c in output.indices {
        let share = zip(p, keys).reduce(0) { $0 + $1.0 * v[$1.1, c] }
        output[c] = output[c] * (slip == .outputNotRescaled ? 1 : factor) + share
        if slip == .dividedEachBlock { output[c] /= state.sum }
      }
    }
    return (state, output)
  }

  /// The keys of a block that a row takes in.
  private func visible(_ start: Int, row i: Int) -> [Int] {
    let end = start + max(blockK, 1)
    if slip == .tailDropped, end > k.rows { return [] }
    var keys = Array(start..<min(end, k.rows))
    if slip == .lastKeyOfBlockDropped { keys.removeLast() }
    if slip == .lastKeyDropped, keys.last == k.rows - 1 { keys.removeLast() }
    guard isCausal, slip != .unmasked else { return keys }
    let firstRow = i / max(blockQ, 1) * max(blockQ, 1)
    let lastRow = min(firstRow + max(blockQ, 1), q.rows) - 1
    switch slip {
    case .seesNextKey: return keys.filter { $0 <= i + 1 }
    case .ownKeyHidden: return keys.filter { $0 < i }
    case .diagonalUnmasked: return start <= lastRow ? keys : []
    case .maskedWithinTile: return keys.filter { $0 - start <= i - firstRow }
    case .maskedWithinTileSkipping:
      return start <= lastRow ? keys.filter { $0 - start <= i - firstRow } : []
    case .skipsByFirstQuery: return start <= firstRow ? keys.filter { $0 <= i } : []
    case .skipsAtLastQuery: return start < lastRow ? keys.filter { $0 <= i } : []
    case .diagonalSkipped: return end - 1 <= firstRow ? keys : []
    default: return keys.filter { $0 <= i }
    }
  }
}
