import Kernels

/// The costs of one kernel on one problem, by formula.
struct Model {
  var kernel: KernelName
  var settings: Settings

  private var bytes: Int { settings.integer("bytes") ?? 4 }

  private var blocks: (q: Int, k: Int) { Self.blocks(settings, kernel) }

  /// Blocks as given; a 0 becomes what fills the fast memory, or what the kernel would choose.
  static func blocks(_ settings: Settings, _ kernel: KernelName) -> (q: Int, k: Int) {
    let fast = settings.number("fastMemory") ?? 0
    let headDim = settings.integer("headDim") ?? 64
    var standard = (q: headDim <= 128 ? 256 : 128, k: 128)
    if fast > 0 {
      // Four tiles of the same number of elements: algorithm 1 of Dao et al. 2022, line 1.
      let element = Double(settings.integer("bytes") ?? 4)
      standard.k = max(1, min(4096, Int(fast / (4 * element * Double(headDim)))))
      standard.q = min(standard.k, headDim)
    }
    return (
      Sizes.block(settings, "blockQ") ?? standard.q, Sizes.block(settings, "blockK") ?? standard.k
    )
  }

  static func traffic(
    _ kernel: KernelName, _ problem: Problem, _ settings: Settings, bytesPerElement: Int
  ) -> Double {
    let blocks = blocks(settings, kernel)
    return CostModel.trafficBytes(
      kernel, problem, blockQ: blocks.q, blockK: blocks.k, bytesPerElement: bytesPerElement)
  }

  /// Bytes of Q, K, V and O.
  private func tensorBytes(_ problem: Problem) -> Double {
    let width = Double(problem.batch) * Double(problem.headDim) * Double(bytes)
    return width
      * (2 * Double(problem.heads) * Double(problem.queries)
        + 2 * Double(problem.kvHeads) * Double(problem.keys))
  }

  private func extra(_ problem: Problem) -> Double {
    CostModel.extraBytes(
      kernel, problem, blockQ: blocks.q, blockK: blocks.k, bytesPerElement: bytes)
  }

  func total(_ problem: Problem) -> Double { tensorBytes(problem) + extra(problem) }

  /// The largest n whose total fits, by bisection; total grows with n.
  private func longest(budget: Double) -> Int {
    func fits(_ n: Int) -> Bool {
      var problem = Sizes.problem(settings)
      problem.queries = n
      problem.keys = n
      return total(problem) <= budget
    }
    var low = 0
    var high = 1 << 40
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if fits(middle) { low = middle } else { high = middle }
    }
    return low
  }

  /// Tiles of one head, and how many of them the mask leaves to compute.
  private func tiles(_ problem: Problem) -> (total: Double, computed: Double) {
    var head = problem
    (head.batch, head.heads, head.kvHeads) = (1, 1, 1)
    return CostModel.tiles(kernel, head, blockQ: blocks.q, blockK: blocks.k)
  }

  var row: [String: Value] {
    let problem = Sizes.problem(settings)
    let operations = CostModel.operations(problem)
    let traffic = Self.traffic(kernel, problem, settings, bytesPerElement: bytes)
    let total = total(problem)
    let tiles = tiles(problem)
    let budget = settings.number("budget") ?? 0
    var row = Sizes.row(kernel, problem, settings)
    row["blockQ"] = .number(Double(blocks.q))
    row["blockK"] = .number(Double(blocks.k))
    row["bytes"] = .number(Double(bytes))
    row["operations"] = .number(operations)
    row["traffic"] = .number(traffic)
    row["intensity"] = traffic > 0 ? .number(operations / traffic) : .missing
    row["scratch"] = .number(
      CostModel.tileBytes(
        kernel, headDim: problem.headDim, blockQ: blocks.q, blockK: blocks.k,
        bytesPerElement: bytes))
    row["extra"] = .number(extra(problem))
    row["total"] = .number(total)
    row["tiles"] = .number(tiles.total)
    row["tiles.computed"] = .number(tiles.computed)
    row["rescales"] = .number(CostModel.rescales(kernel, problem, blockK: blocks.k))
    row["fits"] = budget > 0 ? .truth(total <= budget) : .missing
    row["longest"] = budget > 0 ? .number(Double(longest(budget: budget))) : .missing
    return row
  }
}
