import Testing

@testable import TUI

@Suite struct KeyTests {
  @Test func `every action has a key and a sentence`() {
    for action in Action.all {
      #expect(!action.standardKeys.isEmpty)
      #expect(!action.explanation.isEmpty)
    }
    #expect(Set(Action.all.map(\.id)).count == Action.all.count)
    #expect(Action.all.count == Action.ID.allCases.count)
  }

  @Test func `no sentence is cut on a screen of 80 columns`() {
    for action in Action.all {
      #expect(action.explanation.count <= 54, "\(action.explanation)")
      #expect(KeyMap.standard.names(action.id, isASCII: true).count <= 18)
    }
  }

  @Test func `keys have names in ASCII and with arrows`() {
    #expect(Key.up.name(isASCII: true) == "Up")
    #expect(Key.up.name(isASCII: false) == "↑")
    #expect(Key.control("c").name(isASCII: true) == "Ctrl-C")
  }
}
