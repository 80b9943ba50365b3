import Foundation
import Lessons
import Notebook
import Plot
import Screen
import Testing

@testable import TUI

/// Each action by each of its keys, through the palette, and by a key from the config file.
@Suite struct ActionTests {
  /// Where an action is tried, and what must have come of it.
  struct Scenario {
    var start: Tutor
    var holds: (_ before: Tutor, _ after: Tutor, _ effects: [Tutor.Effect]) -> Bool

    init(
      _ start: Tutor, _ holds: @escaping (Tutor, Tutor, [Tutor.Effect]) -> Bool
    ) {
      self.start = start
      self.holds = holds
    }

    init(_ start: Tutor, _ holds: @escaping (Tutor, Tutor) -> Bool) {
      self.init(start) { before, after, _ in holds(before, after) }
    }
  }

  @Test(arguments: Action.ID.allCases) func `each key does what the table says`(_ id: Action.ID)
    throws
  {
    for chord in KeyMap.standard[id].prefix(id == .choose ? 1 : 9) {
      let scenario = try scenario(id)
      var tutor = scenario.start
      let effects = chord.keys.flatMap { tutor.press($0) }
      #expect(
        scenario.holds(scenario.start, tutor, effects), "\(id) by \(chord.name(isASCII: true))")
    }
  }

  @Test(arguments: Action.ID.allCases.filter { $0 != .choose && $0 != .palette && $0 != .help })
  func `the palette does it too`(_ id: Action.ID) throws {
    let scenario = try scenario(id)
    var tutor = scenario.start
    tutor.press(.control("p"))
    let action = try #require(Action.all.first { $0.id == id })
    tutor.type(action.name)
    let found = tutor.actions(of: try #require(tutor.help))
    let place = try #require(found.firstIndex { $0.id == id })
    for _ in 0..<place { tutor.press(.down) }
    let effects = tutor.press(.enter)
    #expect(tutor.help == nil)
    #expect(scenario.holds(scenario.start, tutor, effects))
  }

  @Test(arguments: Action.ID.allCases) func `a key of the config file does it instead`(
    _ id: Action.ID
  ) throws {
    let action = try #require(Action.all.first { $0.id == id })
    let map = try KeyMap([KeyMap.Change(action: action.name, keys: ["F9", "ö"])])
    #expect(map[id] == [Chord(.function(9)), "ö"])
    var scenario = try scenario(id)
    scenario.start.keys = map
    var tutor = scenario.start
    let effects = tutor.press(.function(9))
    #expect(scenario.holds(scenario.start, tutor, effects))
    if scenario.start.overlay == nil {
      var other = scenario.start
      other.press(.character("?"))
      other.type(action.name)
      #expect(id == .help || other.screen.contains("F9 ö") || id == .choose)
    }
  }

  // MARK: Scenarios

  private func onCell(_ id: String = "cost", rows: Int = 24) -> Tutor {
    var tutor = sampleTutor(rows: rows)
    tutor.goTo(id)
    return tutor
  }

  private func afterRun(_ outcome: CellOutcome = figures(1)) throws -> Tutor {
    var tutor = onCell()
    tutor.press(.enter)
    let run = try #require(tutor.activeRun?.id)
    _ = tutor.update(.finished(run, outcome))
    return tutor
  }

  private static func figures(_ count: Int) -> CellOutcome {
    var outcome = sampleOutcome()
    let series = Series(name: "flash2", x: [1, 2], y: [3, 4])
    outcome.figures = (0..<count).map {
      Figure(
        title: "Figure \($0)",
        panel: .axes(Axes(x: Axis(label: "n"), y: Axis(label: "time"), layers: [.line(series)])))
    }
    return outcome
  }

  private func zoomed(_ count: Int = 1) throws -> Tutor {
    var tutor = try afterRun(Self.figures(count))
    tutor.press(.character("z"))
    return tutor
  }

  private func film() throws -> Tutor {
    var outcome = sampleOutcome()
    let names = ["step", "tileRow", "tileColumn", "event"]
    var table = Table(columns: names.map { Table.Column($0, .measured) })
    for step in 0..<4 {
      let places = [step + 1, step / 2, step % 2].map { Value.number(Double($0)) }
      table.rows.append(places + [.text("computed")])
    }
    outcome.results.tables["main"] = table
    return try afterRun(outcome)
  }

  private func playing(at position: Int = 1) throws -> Tutor {
    var tutor = try film()
    tutor.press(.character("a"))
    for _ in 0..<position { tutor.press(.right) }
    return tutor
  }

  private func found() -> Tutor {
    var tutor = sampleTutor(rows: 12)
    tutor.press(.character("/"))
    tutor.type("it")
    tutor.press(.enter)
    return tutor
  }

  private func opens(_ effects: [Tutor.Effect], _ id: String) -> Bool {
    if case .open(id, _)? = effects.last { true } else { false }
  }

  private func scenario(_ id: Action.ID) throws -> Scenario {
    let list = sampleTutor(isListing: true)
    let top = sampleTutor(rows: 12)
    var bottom = top
    bottom.press(.end)
    switch id {
    case .help: return Scenario(top) { $1.help == Help(hasAll: false) && $2.isEmpty }
    case .palette: return Scenario(list) { $1.help == Help(hasAll: true) && $2.isEmpty }
    case .act:
      return Scenario(onCell()) { _, after, effects in
        guard case .run? = effects.last else { return false }
        return after.activeRun?.cellID == "cost"
      }
    case .runOn:
      return Scenario(onCell()) {
        $1.activeRun?.cellID == "cost" && $1.reading?.focus != $0.reading?.focus
      }
    case .edit:
      var tutor = list
      _ = tutor.update(.opened(id: "code", CodeTests.lesson))
      tutor.goTo("write")
      return Scenario(tutor) { _, _, effects in
        if case .edit(let code)? = effects.last { code.id == "write" } else { false }
      }
    case .runAll:
      return Scenario(onCell("tile")) {
        $1.activeRun?.cellID == "cost" && $1.queue == ["tile"] && !$2.isEmpty
      }
    case .stop:
      var tutor = onCell()
      tutor.press(.enter)
      return Scenario(tutor) { before, _, effects in
        if case .cancel(let run)? = effects.last { run == before.activeRun?.id } else { false }
      }
    case .follow:
      var tutor = top
      tutor.press(.tab)
      return Scenario(tutor) {
        $0.linkInFocus?.destination == "#answering" && $1.screen.contains("Answering")
          && $1.history.count == $0.history.count + 1
      }
    case .nextCell: return Scenario(onCell("guess")) { $1.reading?.focus == "pick" && $2.isEmpty }
    case .previousCell:
      return Scenario(onCell("pick")) { $1.reading?.focus == "guess" && $2.isEmpty }
    case .choose: return Scenario(onCell("pick")) { $1.focusedState?.chosen == [0] || $2.isEmpty }
    case .turnUp: return Scenario(onCell()) { $1.focusedState?.settings["headDim"] == "128" }
    case .turnDown: return Scenario(onCell()) { $1.focusedState?.settings["headDim"] == "32" }
    case .type: return Scenario(onCell()) { $1.overlay == .entry("") }
    case .nextKnob: return Scenario(onCell()) { $1.focusedState?.selectedKnob == 1 }
    case .previousKnob: return Scenario(onCell()) { $1.focusedState?.selectedKnob == 1 }
    case .hint: return Scenario(onCell("tile")) { $1.focusedState?.hintsShown == 1 }
    case .solution:
      return Scenario(onCell("tile")) { $1.overlay == .question(.solution(cellID: "tile")) }
    case .reset:
      return Scenario(onCell()) { $1.overlay == .question(.reset(cellID: "cost")) }
    case .resetLesson: return Scenario(top) { $1.overlay == .question(.resetLesson) }
    case .playground:
      return Scenario(onCell()) { $1.isInPlayground && $1.screen.contains("heads ‹ 1 ›") }
    case .pager:
      return Scenario(try afterRun()) { _, _, effects in
        guard case .page("sample-cost", let text, 1)? = effects.last else { return false }
        return text.contains("cost")
      }
    case .source:
      var tutor = list
      var lesson = sampleLesson
      lesson.lesson.folder = "/lessons"
      _ = tutor.update(.opened(id: "sample", lesson))
      tutor.goTo("pick")
      return Scenario(tutor) { _, _, effects in
        guard case .source(let file, let line)? = effects.last else { return false }
        return file.path == "/lessons/sample.md"
          && sampleLesson.lesson.sourceLines[line - 1] == "```flash {#pick .quiz}"
      }
    case .view: return Scenario(try afterRun()) { $1.focusedState?.view == .table }
    case .zoom: return Scenario(try afterRun()) { $1.zoom?.cellID == "cost" }
    case .film: return Scenario(try film()) { $1.film?.isPlaying == true }
    case .save:
      return Scenario(try afterRun()) { _, _, effects in
        guard case .export(let files)? = effects.last else { return false }
        return files.map(\.name).contains("sample-cost.svg")
      }
    case .copy:
      return Scenario(onCell()) { _, _, effects in
        if case .copy(let text)? = effects.last { text.contains("cost") } else { false }
      }
    case .search: return Scenario(top) { $1.overlay == .search }
    case .searchCourse:
      return Scenario(list) { _, after, effects in
        guard case .gather(let entries)? = effects.last else { return false }
        return after.overlay == .courseSearch(CourseSearch()) && entries.count == 2
      }
    case .nextHit: return Scenario(found()) { $1.search.current == $0.search.current + 1 }
    case .previousHit:
      return Scenario(found()) { $1.search.current == $0.search.hits.count - 1 }
    case .back: return Scenario(bottom) { $1.reading?.top == 0 && $1.history.isEmpty }
    case .scrollDown: return Scenario(top) { $1.reading?.top == 1 }
    case .scrollUp: return Scenario(bottom) { $1.reading?.top == ($0.reading?.top ?? 0) - 1 }
    case .halfDown: return Scenario(top) { $1.reading?.top == $0.layout.bodyRows / 2 }
    case .halfUp:
      return Scenario(bottom) {
        $1.reading?.top == ($0.reading?.top ?? 0) - $0.layout.bodyRows / 2
      }
    case .pageDown: return Scenario(top) { $1.reading?.top == $0.layout.bodyRows - 2 }
    case .pageUp:
      return Scenario(bottom) {
        $1.reading?.top == ($0.reading?.top ?? 0) - $0.layout.bodyRows + 2
      }
    case .nextSection: return Scenario(top) { $1.reading?.top == $0.reading?.start(ofSection: 1) }
    case .previousSection:
      return Scenario(onCell("pick", rows: 12)) {
        ($1.reading?.top ?? 0) < ($0.reading?.top ?? 0)
      }
    case .nextLesson: return Scenario(top) { self.opens($2, "second") && !$1.history.isEmpty }
    case .previousLesson:
      var tutor = list
      _ = tutor.update(.opened(id: "second", sampleLesson))
      return Scenario(tutor) { self.opens($2, "sample") && !$1.history.isEmpty }
    case .first: return Scenario(bottom) { $1.reading?.top == 0 && $2.isEmpty }
    case .last: return Scenario(top) { $1.reading?.top == bottom.reading?.top && $2.isEmpty }
    case .contents:
      return Scenario(top) { $1.overlay == .contents(filter: "", selection: 0) }
    case .courses: return Scenario(top) { $1.isListing && !$2.isEmpty }
    case .open: return Scenario(list) { self.opens($2, "sample") }
    case .down: return Scenario(list) { $1.selection == 1 && $2.isEmpty }
    case .up:
      var tutor = list
      tutor.press(.down)
      return Scenario(tutor) { $1.selection == 0 && $2.isEmpty }
    case .filter: return Scenario(list) { $1.overlay == .filter }
    case .close: return Scenario(try zoomed()) { $0.overlay != nil && $1.overlay == nil }
    case .play: return Scenario(try playing()) { $1.film?.isPlaying == true }
    case .stepOn: return Scenario(try playing()) { $1.film?.position == 2 }
    case .stepBack: return Scenario(try playing()) { $1.film?.position == 0 }
    case .faster: return Scenario(try playing()) { $1.film?.speed == ($0.film?.speed ?? 0) + 1 }
    case .slower: return Scenario(try playing()) { $1.film?.speed == ($0.film?.speed ?? 0) - 1 }
    case .filmStart: return Scenario(try playing(at: 2)) { $1.film?.position == 0 }
    case .filmEnd: return Scenario(try playing()) { $1.film?.position == 3 }
    case .nextValue: return Scenario(try zoomed()) { $1.zoom?.readOut?.contains("n = 2") == true }
    case .previousValue:
      var tutor = try zoomed()
      tutor.press(.tab)
      return Scenario(tutor) { $1.zoom?.readOut?.contains("n = 1") == true }
    case .cursorLeft:
      return Scenario(try zoomed()) { $1.zoom?.cursor.column == ($0.zoom?.cursor.column ?? 0) - 1 }
    case .cursorRight:
      return Scenario(try zoomed()) { $1.zoom?.cursor.column == ($0.zoom?.cursor.column ?? 0) + 1 }
    case .cursorUp:
      return Scenario(try zoomed()) { $1.zoom?.cursor.row == ($0.zoom?.cursor.row ?? 0) - 1 }
    case .cursorDown:
      var tutor = try zoomed()
      tutor.press(.up)
      return Scenario(tutor) { $1.zoom?.cursor.row == ($0.zoom?.cursor.row ?? 0) + 1 }
    case .nextFigure: return Scenario(try zoomed(3)) { $1.zoom?.index == 1 }
    case .previousFigure: return Scenario(try zoomed(3)) { $1.zoom?.index == 2 }
    case .theme: return Scenario(top) { $1.background == .dark && $1.theme != $0.theme }
    case .ascii: return Scenario(top) { $1.screen.allSatisfy(\.isASCII) && $1.screen != $0.screen }
    case .mouse:
      return Scenario(top) { _, after, effects in
        if case .mouse(true)? = effects.last { after.usesMouse } else { false }
      }
    case .redraw:
      return Scenario(top) { _, _, effects in
        if case .redraw? = effects.last { true } else { false }
      }
    case .suspend:
      return Scenario(top) { _, _, effects in
        if case .suspend? = effects.last { effects.count == 2 } else { false }
      }
    case .quit: return Scenario(top) { $1.isFinished && !$2.isEmpty }
    }
  }
}
