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
  /// The defaults let the packed tiles of one worker stay in 1 MiB of level-2 cache and the scores
  /// of a strip (16 KiB) in level 1. At headDim 64, 512 queries instead of 256 halve the packing:
  /// 89 % of the peak instead of 87.5 %; 64 to 512 keys are all within 1 % of each other. Smaller blocks of queries when there would be too few to go
  /// round: this changes no result, only how often K and V are packed.
  init(_ problem: Problem, _ options: RunOptions) {
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
      while threads > 1, rows > 64, heads * ((queries + rows - 1) / rows) < 4 * threads {
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
