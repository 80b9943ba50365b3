public import Plot

/// The tiles that a traced kernel visited, one after the other.
public struct TileFilm: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public var row: Int
    public var column: Int
    public var isSkipped: Bool
    /// What was moved and how the running numbers stand, in words.
    public var account: String
  }

  public var steps: [Step] = []
  public var rows: Int
  public var columns: Int

  /// The film of a run's results; nil when it was no trace of several tiles.
  public init?(_ results: Results) {
    guard let table = results.tables["main"], let step = table.index(of: "step"),
      let row = table.index(of: "tileRow"), let column = table.index(of: "tileColumn"),
      let event = table.index(of: "event")
    else { return nil }
    rows = 0
    columns = 0
    var last = -Double.infinity
    for values in table.rows {
      guard case .number(let number) = values[step], case .number(let y) = values[row],
        case .number(let x) = values[column], let place = Int(exactly: y),
        let across = Int(exactly: x), place >= 0, across >= 0
      else { continue }
      // Of several traces in one table the first is shown.
      guard number > last else { break }
      last = number
      let isSkipped = values[event] == .text("skipped")
      steps.append(
        Step(
          row: place, column: across, isSkipped: isSkipped,
          account: Self.account(table, values, isSkipped)))
      rows = max(rows, place + 1)
      columns = max(columns, across + 1)
    }
    guard rows * columns > 1, rows * columns <= 65536 else { return nil }
  }

  /// Whether results are a trace of several tiles, found without going through all of it.
  public static func isThere(in results: Results) -> Bool {
    guard let table = results.tables["main"], let step = table.index(of: "step"),
      let row = table.index(of: "tileRow"), let column = table.index(of: "tileColumn"),
      table.index(of: "event") != nil
    else { return false }
    var last = -Double.infinity
    for values in table.rows {
      guard case .number(let number) = values[step], case .number(let y) = values[row],
        case .number(let x) = values[column]
      else { continue }
      guard number > last else { return false }
      last = number
      if y >= 1 || x >= 1 { return true }
    }
    return false
  }

  private static func account(
    _ table: Table, _ values: [Value], _ isSkipped: Bool
  ) -> String {
    var names = [("bytesRead", "read", "B"), ("bytesWritten", "written", "B")]
    // At a skipped tile nothing is known of its first row.
    if !isSkipped {
      names += [
        ("rowMaximum", "row maximum", ""), ("rowSum", "row sum", ""), ("rescale", "rescale", ""),
        ("output", "first of O", ""),
      ]
    }
    return names.compactMap { name, words, unit in
      guard let index = table.index(of: name), case .number(let value) = values[index] else {
        return nil
      }
      return "\(words) \(Format.human(value, unit: unit))"
    }.joined(separator: ", ")
  }

  /// The tiles as they stand while a step is carried out.
  public func figure(at position: Int, title: String) -> Figure {
    var states = [TileMap.State](repeating: .waiting, count: rows * columns)
    var order = [Int](repeating: -1, count: rows * columns)
    for (index, step) in steps.enumerated().prefix(position + 1) {
      let place = step.row * columns + step.column
      states[place] = step.isSkipped ? .skipped : index == position ? .current : .done
      order[place] = index + 1
    }
    let map = TileMap(
      rows: rows, columns: columns, states: states, order: order,
      x: Axis(label: "tile column"), y: Axis(label: "tile row"))
    return Figure(title: title, panel: .tileMap(map))
  }
}
