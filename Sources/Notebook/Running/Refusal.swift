internal import Kernels

/// A lack of memory in the words of the notebook.
extension KernelError {
  /// What is said of a run that was refused for want of memory, after its name; nil for other ends.
  var refusal: String? {
    switch self {
    case .tooLarge(let needed, let limit):
      "needs \(Format.human(Double(needed), unit: "B")) of memory and may take "
        + Format.human(Double(limit), unit: "B")
    case .noMemory(let bytes):
      "needs \(Format.human(Double(bytes), unit: "B")) of memory, which the system does not give "
        + "to this process; ulimit -v shows its limit"
    case .invalid, .cancelled: nil
    }
  }

  /// The memory that a refused run would have taken.
  var neededBytes: Int {
    switch self {
    case .tooLarge(let needed, _), .noMemory(let needed): needed
    case .invalid, .cancelled: 0
    }
  }
}
