import Lessons
import Notebook
import Screen

extension Tutor {
  /// The code cell in focus.
  var codeInFocus: BoundCode? {
    guard isReading, let focus = reading?.focus else { return nil }
    return reading?.bound.codes[focus]
  }

  mutating func editCode() -> [Effect] {
    guard let code = codeInFocus else { return [] }
    return [.edit(code)]
  }

  /// Compiles and runs what the learner has written; what ran before is stopped.
  mutating func checkCode(_ cellID: String) -> [Effect] {
    guard let code = reading?.bound.codes[cellID] else {
      notice = "This cell cannot be checked."
      return []
    }
    let cancelling = stopRun()
    runCount += 1
    let id = RunID(number: runCount)
    activeRun = ActiveRun(id: id, cellID: cellID)
    change(cellID) {
      $0.phase = .running(share: 0, seconds: 0)
      $0.verdict = nil
    }
    reveal(cellID)
    return cancelling + [.check(id, code)]
  }

  /// The learner has left the editor.
  mutating func hearEdited(_ cellID: String, isSaved: Bool) -> [Effect] {
    guard isSaved else {
      notice = "Nothing was saved. A save is checked; \(keyName(.act)) checks what is there."
      return []
    }
    return checkCode(cellID)
  }

  /// The learner's code was saved from outside, at any time.
  mutating func hearSaved(_ lessonID: String, _ cellID: String) -> [Effect] {
    guard overlay == nil, let code = reading?.bound.codes[cellID], code.lessonID == lessonID else {
      return []
    }
    guard activeRun == nil || activeRun?.cellID == cellID else {
      notice = "Your code for \(shown(cellID)) was saved; \(keyName(.act)) checks it."
      return []
    }
    return checkCode(cellID)
  }

  /// The check waits for the learner's word.
  mutating func ask(_ id: RunID, _ question: String) -> [Effect] {
    guard let run = activeRun, run.id == id else { return [] }
    activeRun = nil
    change(run.cellID) { $0.phase = $0.outcome == nil ? .untouched : .finished }
    overlay = .question(.consent(cellID: run.cellID, reason: question))
    return []
  }

  mutating func openEditor(_ cellID: String, _ text: String) {
    var editor = CodeEditor(cellID: cellID, text: text)
    if let report = reading?.states[cellID]?.outcome?.code {
      editor.show(report.mistakes + (report.stoppedAt.map { [$0] } ?? []))
    }
    show(editor)
  }

  mutating func pressInEditor(_ key: Key, _ editor: CodeEditor) -> [Effect] {
    var editor = editor
    let code = reading?.bound.codes[editor.cellID]
    switch key {
    case .control("s"):
      overlay = nil
      guard let code else { return [] }
      return [.keep(code, editor.text)] + checkCode(code.id)
    case .escape:
      let effects = keepEditor()
      overlay = nil
      if !effects.isEmpty { notice = "Kept; \(keyName(.act)) checks it." }
      return effects
    default:
      editor.press(key, page: max(1, editorRows - 1))
      show(editor)
      return []
    }
  }

  /// Shows the editor as it is now, with its cursor in sight.
  mutating func show(_ editor: CodeEditor) {
    var editor = editor
    editor.settle(rows: editorRows, columns: editorColumns(editor))
    overlay = .editor(editor)
  }

  /// Keeps what stands in the built-in editor; nothing when it is closed.
  func keepEditor() -> [Effect] {
    guard case .editor(let editor) = overlay, editor.isChanged,
      let code = reading?.bound.codes[editor.cellID]
    else { return [] }
    return [.keep(code, editor.text)]
  }

  private var editorRows: Int { max(1, size.rows - 2) }

  /// The columns of the line numbers, with the blank behind them.
  private func gutter(_ editor: CodeEditor) -> Int { String(editor.lines.count).count + 1 }

  private func editorColumns(_ editor: CodeEditor) -> Int {
    max(1, size.columns - gutter(editor) - 1)
  }

  func drawEditor(_ grid: inout Grid, _ editor: CodeEditor) {
    grid.fill(Rect(grid.size), with: .blank)
    let title = Line([
      Span(shown(editor.cellID), theme.title),
      Span(editor.isChanged ? " \(marks.separator) changed" : "", theme.muted),
    ])
    drawTitle(
      &grid, title, [(key: "Ctrl-S", words: "save, check"), (key: "Esc", words: "keep, leave")])
    let gutter = gutter(editor)
    for offset in 0..<max(0, grid.size.rows - 2) {
      let row = editor.top + offset
      guard row < editor.lines.count else { break }
      let number = String(row + 1)
      grid.write(number, column: gutter - 1 - number.count, row: offset + 1, style: theme.muted)
      if editor.remarks[row] != nil {
        grid.write("!", column: gutter - 1, row: offset + 1, style: theme.bad)
      }
      let text = String(editor.lines[row].dropFirst(editor.left))
      grid.write(
        TextFlow.truncate(Line(shown(text)), to: grid.size.columns - gutter, ellipsis: ""),
        column: gutter, row: offset + 1)
    }
    let remark = editor.remarks[editor.row].map { "  \(shown($0))" } ?? ""
    drawWords(
      &grid, "Line \(editor.row + 1), column \(editor.column + 1)\(remark)",
      remark.isEmpty ? theme.muted : theme.text)
  }

  /// Why the learner is asked, in a box.
  func drawConsent(_ grid: inout Grid, _ cellID: String, _ question: String) {
    let words =
      question
      + " It runs in a box without network, with its own folder, and only after you agree; "
      + "this is asked once for this text of the lesson."
    let width = min(64, grid.size.columns)
    let lines = TextFlow.wrap([Span(shown(words), theme.text)], width: max(8, width - 4))
    let inside = drawBox(&grid, title: shown(cellID), columns: width, rows: lines.count + 2)
    for (offset, line) in lines.prefix(inside.rows).enumerated() {
      grid.write(line, column: inside.column, row: inside.row + offset)
    }
  }

  func editorCursor(_ editor: CodeEditor) -> Point {
    let line = editor.lines[editor.row]
    let before = line[min(editor.left, line.count)..<min(editor.column, line.count)]
    let column = gutter(editor) + TextWidth.columns(of: shown(String(before)))
    return Point(column: min(size.columns - 1, column), row: editor.row - editor.top + 1)
  }
}
