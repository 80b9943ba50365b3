extension CostModel {
  /// Bytes moved between slow memory and scratch in the forward pass, over all heads.
  ///
  /// With N queries, M keys, d = headDim, Tᵣ and T꜀ rows and columns of tiles, in numbers a head:
  ///
  /// | kernel                        | none of the keys masked                        |
  /// | ----------------------------- | ---------------------------------------------- |
  /// | `standard` `naive` `unsafe`   | 2·N·d + 2·M·d + 4·N·M                          |
  /// | `online`                      | 2·N·d + 2·M·d·N + N                            |
  /// | `flash1`                      | 2·M·d + 3·N·d·T꜀ + N·d + 2·N + 4·N·T꜀          |
  /// | `flash2`                      | 2·N·d + 2·M·d·Tᵣ + N                           |
  ///
  /// Tiles that the mask hides wholly are not moved.
  public static func trafficBytes(
    _ kernel: KernelName, _ problem: Problem, blockQ: Int, blockK: Int, bytesPerElement: Int
  ) -> Double {
    let (n, m, d) = (Double(problem.queries), Double(problem.keys), Double(problem.headDim))
    let numbers: Double
    switch kernel {
    case .standard, .naive, .unsafe:
      numbers = heads(problem) * (2 * n * d + 2 * m * d + 4 * n * m)
    case .online, .flash2:
      let grid = TileGrid(problem, blockQ: kernel == .online ? 1 : blockQ, blockK: blockK)
      numbers = heads(problem) * (2 * n * d + n) + 2 * d * grid.keysLoaded
    case .flash1:
      let grid = TileGrid(problem, blockQ: blockQ, blockK: blockK)
      numbers =
        heads(problem) * (2 * m * d + n * d + 2 * n) + (3 * d + 4) * grid.queriesLoaded
    }
    return numbers * Double(bytesPerElement)
  }

  /// The part of the traffic that the paper's figure 2 (middle) shows: Q, K, V, O, S and P, without
  /// initialising O and without l, m and L.
  public static func matrixTrafficBytes(
    _ kernel: KernelName, _ problem: Problem, blockQ: Int, blockK: Int, bytesPerElement: Int
  ) -> Double {
    let bytes = Double(bytesPerElement)
    let rows = heads(problem) * Double(problem.queries)
    let all = trafficBytes(
      kernel, problem, blockQ: blockQ, blockK: blockK, bytesPerElement: bytesPerElement)
    switch kernel {
    case .standard, .naive, .unsafe: return all
    case .online, .flash2: return all - rows * bytes
    case .flash1:
      let grid = TileGrid(problem, blockQ: blockQ, blockK: blockK)
      return all - (rows * Double(problem.headDim + 2) + 4 * grid.queriesLoaded) * bytes
    }
  }

  /// Tiles of the scores over all heads, and how many of them the mask leaves to compute.
  public static func tiles(
    _ kernel: KernelName, _ problem: Problem, blockQ: Int, blockK: Int
  ) -> (total: Double, computed: Double) {
    let grid = TileGrid(problem, blockQ: kernel == .online ? 1 : blockQ, blockK: blockK)
    let total = heads(problem) * Double(grid.rows) * Double(grid.columns)
    switch kernel {
    case .standard, .naive, .unsafe: return (total, total)
    case .online, .flash1, .flash2: return (total, grid.computed)
    }
  }

  /// Multiplications and divisions of an output number by scale factors, for a query that sees every
  /// key.
  ///
  /// `flash1` scales the old output, scales the new part and divides by the sum at each tile of keys
  /// (Dao et al. 2022, algorithm 1, line 12): three; `flash2` scales once a tile and divides once at
  /// the end (Dao 2023, section 3.1); so does `online`, key by key.
  public static func rescales(_ kernel: KernelName, _ problem: Problem, blockK: Int) -> Double {
    let columns = (Double(problem.keys) / Double(max(blockK, 1))).rounded(.up)
    return switch kernel {
    case .standard, .naive, .unsafe: 0
    case .online: Double(problem.keys) + 1
    case .flash1: 3 * columns
    case .flash2: columns + 1
    }
  }
}
