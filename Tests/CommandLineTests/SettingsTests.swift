import ArgumentParser
import Testing

@testable import flashtutor

@Suite struct SettingsTests {
  private func settings(
    _ arguments: [String] = [], environment: [String: String] = [:], config: String = ""
  ) throws -> Settings {
    let options = try GlobalOptions.parse(arguments)
    return try Settings(
      options, environment: environment, config: try Config(path: "config.yml", text: config))
  }

  @Test func `a flag wins over the environment and that over the file`() throws {
    let all = try settings(
      ["--width", "100"], environment: ["FLASHTUTOR_WIDTH": "90"], config: "width: 80")
    #expect(all.width == 100)
    let two = try settings(environment: ["FLASHTUTOR_WIDTH": "90"], config: "width: 80")
    #expect(two.width == 90)
    #expect(try settings(config: "width: 80").width == 80)
    #expect(try settings().width == nil)
  }

  @Test func `folders of all sources are searched, the flag's first`() throws {
    let all = try settings(
      ["--lessons", "a", "--lessons", "b"], environment: ["FLASHTUTOR_LESSONS": "c:d"],
      config: "lessons: [/e]")
    #expect(all.lessonFolders.map(\.path) == ["a", "b", "c", "d", "/e"])
  }

  @Test(arguments: [
    ("FLASHTUTOR_THREADS", "0", "a whole number from 1 to 64"),
    ("FLASHTUTOR_THREADS", "two", "a whole number from 1 to 64"),
    ("FLASHTUTOR_COLOR", "red", "one of auto, always, never"),
    ("FLASHTUTOR_MEMORY_LIMIT", "much", "a size such as 512MiB"),
    ("FLASHTUTOR_PLAIN", "perhaps", "true or false"),
    ("FLASHTUTOR_SEED", "-1", "a whole number from 0"),
  ]) func `a bad value is named with its source`(name: String, value: String, expected: String)
    throws
  {
    let failure = #expect(throws: Failure.self) { try settings(environment: [name: value]) }
    let message = try #require(failure?.message)
    #expect(failure?.code == .usage)
    #expect(message.contains(name) && message.contains(value) && message.contains(expected))
  }

  @Test func `an unknown key of the file is answered with its line and the nearest name`() throws {
    let failure = #expect(throws: Failure.self) { try settings(config: "seed: 1\nthread: 2") }
    #expect(
      failure?.message
        == "flashtutor: config.yml:2: there is no option 'thread'; did you mean 'threads'?")
  }

  @Test(arguments: [
    ("1024", 1024), ("512MiB", 512 << 20), ("4 GiB", 4 << 30), ("2g", 2 << 30), ("1kB", 1000),
    ("1.5KiB", 1536),
  ]) func `sizes are read with their units`(text: String, bytes: Int) {
    #expect(ByteSize.parse(text) == bytes)
  }

  @Test(arguments: ["", "MiB", "ten", "1e400", "nan", "9999999999 TiB"])
  func `what is no size is refused`(text: String) {
    #expect(ByteSize.parse(text) == nil)
  }

  @Test(arguments: [
    (["--threads", "2", "list", "--json"], ["list", "--threads", "2", "--json"]),
    (["--plain", "--seed=3", "run", "fa2"], ["run", "--plain", "--seed=3", "fa2"]),
    (["--lesson", "list"], ["--lesson", "list"]), (["list"], ["list"]),
    (["--lesson"], ["--lesson"]),
  ]) func `options may stand before the subcommand`(arguments: [String], ordered: [String]) {
    #expect(FlashTutor.commandFirst(arguments) == ordered)
  }
}
