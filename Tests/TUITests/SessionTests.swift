import Foundation
import Lessons
import Notebook
import Screen
import Testing

@testable import TUI

@Suite @MainActor struct SessionTests {
  /// A folder with the sample lesson; removed afterwards.
  private func withCourse(_ body: (Library) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "flashtutor-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(sampleText.utf8).write(to: folder.appending(path: "01-sample.md"))
    try body(Library(folders: [folder]))
  }

  @Test func `a session opens a lesson, answers and saves`() throws {
    try withCourse { library in
      let terminal = ScriptedTerminal(
        size: Size(columns: 80, rows: 24),
        script: [.key(.enter)] + Array(repeating: .key(.tab), count: 3)
          + "64".map { .key(.character($0)) } + [.key(.enter), .key(.character("q"))])
      var saved: [Notebook.Progress] = []
      let tutor = runTutor(
        on: terminal, library: library, start: .resume, context: RunContext(threads: 1),
        progress: Notebook.Progress()
      ) {
        saved.append($0)
        return []
      }
      #expect(tutor.departure == .quit)
      #expect(saved.last?.currentLesson == "sample")
      #expect(terminal.frames.first?.text.contains("A sample lesson") == true)
      #expect(terminal.frames.contains { $0.text.contains("Reading") })
    }
  }

  @Test func `a lesson named at the start is the first frame`() throws {
    try withCourse { library in
      let terminal = ScriptedTerminal(size: Size(columns: 80, rows: 24))
      runTutor(
        on: terminal, library: library, start: .lesson(id: "sample"),
        context: RunContext(threads: 1), progress: Notebook.Progress()
      ) { _ in [] }
      #expect(terminal.frames.first?.text.contains("one of everything") == true)
    }
  }

  @Test func `a lesson opened by its path is kept under its id, not the name of its file`() throws {
    try withCourse { library in
      let file = try #require(library.entries.first).file
      let terminal = ScriptedTerminal(
        size: Size(columns: 80, rows: 24), script: [.key(.end), .key(.character("q"))])
      var saved = Notebook.Progress()
      runTutor(
        on: terminal, library: Library(folders: []), start: .file(file),
        context: RunContext(threads: 1), progress: Notebook.Progress()
      ) {
        saved = $0
        return []
      }
      #expect(saved.currentLesson == "sample")
      #expect(Array(saved.lessons.keys) == ["sample"])
    }
  }

  @Test func `line mode reads, answers and lists`() throws {
    try withCourse { library in
      var input = ["open sample", "answer pick 2", "answer guess 64", "hint tile", "list", "quit"]
      var output: [String] = []
      var saved = Notebook.Progress()
      runPlainTutor(
        library: library, start: .list, context: RunContext(threads: 1),
        progress: Notebook.Progress(), capabilities: Capabilities(glyphs: .ascii, colors: .none),
        width: 72, nextLine: { input.isEmpty ? nil : input.removeFirst() },
        write: { output.append($0.text) },
        save: {
          saved = $0
          return []
        })
      let text = output.joined(separator: "\n")
      #expect(text.contains("sample: A sample lesson, 5 minutes, not started"))
      #expect(text.contains("right"))
      #expect(text.contains("Larger tiles move fewer bytes."))
      #expect(text.contains("2 cells done"))
      #expect(saved.lessons["sample"]?.cells["pick"]?.isDone == true)
      let isASCII = text.allSatisfy { $0.isASCII }
      #expect(isASCII)
    }
  }
}
