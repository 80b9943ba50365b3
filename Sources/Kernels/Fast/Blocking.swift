/// Sizes of the tiles of one run, padded as the packed layouts need them.
struct Blocking {
  let headDim: Int
  /// headDim up to a multiple of 8: rows of the accumulator.
  let paddedDim: Int
  /// Queries a block, a multiple of 32; keys a block, a multiple of 16.
  let blockQ: Int
  let blockK: Int
  /// Blocks of queries of one head, and workers that have something to do.
  let rowBlocks: Int
  let tasks: Int
  let workers: Int
  let threads: Int

  /// A given block size is rounded up to whole strips or panels, and cut to the padded problem.
  ///
  /// Each block of queries packs K and V anew, so blocks are long: 512 queries up to headDim 128.
  /// There they beat 256 by 2 % on a Zen 3 with 512 KiB of level-2 cache, and 64, 128 or 192 keys
  /// were within 2 % of each other. The scores of a strip (16 KiB) stay in level 1. Blocks of queries
  /// are shorter when there would be too few to go round: this changes no result.
  ///
  /// - Parameters:
  ///   - problem: what is computed.
  ///   - options: given sizes and threads.
  ///   - atOnce: how many heads are at work at a time; all unless given.
  init(_ problem: Problem, _ options: RunOptions, heads atOnce: Int? = nil) {
    headDim = problem.headDim
    paddedDim = Blocking.up(headDim, 8)
    let queries = Blocking.up(max(problem.queries, 1), 32)
    let keys = Blocking.up(max(problem.keys, 1), 16)
    let heads = problem.batch * problem.heads
    threads = max(1, options.threads)
    if let given = options.blockQ, given > 0 {
      blockQ = min(Blocking.up(given, 32), queries)
    } else {
      var rows = min(headDim <= 128 ? 512 : 128, queries)
      let (busy, wanted) = (atOnce ?? heads, atOnce == nil ? 4 * threads : 2 * threads)
      while threads > 1, rows > 64, busy * ((queries + rows - 1) / rows) < wanted {
        rows = Blocking.up(rows / 2, 32)
      }
      blockQ = rows
    }
    if let given = options.blockK, given > 0 {
      blockK = min(Blocking.up(given, 16), keys)
    } else {
      blockK = min(128, keys)
    }
    rowBlocks = (problem.queries + blockQ - 1) / blockQ
    tasks = heads * rowBlocks
    workers = max(1, min(threads, tasks))
  }

  static func up(_ value: Int, _ multiple: Int) -> Int {
    (value + multiple - 1) / multiple * multiple
  }

  /// Rows up to the end of their last strip of 32.
  static func strips(_ rows: Range<Int>) -> Range<Int> {
    rows.lowerBound..<rows.lowerBound + up(rows.count, 32)
  }
}
