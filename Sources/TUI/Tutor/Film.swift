import Notebook
import Plot
import Screen

/// The way of a kernel through its tiles, played step by step.
struct Film: Hashable {
  static let speeds = [1, 2, 4, 8, 16, 30]

  var cellID: String
  var tiles: TileFilm
  var position = 0
  var isPlaying = false
  /// A place in ``speeds``, steps a second.
  var speed = 2
  /// When the last step was shown.
  var shown: Double?

  var isAtEnd: Bool { position >= tiles.steps.count - 1 }

  mutating func move(_ steps: Int) {
    position = min(max(0, position + steps), tiles.steps.count - 1)
    if isAtEnd { isPlaying = false }
  }

  /// The first of the steps up to this one that share one of its places.
  func steps(since place: KeyPath<TileFilm.Step, Int>) -> Int {
    let here = tiles.steps[position][keyPath: place]
    return (tiles.steps[...position].lastIndex { $0[keyPath: place] != here } ?? -1) + 1
  }

  /// Shows the next step when it is due.
  mutating func hear(_ now: Double) {
    guard isPlaying else { return }
    guard let last = shown else {
      shown = now
      return
    }
    // A tick may come a little early.
    guard now - last >= 0.9 / Double(Self.speeds[speed]) else { return }
    shown = now
    move(1)
  }
}

extension Tutor {
  /// The film of the cell in focus, when it ran a trace.
  var filmInFocus: TileFilm? { (focusedState?.outcome?.results).flatMap { TileFilm($0) } }

  mutating func openFilm() {
    guard let focus = reading?.focus else { return }
    guard let tiles = filmInFocus else {
      notice = "These are too many tiles to show one after the other."
      return
    }
    overlay = .film(Film(cellID: focus, tiles: tiles, isPlaying: tiles.steps.count > 1))
  }

  /// The keys of a film; false for other actions.
  mutating func play(_ id: Action.ID) -> Bool {
    guard case .film(var film) = overlay else { return false }
    switch id {
    case .play:
      if film.isAtEnd, !film.isPlaying { film.position = 0 }
      film.isPlaying.toggle()
      film.shown = nil
    case .stepOn, .stepBack:
      film.isPlaying = false
      film.move(id == .stepOn ? 1 : -1)
    case .filmStart: film.position = 0
    case .filmEnd: film.move(.max / 2)
    case .faster: film.speed = min(Film.speeds.count - 1, film.speed + 1)
    case .slower: film.speed = max(0, film.speed - 1)
    default: return false
    }
    overlay = .film(film)
    return true
  }

  func drawFilm(_ grid: inout Grid, _ film: Film) {
    grid.fill(Rect(grid.size), with: .blank)
    let rate = "\(Film.speeds[film.speed]) steps/s"
    let title = Line([
      Span(shown(film.cellID), theme.title),
      Span(" \(marks.separator) \(film.isPlaying ? "playing, \(rate)" : "paused")", theme.muted),
    ])
    drawTitle(&grid, title)
    let figure = film.tiles.figure(at: film.position, title: "")
    let columns = max(1, grid.size.columns - 2)
    let lines = words(of: film)
    let room = Size(columns: columns, rows: max(1, grid.size.rows - 2 - lines.count))
    let map = figure.render(in: room, capabilities).grid
    grid.draw(map, column: 1, row: 1)
    drawBlocks(&grid, film, beside: map)
    for (index, line) in lines.enumerated() {
      grid.write(line, column: 1, row: grid.size.rows - lines.count + index)
    }
  }

  /// Which blocks the tile is made of and since when they are the same, where there is room beside
  /// the map: the one that stays is the one that the outer loop holds.
  private func drawBlocks(_ grid: inout Grid, _ film: Film, beside map: Grid) {
    let lines = blocks(of: film)
    let rows = 0..<min(map.size.rows, lines.count + 2)
    let used =
      (0..<map.size.columns).last { column in
        rows.contains { map[column, $0].character != " " }
      } ?? 0
    let width = lines.map(\.columns).max() ?? 0
    guard used + 5 + width < grid.size.columns, map.size.rows > lines.count + 2 else { return }
    for (offset, line) in lines.enumerated() {
      grid.write(line, column: used + 5, row: 2 + offset)
    }
  }

  private func blocks(of film: Film) -> [Line] {
    let step = film.tiles.steps[film.position]
    let sides = [
      ("Q", step.row, film.tiles.rows, film.steps(since: \.row)),
      ("K", step.column, film.tiles.columns, film.steps(since: \.column)),
    ]
    return [Line("The tile's blocks", theme.muted)]
      + sides.map { name, place, count, since in
        var line = Line("\(name)  ", theme.strong)
        if count <= 16 {
          for index in 0..<count {
            line.append(
              String(index == place ? marks.barFull : marks.barEmpty),
              index == place ? theme.progress : theme.track)
          }
          line.append("  ")
        }
        let held = since == film.position ? "new in this step" : "the same since step \(since + 1)"
        line.append("block \(place), \(held)", theme.text)
        return line
      }
  }

  /// What the step does, on the last rows of the screen.
  private func words(of film: Film) -> [Line] {
    let step = film.tiles.steps[film.position]
    let words =
      "Step \(film.position + 1) of \(film.tiles.steps.count): tile (\(step.row), \(step.column)) "
      + "\(step.isSkipped ? "skipped" : "computed"); \(step.account)"
    let said = notice.isEmpty ? Span(shown(words), theme.strong) : Span(shown(notice), theme.text)
    let lines = TextFlow.wrap(
      [said], width: max(1, size.columns - 2))
    return Array(lines.prefix(3))
  }

  /// The cursor stands where the words begin, for those who have them read out.
  func filmCursor(_ film: Film) -> Point {
    Point(column: 1, row: max(0, size.rows - words(of: film).count))
  }
}
