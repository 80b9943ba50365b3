/// Which keys a query may see, as the kernels ask for it: by range of keys and rows.
///
/// Every mask but the dense one leaves each query one range of keys, and the bounds do not
/// decrease from row to row, so the first and the last row of a tile decide whether it is skipped,
/// open, or cut by the mask.
struct VisibleKeys {
  let queries: Int
  let keys: Int
  /// Keys that a row sees beyond its own index, and how many of them; nil: no bound.
  let ahead: Int?
  let width: Int?
  let lengths: [Int]?
  let dense: [Bool]?
  let denseStride: Int

  init(_ problem: Problem) {
    queries = problem.queries
    keys = problem.keys
    let shift = problem.keys - problem.queries
    var (ahead, width): (Int?, Int?) = (nil, nil)
    var lengths: [Int]?
    var dense: [Bool]?
    switch problem.mask {
    case .none: break
    case .causal: ahead = shift
    case .window(let w): (ahead, width) = (shift, max(0, w))
    case .padding(let l): lengths = l
    case .dense(let flags): dense = flags
    }
    self.ahead = ahead
    self.width = width
    self.lengths = lengths
    self.dense = dense
    let plane = problem.queries * problem.keys
    denseStride = (dense?.count ?? 0) > plane ? plane : 0
  }

  /// The range of keys that a row of a batch entry may see.
  @inline(__always)
  func range(row: Int, batch: Int) -> Range<Int> {
    var (low, high) = (0, keys)
    if let ahead {
      high = min(max(row + ahead + 1, 0), keys)
      if let width { low = max(0, high - max(0, min(width, high))) }
      if let width, row + ahead + 1 < width { low = 0 }
    }
    if let lengths { high = min(max(lengths[batch], 0), keys) }
    return min(low, high)..<high
  }

  /// The least range that holds those of all the rows.
  @inline(__always)
  func hull(rows: Range<Int>, batch: Int) -> Range<Int> {
    guard let last = rows.last else { return 0..<0 }
    let first = range(row: rows.lowerBound, batch: batch)
    let end = range(row: last, batch: batch)
    return min(first.lowerBound, end.upperBound)..<end.upperBound
  }

  /// Whether every one of the rows sees every one of the keys; not so beyond the last key.
  @inline(__always)
  func isOpen(rows: Range<Int>, columns: Range<Int>, batch: Int) -> Bool {
    guard dense == nil, let last = rows.last else { return false }
    let first = range(row: rows.lowerBound, batch: batch)
    return range(row: last, batch: batch).lowerBound <= columns.lowerBound
      && columns.upperBound <= first.upperBound
  }

  /// Puts −∞ in place of the scores that a strip of rows may not see.
  ///
  /// - Parameters:
  ///   - scores: `scores[key][32]`, for the keys of `columns`.
  ///   - rows: the queries of the strip, at most 32.
  ///   - columns: the keys, from the first that is stored; may reach beyond the last key.
  ///   - batch: the batch entry.
  func hide(
    _ scores: UnsafeMutablePointer<Vector>, rows: Range<Int>, columns: Range<Int>, batch: Int
  ) {
    var (low0, low1) = (SIMD16<Int32>.zero, SIMD16<Int32>.zero)
    var (high0, high1) = (SIMD16<Int32>.zero, SIMD16<Int32>.zero)
    for i in 0..<16 {
      let first = range(row: min(rows.lowerBound + i, rows.upperBound - 1), batch: batch)
      let second = range(row: min(rows.lowerBound + i + 16, rows.upperBound - 1), batch: batch)
      low0[i] = Int32(clamping: first.lowerBound)
      high0[i] = Int32(clamping: first.upperBound)
      low1[i] = Int32(clamping: second.lowerBound)
      high1[i] = Int32(clamping: second.upperBound)
    }
    let hidden = Vector(repeating: -.infinity)
    for (index, key) in columns.enumerated() {
      let j = SIMD16<Int32>(repeating: Int32(clamping: key))
      let s = scores + index &* 2
      s[0].replace(with: hidden, where: (j .< low0) .| (j .>= high0))
      s[1].replace(with: hidden, where: (j .< low1) .| (j .>= high1))
    }
    if let dense { hide(scores, rows: rows, columns: columns, batch: batch, dense) }
  }

  private func hide(
    _ scores: UnsafeMutablePointer<Vector>, rows: Range<Int>, columns: Range<Int>, batch: Int,
    _ dense: [Bool]
  ) {
    let end = min(columns.upperBound, keys)
    UnsafeMutableRawPointer(scores).withMemoryRebound(
      to: Float.self, capacity: columns.count * RegisterTile.columns
    ) { s in
      dense.withUnsafeBufferPointer { flags in
        for row in rows {
          let offset = batch * denseStride + row * keys
          let lane = s + (row - rows.lowerBound)
          for key in columns.lowerBound..<max(end, columns.lowerBound) where !flags[offset + key] {
            lane[(key - columns.lowerBound) &* RegisterTile.columns] = -.infinity
          }
        }
      }
    }
  }

  /// Puts −∞ in place of the scores of one row that a dense mask hides.
  @inline(__always)
  func hide(row scores: UnsafeMutablePointer<Float>, _ row: Int, keys: Range<Int>, batch: Int) {
    guard let dense else { return }
    let offset = batch * denseStride + row * self.keys
    for key in keys where !dense[offset + key] { scores[key - keys.lowerBound] = -.infinity }
  }
}
