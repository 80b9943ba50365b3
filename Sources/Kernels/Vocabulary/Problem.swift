/// The sizes, mask and scale of one attention: `softmax(scale · Q Kᵀ + mask) V` for each head.
///
/// | symbol | here                | shape                               |
/// | ------ | ------------------- | ----------------------------------- |
/// | Q, O   | `queries × headDim` | batch × heads × queries × headDim   |
/// | K, V   | `keys × headDim`    | batch × kvHeads × keys × headDim    |
/// | L      | logsumexp           | batch × heads × queries             |
public struct Problem: Hashable, Sendable {
  public var batch: Int
  public var heads: Int
  /// Heads of K and V; query head h reads head h / (heads / kvHeads).
  public var kvHeads: Int
  public var queries: Int
  public var keys: Int
  public var headDim: Int
  public var mask: Mask
  /// What scores are multiplied by; nil means 1/√headDim.
  public var scale: Float?

  public init(
    batch: Int = 1, heads: Int = 1, kvHeads: Int? = nil, queries: Int, keys: Int? = nil,
    headDim: Int, mask: Mask = .none, scale: Float? = nil
  ) {
    self.batch = batch
    self.heads = heads
    self.kvHeads = kvHeads ?? heads
    self.queries = queries
    self.keys = keys ?? queries
    self.headDim = headDim
    self.mask = mask
    self.scale = scale
  }
}

/// Which keys a query may see.
public enum Mask: Hashable, Sendable {
  case none
  /// Query i sees keys j ≤ i + keys − queries (aligned bottom-right).
  case causal
  /// Causal, and only the last `width` of those keys.
  case window(Int)
  /// The first so many keys of each batch entry.
  case padding(lengths: [Int])
  /// Row-major booleans, queries × keys (shared) or batch × queries × keys; true: may be seen.
  case dense([Bool])
}

/// One way to compute attention, by the name that lessons and the command line use.
public enum KernelName: String, Hashable, Sendable, CaseIterable {
  /// Materialises S and P on the same micro-kernel and exp as the flash kernels: the baseline.
  case standard
  /// Plain loops, S and P materialised.
  case naive
  /// Raw exp without the running maximum, as found in tutorials; breaks on large scores.
  case unsafe
  /// One query row at a time with online softmax.
  case online
  /// FlashAttention-1: K/V blocks outside, Q blocks inside.
  case flash1
  /// FlashAttention-2: Q blocks outside, one division at the end, threads over rows.
  case flash2

  /// One sentence on what it does.
  public var summary: String {
    switch self {
    case .standard: "stores S and P; SIMD; the honest baseline"
    case .naive: "plain loops, stores S and P"
    case .unsafe: "raw exp without the running maximum; breaks on large scores"
    case .online: "one query row at a time, online softmax"
    case .flash1: "FlashAttention-1: K/V blocks outside, Q blocks inside"
    case .flash2: "FlashAttention-2: Q blocks outside, one division, threads over rows"
    }
  }
}

/// How a kernel is run.
public struct RunOptions: Hashable, Sendable {
  /// Rows of a tile of the scores; nil lets the kernel choose.
  public var blockQ: Int?
  /// Columns of a tile of the scores; nil lets the kernel choose.
  public var blockK: Int?
  public var threads: Int
  /// The most bytes of scratch and tensors a run may take; nil: half of what is free.
  public var memoryLimitBytes: Int?

  public init(
    blockQ: Int? = nil, blockK: Int? = nil, threads: Int = 1, memoryLimitBytes: Int? = nil
  ) {
    self.blockQ = blockQ
    self.blockK = blockK
    self.threads = threads
    self.memoryLimitBytes = memoryLimitBytes
  }
}
