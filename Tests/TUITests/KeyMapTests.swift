import Notebook
import Testing

@testable import TUI

@Suite struct KeyMapTests {
  @Test func `every key can be written and read back`() throws {
    for action in Action.all {
      for chord in action.standardKeys {
        #expect(Chord(named: chord.name(isASCII: true)) == chord, "\(action.id)")
      }
    }
    #expect(Key(named: "pgdn") == .pageDown)
    #expect(Key(named: "Ctrl-R") == .control("r"))
    #expect(Chord(named: "g g") == "gg")
    #expect(Chord(named: "Ctrl-P x") == Chord(keys: [.control("p"), .character("x")]))
    for text in ["", " ", "Ctrl-", "Ctrl-1", "Ctrl-M", "F13", "hello", "a b c d"] {
      #expect(Chord(named: text) == nil, "'\(text)'")
    }
  }

  @Test func `a list replaces the keys of an action and takes them from others`() throws {
    let map = try KeyMap([KeyMap.Change(action: "next-cell", keys: ["j", "g"])])
    #expect(map[.nextCell] == ["j", "g"])
    #expect(map[.scrollDown] == [Chord(.down)])
    // The list of lessons is another place.
    #expect(map[.down] == KeyMap.standard[.down])
    // What begins with a taken key could never be reached.
    #expect(map[.first] == [Chord(.home)])
    #expect(map[.searchCourse].isEmpty)
  }

  @Test func `without a key for help no sentence has a hole`() throws {
    var tutor = sampleTutor()
    tutor.keys = try KeyMap([KeyMap.Change(action: "help", keys: [])])
    tutor.press(.character("ö"))
    #expect(tutor.notice == "ö does nothing here.")
  }

  @Test func `two changes may share a key only where the table lets them`() throws {
    let error = #expect(throws: KeyMapError.self) {
      try KeyMap([
        KeyMap.Change(action: "hint", keys: ["j"]), KeyMap.Change(action: "zoom", keys: ["j"]),
      ])
    }
    #expect(error?.index == 1)
    #expect(
      error?.description == "'j' is given to 'hint' and 'zoom'; take it from one of them")
    let map = try KeyMap([
      KeyMap.Change(action: "next-knob", keys: ["Right"]),
      KeyMap.Change(action: "next-section", keys: ["Right"]),
    ])
    #expect(map[.nextSection] == [Chord(.right)])
  }

  @Test func `unknown actions and keys are answered with the nearest`() {
    func message(_ action: String, _ key: String) -> String? {
      #expect(throws: KeyMapError.self) {
        try KeyMap([KeyMap.Change(action: action, keys: [key])])
      }?.description
    }
    #expect(
      message("next-cel", "j") == "there is no action 'next-cel'; did you mean 'next-cell'?")
    #expect(
      message("dance", "j") == "there is no action 'dance'; `flashtutor keys` lists them")
    #expect(message("hint", "PageDn") == "there is no key 'PageDn'; did you mean 'PgDn'?")
    #expect(message("hint", "Ctrl-C")?.contains("Ctrl-C always stops") == true)
  }

  @Test func `footer, help and cells name the keys that were chosen`() throws {
    let map = try KeyMap([
      KeyMap.Change(action: "act", keys: ["F5"]), KeyMap.Change(action: "help", keys: ["F1"]),
      KeyMap.Change(action: "choose", keys: ["a", "b", "c"]),
    ])
    var tutor = sampleTutor()
    tutor.keys = map
    tutor.layOut()
    tutor.press(.down)
    tutor.goTo("cost")
    #expect(tutor.screen.contains("F5 run ─╮"))
    #expect(tutor.screen.contains(" F1 keys   F5 run"))
    tutor.press(.function(1))
    #expect(tutor.screen.contains("F5"))
    tutor.press(.escape)
    tutor.goTo("pick")
    tutor.press(.function(5))
    #expect(tutor.notice == "Choose an answer with a-b first.")
    tutor.press(.character("b"))
    #expect(tutor.focusedState?.chosen == [1])
    tutor.press(.character("?"))
    #expect(tutor.notice == "? does nothing here; F1 lists the keys.")
  }

  @Test func `an action without keys is still in the palette`() throws {
    var tutor = sampleTutor()
    tutor.keys = try KeyMap([KeyMap.Change(action: "contents", keys: [])])
    tutor.press(.character("t"))
    #expect(tutor.overlay == nil)
    tutor.press(.character(":"))
    tutor.type("contents of")
    tutor.press(.enter)
    #expect(tutor.overlay == .contents(filter: "", selection: 0))
  }

  @Test func `a chord says how it may go on, and Esc gives it up`() {
    var tutor = sampleTutor(rows: 12)
    tutor.press(.end, .character("g"))
    #expect(tutor.notice == "g · g top, / search all")
    tutor.press(.escape)
    #expect(tutor.pending.isEmpty)
    tutor.press(.character("g"), .character("x"))
    #expect(tutor.notice == "gx does nothing here; ? lists the keys.")
    #expect((tutor.reading?.top ?? 0) > 0)
  }

  @Test func `a number before G goes to that section, and before j scrolls so far`() {
    var tutor = sampleTutor(rows: 12)
    tutor.press(.character("3"), .character("G"))
    #expect(tutor.reading?.top == tutor.reading?.start(ofSection: 2))
    tutor.press(.home)
    tutor.type("12")
    #expect(tutor.notice == "12")
    tutor.press(.character("j"))
    #expect(tutor.reading?.top == 12)
    tutor.press(.character("j"))
    #expect(tutor.reading?.top == 13)
  }
}
