/// What a kernel costs by formula: operations, bytes between slow memory and scratch, scratch bytes.
///
/// Dao et al. 2022 (arXiv:2205.14135) and Dao 2023 (arXiv:2307.08691). The traffic is that of the
/// textbook listings, to the number: a test compares it with their counting. Everything is computed
/// in `Double`, so that no size overflows.
public enum CostModel {
  /// Floating-point operations of the products: 4·headDim for every query and key that it sees.
  ///
  /// The exponentials are not counted, and neither are masked pairs: the convention of the papers.
  /// The backward pass counts two and a half times as much: five products instead of two.
  public static func operations(_ problem: Problem, _ direction: Direction = .forward) -> Double {
    let products: Double = direction == .forward ? 2 : 5
    return products * 2 * Double(problem.headDim) * visiblePairs(problem)
  }

  /// Bytes that every exact kernel moves at least: Q, K and V read, O and L written, once, in float32.
  public static func compulsoryBytes(_ problem: Problem) -> Double {
    let (queries, d) = (heads(problem) * Double(problem.queries), Double(problem.headDim))
    let keys = Double(problem.batch) * Double(problem.kvHeads) * Double(problem.keys)
    return 4 * (2 * queries * d + 2 * keys * d + queries)
  }

  /// Bytes of extra memory beyond Q, K, V and O that a run of all heads at once keeps.
  ///
  /// S and P; or l and m; or L. Statistics of rows are float32 whatever the type of the elements.
  public static func extraBytes(
    _ kernel: KernelName, _ problem: Problem, blockQ: Int, blockK: Int, bytesPerElement: Int
  ) -> Double {
    let rows = heads(problem) * Double(problem.queries)
    return switch kernel {
    case .standard, .naive, .unsafe: 2 * rows * Double(problem.keys) * Double(bytesPerElement)
    case .flash1: 2 * rows * 4
    case .online, .flash2: rows * 4
    }
  }

  /// Bytes of fast memory that one worker needs at once: the tiles of Q, K, V, S and O.
  ///
  /// `online` holds one query; the kernels that store S need no V and O beside it.
  public static func tileBytes(
    _ kernel: KernelName, headDim: Int, blockQ: Int, blockK: Int, bytesPerElement: Int
  ) -> Double {
    let (d, columns, bytes) = (Double(headDim), Double(blockK), Double(bytesPerElement))
    let rows = kernel == .online ? 1 : Double(blockQ)
    let scores = rows * columns
    switch kernel {
    case .standard, .naive, .unsafe: return ((rows + columns) * d + scores) * bytes
    case .online, .flash1, .flash2:
      return (2 * (rows + columns) * d + scores) * bytes + 2 * rows * 4
    }
  }

  /// Bytes that training keeps, forward and backward, as table 21 of the first paper shows them.
  ///
  /// A closed form that we found in the printed figures: four N × N matrices and ten N × d ones for
  /// the standard kernels; thirteen N × d ones (eleven up to N = 256) and two statistics a row for
  /// flash.
  public static func trainingBytes(
    _ kernel: KernelName, _ problem: Problem, bytesPerElement: Int
  ) -> Double {
    let (n, bytes) = (Double(problem.queries), Double(bytesPerElement))
    let copy = heads(problem) * n * Double(problem.headDim) * bytes
    switch kernel {
    case .standard, .naive, .unsafe:
      return 4 * heads(problem) * n * Double(problem.keys) * bytes + 10 * copy
    case .online, .flash1, .flash2:
      let statistics = 2 * heads(problem) * n * 4
      return problem.queries <= 256 ? 11 * copy : 13 * copy + statistics
    }
  }

  static func heads(_ problem: Problem) -> Double {
    Double(problem.batch) * Double(problem.heads)
  }

  /// Pairs of a query and a key that it sees, over all heads.
  public static func visiblePairs(_ problem: Problem) -> Double {
    let (queries, keys) = (Double(problem.queries), Double(problem.keys))
    switch problem.mask {
    case .none: return heads(problem) * queries * keys
    case .causal: return heads(problem) * causalPairs(queries, keys, width: keys)
    case .window(let width):
      return heads(problem) * causalPairs(queries, keys, width: Double(width))
    case .padding(let lengths):
      return lengths.reduce(0) { $0 + Double($1) } * queries * Double(problem.heads)
    case .dense(let flags):
      let pairs = Double(flags.count { $0 }) * Double(problem.heads)
      return Double(flags.count) == queries * keys ? pairs * Double(problem.batch) : pairs
    }
  }

  /// Σ min(x, width) over x = a … keys, the keys that the queries see under a causal mask; queries
  /// that see none are left out.
  private static func causalPairs(_ queries: Double, _ keys: Double, width: Double) -> Double {
    func triangle(_ x: Double) -> Double { x * (x + 1) / 2 }
    let a = max(1, keys - queries + 1)
    guard a <= keys, queries > 0 else { return 0 }
    if width >= keys { return triangle(keys) - triangle(a - 1) }
    if width < a { return width * (keys - a + 1) }
    return triangle(width) - triangle(a - 1) + width * (keys - width)
  }
}
