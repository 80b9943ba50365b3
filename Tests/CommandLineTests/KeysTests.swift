import ArgumentParser
import Testing

@testable import TUI
@testable import flashtutor

/// Keys of the config file, `keys`, `completion`, and what a misplaced lesson is answered with.
@Suite struct KeysTests {
  private func settings(_ config: String) throws -> Settings {
    try Settings(
      try GlobalOptions.parse([]), environment: [:],
      config: try Config(path: "config.yml", text: config))
  }

  @Test func `the config file replaces the keys of an action`() throws {
    let keys = try settings("keys:\n  next-cell: [J, Tab]\n  hint: F2\n  mouse: []\n").keys
    #expect(keys[.nextCell] == ["J", Chord(.tab)])
    #expect(keys[.hint] == [Chord(.function(2))])
    #expect(keys[.mouse].isEmpty)
    #expect(try settings("seed: 1").keys == .standard)
  }

  @Test(arguments: [
    ("seed: 1\nkeys:\n  next-cel: [j]\n", ":3: there is no action 'next-cel'; did you mean"),
    ("keys:\n  hint: [j]\n  zoom: [Entr]\n", ":3: there is no key 'Entr'; did you mean 'Enter'?"),
    ("keys:\n  hint: [j]\n  zoom: [j]\n", ":3: 'j' is given to 'hint' and 'zoom'"),
    ("keys:\n  hint: {a: b}\n", ":2: an action takes a key, or a list of keys"),
    ("keys: [a]\n", ":1: 'keys' takes lines of the form"),
    ("theme: red\n", "'red' is not one of any, dark, light"),
    ("ambiguous: 2\n", "'2' is not one of narrow, wide"),
  ]) func `a mistake names its place and what was meant`(config: String, expected: String) throws {
    let failure = #expect(throws: Failure.self) { try settings(config) }
    #expect(failure?.code == .usage)
    let message = try #require(failure?.message)
    #expect(message.contains("config.yml") && message.contains(expected), "\(message)")
  }

  @Test func `the list of keys is a config file that changes nothing`() throws {
    #expect(try settings(KeyReference.yaml()).keys == .standard)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func `each shell gets a script`(shell: String) throws {
    let folder = try Scratch()
    let result = try Program.run(["completion", shell], in: folder)
    #expect(result.code == 0 && result.errors.isEmpty)
    for word in ["flashtutor", "exercise", "memory-limit", "completion"] {
      #expect(result.output.contains(word), "\(word)")
    }
  }

  @Test func `lessons and cells complete`() throws {
    let folder = try Scratch()
    let lessons = try Program.run(
      ["---completion", "open", "--", "--lesson", "0", "2", "ti"], in: folder,
      environment: ["SAP_SHELL": "bash", "SAP_SHELL_VERSION": "5"])
    #expect(lessons.output.split(separator: "\n") == ["tiling"])
    let cells = try Program.run(
      ["---completion", "run", "--", "positional@0", "2", "9", "tiling#wa"], in: folder,
      environment: ["SAP_SHELL": "bash", "SAP_SHELL_VERSION": "5"])
    #expect(cells.output.split(separator: "\n") == ["tiling#walk"])
  }

  @Test func `a lesson behind open is answered with the option`() throws {
    let folder = try Scratch()
    let result = try Program.run(["open", "scaling"], in: folder)
    #expect(result.code == 2)
    #expect(
      result.errors
        == "flashtutor: 'open' takes its lesson as an option: flashtutor --lesson scaling\n")
  }
}
