/// The tasks that every course may use.
public enum TaskCatalogue {
  /// In the order in which they are taught.
  public static let all: [CodeTask] = {
    do {
      return try [
        .safeSoftmax(), .onlineSoftmax(), .mergeStates(), .blockwiseAttention(), .flash2Forward(),
        .causalTiles(), .flashBackward(),
      ]
    } catch {
      preconditionFailure("A signature of the catalogue cannot be read: \(error)")
    }
  }()

  public static func task(_ id: String) -> CodeTask? { all.first { $0.id == id } }

  public static var ids: [String] { all.map(\.id) }
}
