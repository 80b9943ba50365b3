import Screen

/// Draws the tiles of a matrix with what has become of each, and a key below.
struct TileMapRenderer {
  private let map: TileMap
  private let panel: Int
  private let rect: Rect
  private let capabilities: Capabilities

  init(_ map: TileMap, panel: Int, in rect: Rect, _ capabilities: Capabilities) {
    self.map = map
    self.panel = panel
    self.rect = rect
    self.capabilities = capabilities
  }

  func draw(on canvas: inout Canvas) {
    var row = rect.row
    for (text, style) in [(map.title, Style(attributes: .bold)), (map.y.label, .plain)]
    where !text.isEmpty {
      canvas.write(text, rect.column, row, width: rect.columns, style, .title)
      row += 1
    }
    guard map.rows > 0, map.columns > 0 else {
      canvas.write("no data", rect.column, row, Style(attributes: .dim), .note(0))
      return
    }
    let left = "\(map.rows - 1)".count + 1
    let bottom = 1 + key.rows.count + (map.x.label.isEmpty ? 0 : 1)
    let room = max(1, rect.row + rect.rows - row - bottom)
    let columns = max(1, rect.columns - left)
    let digits = String(map.order.max() ?? 0).count
    let (tall, wide) = tile(
      room: Size(columns: columns, rows: room), label: map.order.isEmpty ? 0 : digits)
    let (shownRows, shownColumns) = (min(map.rows, room / tall), min(map.columns, columns / wide))
    let gap = Self.gap(tall, wide)
    for y in 0..<shownRows {
      for x in 0..<shownColumns {
        draw(
          y, x,
          at: Rect(
            column: rect.column + left + x * wide, row: row + y * tall, columns: wide, rows: tall),
          on: &canvas)
      }
      let label = "\(y)"
      canvas.write(
        label, rect.column + left - 1 - label.count, row + y * tall + (tall - 1 - gap) / 2, .plain,
        .tick)
    }
    row += shownRows * tall
    var end = -1
    for x in 0..<shownColumns {
      let label = "\(x)"
      let place = left + x * wide + max(0, (wide - 2 * gap - label.count) / 2)
      guard place > end else { continue }
      canvas.write(label, rect.column + place, row, .plain, .tick)
      end = place + label.count
    }
    if !map.x.label.isEmpty {
      row += 1
      let start = left + max(0, (shownColumns * wide - TextWidth.columns(of: map.x.label)) / 2)
      canvas.write(
        map.x.label, rect.column + start, row, width: rect.columns - start, .plain, .title)
    }
    drawKey(row + 1, on: &canvas)
    canvas.warn(map.rows * map.columns - shownRows * shownColumns, "tile")
  }

  /// Rows and columns of a tile: as large as finds room, about as wide as high, and wide enough for
  /// its step.
  private func tile(room: Size, label: Int) -> (tall: Int, wide: Int) {
    let (highest, widest) = (room.rows / map.rows, room.columns / map.columns)
    let tall = max(1, min(highest, widest / 2, Self.tallest))
    let wide = max(1, min(max(tall * 2, label == 0 ? 2 : label + 2), widest))
    return (tall, wide)
  }

  /// Rows, and pairs of columns, between tiles of that extent.
  private static func gap(_ rows: Int, _ columns: Int) -> Int {
    rows >= 3 && columns >= 6 ? 1 : 0
  }

  /// A tile higher than this is no easier to see.
  private static let tallest = 16

  private func draw(_ row: Int, _ column: Int, at place: Rect, on canvas: inout Canvas) {
    let (character, style) = look(map.state(row, column), quiet: canvas.quiet)
    let owner = Owner.cell(panel: panel, row: row, column: column)
    // Large tiles keep apart from each other.
    let gap = Self.gap(place.rows, place.columns)
    let place = Rect(
      column: place.column, row: place.row, columns: place.columns - 2 * gap,
      rows: place.rows - gap)
    for y in place.row..<place.row + place.rows {
      for x in place.column..<place.column + place.columns {
        canvas.put(character, x, y, canvas.filled(style, with: character), owner)
      }
    }
    let index = row * map.columns + column
    guard map.order.indices.contains(index), map.order[index] >= 0 else { return }
    let text = "\(map.order[index])"
    guard text.count <= place.columns else { return }
    // On the colour of the tile, with a blank either side where there is room.
    let padded = text.count + 2 <= place.columns ? " \(text) " : text
    canvas.write(
      padded, place.column + (place.columns - padded.count) / 2, place.row + (place.rows - 1) / 2,
      canvas.inked(style.foreground), owner)
  }

  private func look(_ state: TileMap.State, quiet: Style) -> (Character, Style) {
    let isASCII = capabilities.glyphs == .ascii
    func style(_ look: Int) -> Style { Style(foreground: SeriesLook.color(look, capabilities)) }
    switch state {
    case .waiting: return (isASCII ? "." : "·", quiet)
    case .skipped: return (FrameGlyphs(capabilities.glyphs).hatch, quiet)
    case .done: return (isASCII ? "o" : "▒", style(0))
    case .current: return (isASCII ? "#" : "█", style(1))
    }
  }

  /// What names the states that occur, in one row if need be in short, else in several.
  private var key: TileKey {
    let states = [TileMap.State.current, .done, .skipped, .waiting].filter(map.states.contains)
    let long = TileKey(states, columns: rect.columns, isShort: false)
    guard long.rows.count > 1 else { return long }
    let short = TileKey(states, columns: rect.columns, isShort: true)
    return short.rows.count < long.rows.count ? short : long
  }

  private func drawKey(_ row: Int, on canvas: inout Canvas) {
    let key = key
    for (place, states) in key.rows.enumerated() {
      var column = rect.column
      for state in states {
        let (character, style) = look(state, quiet: canvas.quiet)
        let sample = String(Array(repeating: character, count: key.sample))
        canvas.write(sample, column, row + place, canvas.filled(style, with: character), .legend)
        column = canvas.write(
          key.words(state), column + key.sample + 1, row + place, .plain, .legend)
        column += key.gap
      }
    }
  }
}

/// The states of tiles by name, in rows that have room for them.
private struct TileKey {
  private(set) var rows: [[TileMap.State]] = []
  /// Columns that show how the tiles of a state look.
  let sample: Int
  /// Columns between names.
  let gap: Int
  private let isShort: Bool

  init(_ states: [TileMap.State], columns: Int, isShort: Bool) {
    self.isShort = isShort
    (sample, gap) = isShort ? (1, 2) : (2, 3)
    var end = columns
    for state in states {
      let width = sample + 1 + words(state).count
      if end + width > columns {
        rows.append([])
        end = 0
      }
      rows[rows.count - 1].append(state)
      end += width + gap
    }
  }

  func words(_ state: TileMap.State) -> String {
    isShort && state == .current ? "current" : state.words
  }
}

extension TileMap.State {
  /// What the key calls it.
  var words: String {
    switch self {
    case .current: "in fast memory"
    case .done: "done"
    case .skipped: "skipped"
    case .waiting: "to come"
    }
  }
}
