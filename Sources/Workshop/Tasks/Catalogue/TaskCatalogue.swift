/// The tasks that every course may use.
public enum TaskCatalogue {
  /// In the order in which they are taught.
  public static let all: [CodeTask] = {
    let makers: [() throws(SignatureProblem) -> CodeTask] = [
      CodeTask.safeSoftmax, CodeTask.onlineSoftmax, CodeTask.mergeStates,
      CodeTask.blockwiseAttention, CodeTask.flash2Forward, CodeTask.causalTiles,
      CodeTask.flashBackward,
    ]
    return makers.map { make in
      do { return try make() } catch { preconditionFailure("A task's signature: \(error)") }
    }
  }()

  public static func task(_ id: String) -> CodeTask? { all.first { $0.id == id } }

  public static var ids: [String] { all.map(\.id) }
}
