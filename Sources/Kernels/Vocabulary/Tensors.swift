/// The inputs of a problem: float32, row-major, shapes as in ``Problem``.
public struct Tensors: Sendable {
  public var q: [Float]
  public var k: [Float]
  public var v: [Float]

  public init(q: [Float], k: [Float], v: [Float]) {
    self.q = q
    self.k = k
    self.v = v
  }
}

/// How random inputs are made.
public struct InputRecipe: Hashable, Sendable {
  public var seed: UInt64
  /// Q is multiplied by this: large values make large scores.
  public var gain: Float
  /// Every score is shifted by this (through a constant added along K).
  public var shift: Float

  public init(seed: UInt64 = 42, gain: Float = 1, shift: Float = 0) {
    self.seed = seed
    self.gain = gain
    self.shift = shift
  }
}

/// What a forward pass yields.
public struct AttentionOutput: Sendable {
  /// O, batch × heads × queries × headDim.
  public var o: [Float]
  /// log Σ exp of each score row, batch × heads × queries; −inf for a row without keys.
  public var logsumexp: [Float]
  public var ledger: LedgerReading
  public var instructionSet: String

  public init(o: [Float], logsumexp: [Float], ledger: LedgerReading, instructionSet: String) {
    self.o = o
    self.logsumexp = logsumexp
    self.ledger = ledger
    self.instructionSet = instructionSet
  }
}

/// Bytes of scratch in use at the end and at the most.
public struct LedgerReading: Hashable, Sendable {
  public var currentBytes: Int
  public var peakBytes: Int

  public init(currentBytes: Int, peakBytes: Int) {
    self.currentBytes = currentBytes
    self.peakBytes = peakBytes
  }
}

/// Why a kernel did not run.
public enum KernelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A size is zero, negative, too large, or does not fit another; the sentence says which.
  case invalid(String)
  /// The problem needs more memory than it may take.
  case tooLarge(neededBytes: Int, limitBytes: Int)
  /// The system had no memory of this size to give, whatever it had said before.
  case noMemory(bytes: Int)
  case cancelled

  public var description: String {
    switch self {
    case .invalid(let sentence): sentence
    case .tooLarge(let needed, let limit):
      "needs \(memory(needed)) of memory and may take \(memory(limit)); "
        + "a smaller problem, a kernel that stores less, or a higher limit would do"
    case .noMemory(let bytes):
      "the system has no \(memory(bytes)) of memory to give (see ulimit -v); "
        + "a smaller problem or a kernel that stores less would do"
    case .cancelled: "cancelled"
    }
  }
}

/// Bytes in the largest binary unit that leaves at least 1, with one decimal: `17.2 GiB`.
private func memory(_ bytes: Int) -> String {
  if bytes == .max { return "more than 8 EiB" }
  guard bytes >= 1024 else { return "\(bytes) B" }
  var value = Double(bytes)
  var unit = "B"
  for next in ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] where value >= 1024 {
    value /= 1024
    unit = next
  }
  let tenths = Int((value * 10).rounded())
  return "\(tenths / 10).\(tenths % 10) \(unit)"
}
