import Foundation
import Lessons
import Notebook
import Screen
import Testing

@testable import TUI

/// Code cells on the screen: editors, checks, questions.
@MainActor @Suite struct CodeTests {
  nonisolated static let lesson = BoundLesson(
    LessonParser.parse(
      """
      ---
      format: 1
      id: code
      title: Writing
      summary: One code cell.
      minutes: 5
      ---

      ## Code

      ```flash {#write .code}
      task: safe-softmax
      prompt: Make it safe.
      ```

      ```swift {.starter for=write}
      func safeSoftmax(_ scores: [Float]) -> [Float] {
        scores
      }
      ```

      ```swift {.solution for=write}
      func safeSoftmax(_ scores: [Float]) -> [Float] {
        scores.map { $0 }
      }
      ```
      """, file: "code.md"))

  private func tutor(columns: Int = 80, rows: Int = 24) -> Tutor {
    Self.tutor(columns: columns, rows: rows)
  }

  static func tutor(columns: Int = 80, rows: Int = 24) -> Tutor {
    var tutor = sampleTutor(columns: columns, rows: rows, isListing: true)
    _ = tutor.update(.opened(id: "code", lesson))
    tutor.goTo("write")
    return tutor
  }

  @Test func `E asks for the editor, and a save for the check`() throws {
    var tutor = tutor()
    guard case .edit(let code)? = tutor.press(.character("E")).first else {
      Issue.record("no editor")
      return
    }
    #expect(code.id == "write")
    #expect(tutor.update(.edited(cellID: "write", isSaved: false)).isEmpty)
    #expect(tutor.notice == "Nothing was saved. A save is checked; Enter checks what is there.")
    guard case .check(let id, _)? = tutor.update(.edited(cellID: "write", isSaved: true)).last
    else {
      Issue.record("no check")
      return
    }
    #expect(tutor.reading?.states["write"]?.isRunning == true)
    var outcome = CellOutcome(status: .done)
    outcome.isGoalMet = true
    _ = tutor.update(.finished(id, outcome))
    #expect(tutor.progress.lessons["code"]?.cells["write"]?.isDone == true)
    #expect(tutor.progress.lessons["code"]?.cells["write"]?.attempts == 1)
    #expect(tutor.screen.contains("passed"))
  }

  @Test func `c and Enter check again`() {
    for key in [Key.character("c"), .enter] {
      var tutor = tutor()
      guard case .check? = tutor.press(key).last else {
        Issue.record("no check on \(key)")
        continue
      }
    }
  }

  @Test func `a lesson from elsewhere is asked about, and runs after yes only`() throws {
    var tutor = tutor()
    tutor.press(.character("c"))
    let id = try #require(tutor.activeRun?.id)
    _ = tutor.update(.asks(id, question: "It is from elsewhere."))
    #expect(tutor.activeRun == nil)
    #expect(tutor.screen.contains("It is from elsewhere."))
    #expect(tutor.screen.contains("Let code of this lesson run? y/n"))
    #expect(tutor.press(.character("n")).isEmpty)
    #expect(tutor.notice == "Nothing was run.")
    tutor.press(.character("c"))
    _ = tutor.update(.asks(try #require(tutor.activeRun?.id), question: "It is."))
    let effects = tutor.press(.character("y"))
    guard case .agree? = effects.first, case .check? = effects.last else {
      Issue.record("\(effects)")
      return
    }
  }

  @Test func `x puts the starter back after a question`() {
    var tutor = tutor()
    tutor.press(.character("x"))
    #expect(tutor.screen.contains("Put the starter of write back? Your text stays beside it."))
    #expect(tutor.press(.character("n")).isEmpty)
    tutor.press(.character("x"))
    guard case .restore? = tutor.press(.character("y")).last else {
      Issue.record("nothing is restored")
      return
    }
  }

  @Test func `the built-in editor keeps and checks what is typed`() {
    var tutor = tutor(columns: 30, rows: 8)
    _ = tutor.update(.write(cellID: "write", text: "let a = 1\n"))
    tutor.press(.end)
    tutor.type("23")
    tutor.press(.enter)
    tutor.type("  let b = 2")
    #expect(tutor.screen.contains("1 let a = 123"))
    #expect(tutor.cursor(tutor.size) == Point(column: 13, row: 2))
    let effects = tutor.press(.control("s"))
    guard case .keep(_, "let a = 123\n  let b = 2\n")? = effects.first, case .check? = effects.last
    else {
      Issue.record("\(effects)")
      return
    }
    #expect(tutor.overlay == nil)
  }

  @Test(arguments: [Event.quit, .hangup])
  func `whatever ends the program, what stands in the editor is kept`(_ event: Event) {
    var tutor = tutor()
    _ = tutor.update(.write(cellID: "write", text: "let a = 1\n"))
    _ = tutor.press(.character("x"))
    let kept = tutor.update(.event(event)).compactMap { effect -> String? in
      if case .keep(_, let text) = effect { text } else { nil }
    }
    #expect(kept == ["xlet a = 1\n"])
    #expect(tutor.isFinished)
  }

  @Test func `Esc leaves the editor and loses nothing`() {
    var tutor = tutor()
    _ = tutor.update(.write(cellID: "write", text: "a\n"))
    #expect(tutor.press(.escape).isEmpty)
    _ = tutor.update(.write(cellID: "write", text: "a\n"))
    guard case .keep(_, "ba\n")? = tutor.press(.character("b"), .escape).first else {
      Issue.record("it was not kept")
      return
    }
  }

  @Test func `any keys leave a text whole`() {
    var random = SystemRandomNumberGenerator()
    let keys: [Key] = [
      .character("é"), .character("漢"), .tab, .enter, .backspace, .delete, .left, .right, .up,
      .down, .home, .end, .pageUp, .pageDown,
    ]
    for columns in [6, 20, 80] {
      var tutor = tutor(columns: columns, rows: 6)
      _ = tutor.update(.write(cellID: "write", text: "one\n\n  three\n"))
      for _ in 0..<400 {
        guard let key = keys.randomElement(using: &random) else { continue }
        tutor.press(key)
        guard case .editor(let editor) = tutor.overlay else {
          Issue.record("the editor was left on \(key)")
          return
        }
        #expect(editor.lines.indices.contains(editor.row))
        #expect(editor.column <= editor.lines[editor.row].count)
        #expect((tutor.cursor(tutor.size)?.row ?? -1) < 6)
        _ = tutor.view(tutor.size)
      }
    }
  }

  @Test func `the learner's editor gets the terminal and the learner's copy`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "code '\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let code = try #require(Self.lesson.codes["write"])
    let desk = CodeDesk(store: CodeStore(folder: folder.appending(path: "code")))
    let terminal = ScriptedTerminal(size: Size(columns: 80, rows: 24))
    let mailbox = Mailbox<Tutor.Message>()
    var command = ""
    terminal.borrower = { asked in
      command = asked
      try? desk.store.keep("// mine\n", of: code)
      return 0
    }
    let effects = CodeEffects(
      desk: desk, terminal: terminal, environment: ["EDITOR": "ed -s", "VISUAL": ""])
    effects.edit(code, mailbox)
    #expect(command.hasPrefix("ed -s '"))
    #expect(command.contains("'\\''"))
    let heard = mailbox.drain()
    guard case .edited("write", true)? = heard.last else {
      Issue.record("\(heard)")
      return
    }
    terminal.borrower = { _ in 0 }
    effects.edit(code, mailbox)
    guard case .edited("write", false)? = mailbox.drain().last else {
      Issue.record("a save was seen where there was none")
      return
    }
    terminal.borrower = { _ in 127 }
    effects.edit(code, mailbox)
    guard case .told(let sentence)? = mailbox.drain().last else { return }
    #expect(sentence.contains("cannot be started"))
    CodeEffects(desk: desk, terminal: terminal, environment: [:]).edit(code, mailbox)
    guard case .write("write", "// mine\n")? = mailbox.drain().last else {
      Issue.record("the built-in editor was not opened")
      return
    }
  }
}
