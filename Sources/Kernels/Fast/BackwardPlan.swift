/// The gradients of a run: dO is read, the others are written.
struct Gradients {
  let dO: UnsafePointer<Float>
  let dQ: UnsafeMutablePointer<Float>
  let dK: UnsafeMutablePointer<Float>
  let dV: UnsafeMutablePointer<Float>
}

extension FlashBackward {
  /// Sizes of the tiles and of the scratch of one backward run.
  ///
  /// A task is one key head with the query heads that share it. When there are fewer than four, the
  /// keys are split in parts, each with a dQ of its own; these are added in the order of the keys.
  /// The split depends on the problem alone, so the number of threads changes no bit.
  struct Plan {
    let groups: Int
    /// Query heads of a key head.
    let shared: Int
    let parts: Int
    let partKeys: Int
    let workers: Int
    let headDim: Int
    /// headDim up to a multiple of 8 (rows of dQᵀ) and of 32 (columns of dK and dV).
    let paddedDim: Int
    let wideDim: Int
    let blockQ: Int
    let blockK: Int
    /// Queries of a head up to a multiple of 32.
    let paddedQueries: Int

    /// Chooses the sizes.
    ///
    /// Tiles of 128 queries and 256 keys fill level-2 cache to three quarters at headDim 64; beyond,
    /// fewer keys. A given size is rounded up to whole strips and panels.
    init(_ problem: Problem, _ options: RunOptions) {
      groups = problem.batch * problem.kvHeads
      shared = problem.heads / max(problem.kvHeads, 1)
      headDim = problem.headDim
      paddedDim = Blocking.up(headDim, 8)
      wideDim = Blocking.up(headDim, 32)
      paddedQueries = Blocking.up(max(problem.queries, 1), 32)
      let keys = Blocking.up(max(problem.keys, 1), 16)
      let (rows, columns) = headDim <= 64 ? (128, 256) : headDim <= 128 ? (128, 128) : (64, 64)
      blockQ = min(Blocking.up(max(options.blockQ ?? rows, 1), 32), paddedQueries)
      blockK = min(Blocking.up(max(options.blockK ?? columns, 1), 16), keys)
      let wanted = max(1, min(4 / max(groups, 1), problem.keys / 256))
      partKeys = max(blockK, Blocking.up((problem.keys + wanted - 1) / wanted, blockK))
      parts = max(1, (problem.keys + partKeys - 1) / partKeys)
      workers = max(1, min(max(1, options.threads), groups * parts))
    }

    /// Numbers in dQᵀ of one head.
    var dQCount: Int { paddedQueries * paddedDim }
    /// How many dQᵀ are kept at once.
    var dQBuffers: Int { parts == 1 ? workers : groups * parts * shared }
    /// Tiles of one worker, and L and D of a head.
    var workerCount: Int { BackwardScratch.count(self) }
    var scratchCount: Int { workers * workerCount + dQBuffers * dQCount }
  }
}

/// Scratch of one worker of the backward pass.
///
/// | paper  | here                    | layout                                         |
/// | ------ | ----------------------- | ---------------------------------------------- |
/// | Kⱼ, Vⱼ | `keys`, `values`        | panels of 8 keys, each headDim × 8             |
/// | Kⱼ     | `keyColumns`            | panels of 8 columns, each blockK × 8           |
/// | dKⱼ, dVⱼ | `dK`, `dV`            | strips of 32 columns, each blockK × 32         |
/// | Qᵢ, dOᵢ | `queries`, `dO`        | strips of 32 queries, each headDim × 32        |
/// | Qᵢ, dOᵢ | `queryRows`, `dORows`  | strips of 32 columns, each blockQ × 32         |
/// | Pᵢⱼ, dSᵢⱼ | `p`, `ds`            | blockK × 32, one strip of queries              |
/// | Pᵢⱼ, dSᵢⱼ | `pPanels`, `dsPanels` | panels of 8 keys, each blockQ × 8             |
/// | L, D   | `logsumexp`, `dots`     | a number a query, L to the base 2              |
struct BackwardScratch {
  let keys: UnsafeMutablePointer<Float>
  let values: UnsafeMutablePointer<Float>
  let keyColumns: UnsafeMutablePointer<Float>
  let dK: UnsafeMutablePointer<Float>
  let dV: UnsafeMutablePointer<Float>
  let queries: UnsafeMutablePointer<Float>
  let dO: UnsafeMutablePointer<Float>
  let queryRows: UnsafeMutablePointer<Float>
  let dORows: UnsafeMutablePointer<Float>
  let p: UnsafeMutablePointer<Vector>
  let ds: UnsafeMutablePointer<Vector>
  let pPanels: UnsafeMutablePointer<Float>
  let dsPanels: UnsafeMutablePointer<Float>
  let logsumexp: UnsafeMutablePointer<Float>
  let dots: UnsafeMutablePointer<Float>

  static func count(_ plan: FlashBackward.Plan) -> Int {
    plan.blockK * (2 * plan.headDim + plan.paddedDim + 2 * plan.wideDim + 64 + 2 * plan.blockQ)
      + plan.blockQ * 2 * (plan.headDim + plan.wideDim) + 2 * plan.paddedQueries
  }

  init(_ memory: UnsafeMutablePointer<Float>, _ plan: FlashBackward.Plan) {
    var next = memory
    func take(_ count: Int) -> UnsafeMutablePointer<Float> {
      defer { next += count }
      return next
    }
    keys = take(plan.blockK * plan.headDim)
    values = take(plan.blockK * plan.headDim)
    keyColumns = take(plan.blockK * plan.paddedDim)
    dK = take(plan.blockK * plan.wideDim)
    dV = take(plan.blockK * plan.wideDim)
    queries = take(plan.blockQ * plan.headDim)
    dO = take(plan.blockQ * plan.headDim)
    queryRows = take(plan.blockQ * plan.wideDim)
    dORows = take(plan.blockQ * plan.wideDim)
    p = vectors(take(plan.blockK * 32))
    ds = vectors(take(plan.blockK * 32))
    pPanels = take(plan.blockK * plan.blockQ)
    dsPanels = take(plan.blockK * plan.blockQ)
    logsumexp = take(plan.paddedQueries)
    dots = take(plan.paddedQueries)
  }
}
