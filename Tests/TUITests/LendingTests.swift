import Foundation
import Lessons
import Notebook
import Screen
import Testing

@testable import TUI

/// The pager and the editor for lessons, which get the terminal for a while.
@Suite @MainActor struct LendingTests {
  private func borrowers(
    _ environment: [String: String], _ borrower: @escaping (String) -> Int32
  ) -> Borrowers {
    let terminal = ScriptedTerminal(size: Size(columns: 80, rows: 24))
    terminal.borrower = borrower
    return Borrowers(terminal: terminal, environment: environment)
  }

  private func told(_ mailbox: Mailbox<Tutor.Message>) -> [String] {
    mailbox.drain().compactMap { if case .told(let sentence) = $0 { sentence } else { nil } }
  }

  @Test func `the pager gets the text in a file that is gone afterwards`() throws {
    let mailbox = Mailbox<Tutor.Message>()
    var path = ""
    borrowers(["PAGER": "less -R"]) { command in
      #expect(command.hasPrefix("LESS=\"${LESS-} -+F\" less -R +7 '"))
      path = String(command.split(separator: "'")[1])
      #expect((try? String(contentsOfFile: path, encoding: .utf8)) == "a\nb\n")
      return 0
    }.page("a\nb\n", named: "tiling", line: 7, mailbox)
    #expect(path.hasSuffix("/tiling.txt"))
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(told(mailbox).isEmpty)
  }

  @Test func `what pages is tried in turn until something can be started`() {
    let mailbox = Mailbox<Tutor.Message>()
    var tried: [String] = []
    func page(_ pager: String, line: Int, _ statuses: [Int32]) {
      tried = []
      borrowers(["PAGER": pager]) {
        tried.append($0)
        return statuses[min(tried.count, statuses.count) - 1]
      }.page("a", named: "b", line: line, mailbox)
    }
    page("", line: 7, [127])
    #expect(tried.count == 3)
    #expect(tried[0].hasPrefix("command -v less > /dev/null 2>&1 || exit 127; "))
    #expect(tried[0].contains(" less +7 '"))
    #expect(tried[1].contains("; more +7 '") && tried[1].hasSuffix("; read -r line"))
    #expect(tried[2].hasPrefix("cat '") && tried[2].hasSuffix("; read -r line"))
    #expect(told(mailbox).isEmpty)
    page("", line: 1, [127, 0])
    #expect(tried.count == 2)
    page("none -x", line: 1, [127, 0])
    #expect(tried[0].hasPrefix("LESS=\"${LESS-} -+F\" none -x '") && tried.count == 2)
    #expect(told(mailbox) == ["The pager 'none -x' cannot be started."])
    page("cat", line: 1, [0])
    #expect(tried[0].contains(" cat '") && tried[0].hasSuffix("; read -r line"))
    page("/bin/more -d", line: 3, [0])
    #expect(tried[0].contains(" /bin/more -d +3 '") && tried[0].hasSuffix("; read -r line"))
    #expect(told(mailbox).isEmpty)
    page("false", line: 1, [1])
    #expect(tried.count == 1)
    #expect(told(mailbox) == ["The pager 'false' ended with status 1."])
    page("", line: 1, [-1])
    #expect(tried.count == 1)
    #expect(told(mailbox) == ["No program can be started to show the text."])
  }

  @Test func `editors are told the line as they take it`() {
    let file = URL(fileURLWithPath: "/a/it's.md")
    let quoted = "'/a/it'\\''s.md'"
    for (editor, command) in [
      ("vim", "vim +7 \(quoted)"), ("/usr/bin/nano -w", "/usr/bin/nano -w +7 \(quoted)"),
      ("code --wait", "code --wait -g \(quoted):7"), ("hx", "hx \(quoted):7"),
      ("kate", "kate -l 7 \(quoted)"), ("ed", "ed \(quoted)"),
    ] {
      #expect(ShellCommand.opening(file, line: 7, in: editor) == command)
    }
  }

  @Test func `a lesson that was saved in the editor is read anew`() throws {
    try withSampleFile(sampleText) { file in
      let mailbox = Mailbox<Tutor.Message>()
      let still = borrowers(["EDITOR": "vi"]) { _ in 0 }
      still.edit(file, line: 3, mailbox)
      #expect(told(mailbox) == ["Nothing was saved."])
      let text = sampleText.replacing("A sample lesson", with: "Another title")
      borrowers(["VISUAL": "vi"]) { command in
        #expect(command == "vi +3 '\(file.path)'")
        try? Data(text.utf8).write(to: file, options: .atomic)
        return 0
      }.edit(file, line: 3, mailbox)
      let revised = mailbox.drain().compactMap { message -> String? in
        if case .revised(let bound) = message { bound.lesson.title } else { nil }
      }
      #expect(revised == ["Another title"])
    }
  }

  @Test func `no editor, or one that is not there, is said`() {
    let mailbox = Mailbox<Tutor.Message>()
    let file = URL(fileURLWithPath: "/lessons/a.md")
    borrowers([:]) { _ in 0 }.edit(file, line: 3, mailbox)
    #expect(
      told(mailbox) == ["Set EDITOR to change lessons here; this is line 3 of /lessons/a.md"])
    borrowers(["EDITOR": "none"]) { _ in 127 }.edit(file, line: 3, mailbox)
    #expect(told(mailbox) == ["The editor 'none' cannot be started; set EDITOR."])
  }

  @Test func `the pager has the whole table of a cell, the editor the line that is read`() throws {
    var tutor = sampleTutor(rows: 12, isListing: true)
    var bound = sampleLesson
    bound.lesson.folder = "/lessons"
    _ = tutor.update(.opened(id: "sample", bound))
    let cell = try #require(bound.cells["cost"])
    tutor.goTo("cost")
    guard case .page("sample", let lesson, let line)? = tutor.press(.character("o")).last else {
      Issue.record("no lesson in the pager")
      return
    }
    let lines = lesson.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.contains { $0.contains("one of everything") })
    #expect(lines[line - 1].contains("cost"))

    tutor.press(.enter)
    let run = try #require(tutor.activeRun?.id)
    _ = tutor.update(.finished(run, cell.run(settings: [:], RunContext(threads: 1))))
    guard case .page("sample-cost", let text, 1)? = tutor.press(.character("o")).last else {
      Issue.record("no output in the pager")
      return
    }
    #expect(text.contains("Table main"))
    let header = try #require(text.split(separator: "\n").first { $0.contains("scratch [B]") })
    let rows = text.split(separator: "\n").drop { $0 != header }.dropFirst()
    #expect(rows.count == 4 && rows.allSatisfy { $0.count == header.count })

    tutor.press(.home)
    guard case .source(_, let top)? = tutor.press(.character("E")).last else {
      Issue.record("no editor")
      return
    }
    #expect(sampleLesson.lesson.sourceLines[top - 1].hasPrefix("This lesson has"))
  }

  @Test func `a lesson revised in the editor keeps its place and what was done`() throws {
    var tutor = sampleTutor()
    tutor.goTo("pick")
    tutor.press(.character("2"), .enter)
    let text = sampleText.replacing("Let the tiles fit.", with: "Let all the tiles fit.")
    _ = tutor.update(.revised(BoundLesson(LessonParser.parse(text, file: "sample.md"))))
    #expect(tutor.reading?.states["pick"]?.isDone == true)
    #expect(tutor.reading?.focus == "tile" && tutor.screen.contains("Let all the tiles fit."))
  }
}
