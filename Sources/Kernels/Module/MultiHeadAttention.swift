/// Multi-head self-attention, the layer of a transformer: O = concat(headᵢ) Wₒᵀ + bₒ with
/// headᵢ = attention(x W_qᵀ, x W_kᵀ, x W_vᵀ), each head on embedDim / heads of the columns.
///
/// Vaswani and others 2017 (arXiv:1706.03762), 3.2.2. Queries, keys and values are projected
/// without a bias, the output with one. Both paths give the same result to rounding, dropout
/// included: which probabilities are dropped depends on the seed and on nothing else.
public struct MultiHeadAttention: Hashable, Sendable {
  /// Whether S and P are stored.
  public enum Path: Hashable, Sendable {
    case standard
    case flash

    var kernel: KernelName { self == .standard ? .standard : .flash2 }
  }

  public let embedDim: Int
  public let heads: Int
  /// Chance of a probability to be dropped in training, 0 ..< 1.
  public let dropoutRate: Float
  /// embedDim × embedDim each, a row an output.
  public private(set) var queryWeights: [Float]
  public private(set) var keyWeights: [Float]
  public private(set) var valueWeights: [Float]
  public private(set) var outputWeights: [Float]
  /// embedDim.
  public private(set) var outputBias: [Float]

  /// A layer with given weights.
  ///
  /// - Throws: ``KernelError/invalid(_:)`` when a size doesn't fit.
  public init(
    embedDim: Int, heads: Int, dropoutRate: Float = 0, queryWeights: [Float], keyWeights: [Float],
    valueWeights: [Float], outputWeights: [Float], outputBias: [Float]
  ) throws(KernelError) {
    try Self.validate(embedDim, heads)
    guard (0..<1).contains(dropoutRate) else {
      throw .invalid("the dropout rate is \(dropoutRate); it must lie in 0 ..< 1")
    }
    for (name, weights, count) in [
      ("queryWeights", queryWeights, embedDim * embedDim),
      ("keyWeights", keyWeights, embedDim * embedDim),
      ("valueWeights", valueWeights, embedDim * embedDim),
      ("outputWeights", outputWeights, embedDim * embedDim), ("outputBias", outputBias, embedDim),
    ] where weights.count != count {
      throw .invalid("\(name) has \(weights.count) numbers; it must have \(count)")
    }
    self.embedDim = embedDim
    self.heads = heads
    self.dropoutRate = dropoutRate
    self.queryWeights = queryWeights
    self.keyWeights = keyWeights
    self.valueWeights = valueWeights
    self.outputWeights = outputWeights
    self.outputBias = outputBias
  }

  /// A layer with random weights and bias, uniform in ±1/√embedDim, as `torch.nn.Linear` begins.
  ///
  /// - Throws: ``KernelError/invalid(_:)`` when a size doesn't fit.
  public init(embedDim: Int, heads: Int, dropoutRate: Float = 0, seed: UInt64 = 42)
    throws(KernelError)
  {
    try Self.validate(embedDim, heads)
    let size = embedDim
    var bits = SplitMix64(seed: seed)
    let bound = 1 / Double(size).squareRoot()
    func uniform(_ count: Int) -> [Float] {
      (0..<count).map { _ in Float((Double(bits.next() >> 11) * 0x1p-52 - 1) * bound) }
    }
    try self.init(
      embedDim: embedDim, heads: heads, dropoutRate: dropoutRate,
      queryWeights: uniform(size * size), keyWeights: uniform(size * size),
      valueWeights: uniform(size * size), outputWeights: uniform(size * size),
      outputBias: uniform(size))
  }

  private static func validate(_ embedDim: Int, _ heads: Int) throws(KernelError) {
    guard (1...1 << 14).contains(embedDim), (1...embedDim).contains(heads), embedDim % heads == 0
    else {
      throw .invalid(
        "embedDim (\(embedDim)) must lie in 1...16384 and be a multiple of heads (\(heads))")
    }
  }

  /// What the layer makes of its input.
  public struct Output: Sendable {
    /// batch × length × embedDim.
    public var y: [Float]
    /// All scratch: packed weights, projected heads, and that of the kernel.
    public var ledger: LedgerReading
  }

  /// The problem that the heads are.
  public func problem(batch: Int, length: Int, mask: Mask = .none) -> Problem {
    Problem(
      batch: batch, heads: heads, queries: length, headDim: embedDim / heads, mask: mask)
  }

  /// Applies the layer.
  ///
  /// - Parameters:
  ///   - x: batch × length × embedDim.
  ///   - batch: entries of the batch.
  ///   - path: whether S and P are stored.
  ///   - mask: of every head; `.causal` for a decoder.
  ///   - dropoutSeed: in training; nil drops nothing.
  ///   - options: of the kernel.
  ///   - control: progress and cancellation.
  /// - Returns: an output of the shape of x.
  /// - Throws: ``KernelError``, before anything large is allocated when sizes do not fit.
  public func callAsFunction(
    _ x: [Float], batch: Int, path: Path = .flash, mask: Mask = .none, dropoutSeed: UInt64? = nil,
    _ options: RunOptions = RunOptions(), _ control: RunControl = .quiet
  ) throws(KernelError) -> Output {
    guard batch >= 1, x.count % embedDim == 0, x.count / embedDim % batch == 0 else {
      throw .invalid(
        "x has \(x.count) numbers; it must have batch (\(batch)) · length · embedDim (\(embedDim))")
    }
    let problem = problem(batch: batch, length: x.count / embedDim / batch, mask: mask)
    try Attention.check(path.kernel, problem, options)
    let pass = LayerPass(
      layer: self, problem: problem, kernel: path.kernel,
      dropout: dropoutRate > 0 ? dropoutSeed.map { Dropout(rate: dropoutRate, seed: $0) } : nil,
      options: options)
    let needed = Attention.estimatedBytes(path.kernel, problem, options)
    try MemoryBudget.require(
      saturatingSum([needed, pass.scratchBytes]), limit: options.memoryLimitBytes)
    var y = [Float](repeating: 0, count: x.count)
    let ledger = Ledger()
    try pass.run(x, &y, ledger, control)
    return Output(y: y, ledger: ledger.reading)
  }
}
