/// What this computer is and can do; the speeds are measured.
public struct Machine: Hashable, Sendable {
  public var processor: String
  public var cores: Int
  /// The instruction set of the fast kernels and its width in float32 lanes.
  public var instructionSet: String
  public var vectorLanes: Int
  public var cacheBytes: [CacheLevel]
  public var freeMemoryBytes: Int
  /// Whether the kernels were compiled with optimisation.
  public var isOptimized: Bool

  public struct CacheLevel: Hashable, Sendable {
    public var name: String
    public var bytes: Int

    public init(name: String, bytes: Int) {
      self.name = name
      self.bytes = bytes
    }
  }

  public init(
    processor: String, cores: Int, instructionSet: String, vectorLanes: Int,
    cacheBytes: [CacheLevel], freeMemoryBytes: Int, isOptimized: Bool
  ) {
    self.processor = processor
    self.cores = cores
    self.instructionSet = instructionSet
    self.vectorLanes = vectorLanes
    self.cacheBytes = cacheBytes
    self.freeMemoryBytes = freeMemoryBytes
    self.isOptimized = isOptimized
  }
}
