/// The tiles of the scores of a problem, and what the flash kernels load to compute them, summed
/// over all heads.
struct TileGrid {
  let rows: Int
  let columns: Int
  /// Tiles with at least one visible pair.
  private(set) var computed = 0.0
  /// Keys of those tiles: what is loaded of K when Q is outside.
  private(set) var keysLoaded = 0.0
  /// Queries of those tiles: what is loaded of Q when K and V are outside.
  private(set) var queriesLoaded = 0.0

  init(_ problem: Problem, blockQ: Int, blockK: Int) {
    let (blockQ, blockK) = (max(blockQ, 1), max(blockK, 1))
    rows = TileGrid.parts(problem.queries, blockQ)
    columns = TileGrid.parts(problem.keys, blockK)
    guard problem.mask != .none else {
      let heads = CostModel.heads(problem)
      computed = heads * Double(rows) * Double(columns)
      keysLoaded = heads * Double(rows) * Double(problem.keys)
      queriesLoaded = heads * Double(columns) * Double(problem.queries)
      return
    }
    guard (try? problem.validate()) != nil else { return }
    let visible = VisibleKeys(problem)
    for batch in 0..<problem.batch {
      for i in 0..<rows {
        let queries = i * blockQ..<min((i + 1) * blockQ, problem.queries)
        let (tiles, keys) = TileGrid.seen(visible, queries, batch, columns, blockK)
        let heads = Double(problem.heads)
        computed += heads * Double(tiles)
        keysLoaded += heads * Double(keys)
        queriesLoaded += heads * Double(tiles) * Double(queries.count)
      }
    }
  }

  private static func parts(_ size: Int, _ block: Int) -> Int {
    size / block + (size % block == 0 ? 0 : 1)
  }

  /// How many tiles of keys some of the queries see, and how many keys are in them.
  private static func seen(
    _ visible: VisibleKeys, _ queries: Range<Int>, _ batch: Int, _ columns: Int, _ blockK: Int
  ) -> (tiles: Int, keys: Int) {
    let hull = visible.hull(rows: queries, batch: batch)
    guard !hull.isEmpty else { return (0, 0) }
    guard visible.dense != nil else {
      let first = hull.lowerBound / blockK
      let end = (hull.upperBound - 1) / blockK + 1
      return (end - first, min(end * blockK, visible.keys) - first * blockK)
    }
    var (tiles, count) = (0, 0)
    for j in 0..<columns {
      let keys = j * blockK..<min((j + 1) * blockK, visible.keys)
      let isSeen = queries.contains { query in
        keys.contains { visible.allows(row: query, key: $0, batch: batch) }
      }
      if isSeen {
        tiles += 1
        count += keys.count
      }
    }
    return (tiles, count)
  }
}
