import Notebook
import Screen
import Testing

@testable import TUI

/// Text that arrives from the clipboard: typed where something is typed, never taken for keys.
@Suite struct PasteTests {
  private func paste(_ text: String, into tutor: inout Tutor) -> [Tutor.Effect] {
    tutor.update(.event(.pasted(text)))
  }

  @Test func `a lesson takes no keys from it`() {
    var tutor = sampleTutor()
    tutor.press(.escape)
    let before = tutor.screen
    #expect(paste("jjqXyq\u{3}", into: &tutor).isEmpty)
    #expect(!tutor.isFinished && tutor.overlay == nil)
    #expect(tutor.notice == "There is nothing here to paste into.")
    tutor.press(.escape)
    #expect(tutor.screen == before)
    tutor.goTo("cost")
    tutor.press(.character("x"))
    _ = paste("y", into: &tutor)
    #expect(tutor.overlay == .question(.reset(cellID: "cost")))
  }

  @Test func `fields get its first line`() {
    var tutor = sampleTutor()
    tutor.press(.character("/"))
    _ = paste("one of\u{1B}\nq", into: &tutor)
    #expect(tutor.search.text == "one of" && tutor.search.hits.count == 1)
    tutor.press(.escape, .character("?"))
    _ = paste("scroll", into: &tutor)
    #expect(tutor.help?.filter == "scroll")
    tutor.press(.escape)
    tutor.goTo("guess")
    _ = paste("64 MiB and more", into: &tutor)
    #expect(tutor.focusedState?.entry.hasPrefix("64 MiB") == true)
  }

  @Test func `the editor gets all lines as they are`() throws {
    var tutor = sampleTutor(isListing: true)
    _ = tutor.update(.opened(id: "code", CodeTests.lesson))
    tutor.goTo("write")
    _ = tutor.update(.write(cellID: "write", text: "ab\n"))
    tutor.press(.right)
    _ = paste("1\r\n  2\n\tx", into: &tutor)
    guard case .editor(let editor)? = tutor.overlay else {
      Issue.record("the editor is gone")
      return
    }
    #expect(editor.text == "a1\n  2\n  xb\n")
    #expect(editor.row == 2 && editor.column == 3 && editor.isChanged)
  }

  @Test func `an accent that is typed joins its letter`() {
    var editor = CodeEditor(cellID: "a", text: "")
    for character in ["e", "\u{301}", "漢"] as [Character] {
      editor.press(.character(character), page: 1)
    }
    #expect(editor.text == "e\u{301}漢\n" && editor.column == 2)
    editor.press(.backspace, page: 1)
    editor.press(.backspace, page: 1)
    #expect(editor.text == "\n")
  }
}
