import Foundation
import Notebook
import Screen
import Testing

@testable import TUI

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Learners' code that is saved from outside, and what the built-in editor and line mode make of a
/// check.
@MainActor @Suite struct CodeWatchTests {
  nonisolated private static let hasCompiler = CodeDesk().toolchain != nil

  private func withDesk(_ body: (CodeDesk, BoundCode) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "code \(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let desk = CodeDesk(store: CodeStore(folder: folder.appending(path: "code")))
    try body(desk, try #require(CodeTests.lesson.codes["write"]))
  }

  @Test func `a save from outside is heard once, our own never`() throws {
    try withDesk { desk, code in
      let file = try desk.store.prepare(code)
      let watch = CodeWatch()
      let mailbox = Mailbox<Tutor.Message>()
      #expect(!watch.hearsSave(of: file))
      watch.follow(code, at: file, mailbox)
      try watch.change(file) { () throws(CodeStoreError) in
        try desk.store.keep("// ours\n", of: code)
      }
      #expect(!watch.hearsSave(of: file))
      let isSaved = watch.lend(file) {
        try? Data("// by an editor on our terminal\n".utf8).write(to: file, options: .atomic)
      }
      #expect(isSaved)
      #expect(!watch.lend(file) {})
      #expect(mailbox.drain().isEmpty)
      try Data("// by another window\n".utf8).write(to: file, options: .atomic)
      var waiting = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
      #expect(poll(&waiting, 1, 20_000) == 1)
      guard case .saved("code", "write")? = mailbox.drain().first else {
        Issue.record("the save was not told")
        return
      }
      #expect(!watch.hearsSave(of: file))
    }
  }

  @Test func `a save from outside is checked where its cell is read`() {
    var tutor = CodeTests.tutor()
    #expect(tutor.update(.saved(lessonID: "another", cellID: "write")).isEmpty)
    guard case .check? = tutor.update(.saved(lessonID: "code", cellID: "write")).last else {
      Issue.record("it was not checked")
      return
    }
    _ = tutor.update(.write(cellID: "write", text: "a\n"))
    #expect(tutor.update(.saved(lessonID: "code", cellID: "write")).isEmpty)
  }

  @Test(.enabled(if: hasCompiler))
  func `the built-in editor opens at the first mistake and tells it`() throws {
    try withDesk { desk, code in
      let text = "func safeSoftmax(_ scores: [Float]) -> [Float] {\n  scoers\n}\n"
      var tutor = CodeTests.tutor()
      tutor.press(.character("c"))
      let id = try #require(tutor.activeRun?.id)
      _ = tutor.update(.finished(id, desk.check(code, source: text)))
      _ = tutor.update(.write(cellID: "write", text: text))
      #expect(tutor.screen.contains("2!  scoers"))
      #expect(tutor.screen.contains("Line 2, column 3  error: cannot find 'scoers' in scope"))
      #expect(tutor.cursor(tutor.size) == Point(column: 4, row: 2))
      tutor.press(.up)
      #expect(!tutor.screen.contains("error:"))
      tutor.press(.enter)
      #expect(!tutor.screen.contains("!"))
      // Of a text that has changed since, nothing is told.
      _ = tutor.update(.write(cellID: "write", text: "// one\n// two\n"))
      #expect(tutor.cursor(tutor.size) == Point(column: 2, row: 1))
      #expect(!tutor.screen.contains("error:"))
    }
  }

  @Test(.enabled(if: hasCompiler)) func `line mode asks, checks, and names the file`() throws {
    try withDesk { desk, code in
      var tutor = PlainTutor(
        library: sampleLibrary(), context: RunContext(threads: 1),
        progress: Notebook.Progress(), layout: LayoutContext(width: 72, isInteractive: false),
        desk: desk)
      tutor.lesson = ("code", CodeTests.lesson)
      tutor.states["write"] = CellState()
      func say(_ words: String...) -> String {
        tutor.answer(words).map(\.text).joined(separator: "\n")
      }
      #expect(say("check", "nothing") == "there is no code cell 'nothing' here")
      let question = say("check", "write")
      #expect(question.contains("did not come with flashtutor"))
      #expect(question.contains("'agree write' lets it run"))
      let first = say("agree", "write")
      #expect(first.contains("passed"), "\(first)")
      #expect(first.contains("Your code is \(desk.store.file(of: code).path)"))
      #expect(say("check", "write").contains("not right yet"))
      #expect(tutor.progress.lessons["code"]?.cells["write"]?.attempts == 2)
      #expect(tutor.progress.lessons["code"]?.cells["write"]?.isDone == false)
    }
  }
}
