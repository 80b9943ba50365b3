import Foundation
import Testing

/// What the commands answer to input that cannot be right.
@Suite struct HeadlessBadInputTests {
  private static let lesson = """
    ---
    format: 1
    id: sample
    title: Sample
    summary: One.
    ---

    ```flash {#a .run}
    experiment: model
    kernels: [standard]
    n: 64
    figures:
      - {mark: bar, x: kernel, y: traffic, title: Traffic, alt: A bar.}
      - {mark: table, columns: [n], alt: A number.}
    ```

    ```flash {#b .run}
    experiment: model
    kernels: [flash2]
    n: 64
    ```
    """

  @Test(arguments: [
    (["check", "@missing.md"], 2, "there is no file '"),
    (["run", "@folder"], 2, "is a folder"),
    (["check", "@folder"], 2, "there is no .md file"),
    (["run", "#a"], 2, "LESSON#CELL"),
    (["run", "@sample.md#c"], 2, "no cell 'c'"),
    (["run", "@sample.md", "--set", "n"], 2, "name=value"),
    (["run", "@sample.md", "--set", "n=nan"], 2, "takes a whole number"),
    (["run", "@sample.md", "--set", "n=1e99"], 2, "out of range"),
    (["run", "@sample.md", "--set", "nn=1"], 2, "did you mean 'n'?"),
    (["run", "@sample.md", "--seed", "-1"], 2, "--seed: '-1' is not a whole number from 0"),
    (["run", "@sample.md", "--width", "19"], 2, "--width: '19' is not"),
    (["run", "@sample.md", "-o", "@nowhere/x"], 2, "there is no folder"),
    (["run", "@sample.md", "-o", "@folder"], 2, "is a folder; name a file in it"),
    (["run", "@sample.md", "--format", "svg"], 2, "2 figures don't go into one output"),
    (["run", "@sample.md#b", "--format", "svg"], 2, "no figure to write"),
    (["progress", "rest"], 2, "did you mean 'progress reset'?"),
    (["progress", "import", "@sample.md"], 2, "not a progress file"),
    (["experiments", "mesure"], 2, "did you mean 'measure'?"),
    (["tilling"], 2, "flashtutor --lesson tiling"),
    (["new", "My Lesson"], 2, "try 'my-lesson'"),
    (["check", "--explain", "E999"], 2, "there are E001"),
    (["list", "--lessons", "/no/where"], 2, "--lessons: there is no folder '/no/where'"),
  ]) func `names the fact and the remedy`(arguments: [String], code: Int, words: String) throws {
    let folder = try Scratch()
    _ = try folder.write(Self.lesson, to: "sample.md")
    _ = try folder.write("", to: "folder/note.txt")
    let result = try Program.run(
      arguments.map { $0.replacing("@", with: folder.folder.path + "/") }, in: folder)
    #expect(Int(result.code) == code)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test func `files that are no text are said to be none`() throws {
    let folder = try Scratch()
    let path = folder.path("binary.md")
    try Data([0x2D, 0x2D, 0xFF, 0x00, 0x80]).write(to: URL(fileURLWithPath: path))
    let result = try Program.run(["check", path], in: folder)
    #expect(result.code == 3)
    #expect(result.output.contains("binary.md:1:3: error[E002]"))
    #expect(try Program.run(["check", "/dev/zero"], in: folder).code == 3)
  }

  @Test func `two lessons of a folder with one id are a mistake`() throws {
    let folder = try Scratch()
    for name in ["a.md", "b.md"] { _ = try folder.write(Self.lesson, to: "course/\(name)") }
    let result = try Program.run(["check", folder.path("course")], in: folder)
    #expect(result.code == 3)
    #expect(result.output.contains("b.md:3:1: error[E015]: the id 'sample' belongs to 'a.md'"))
  }

  @Test func `a full disk is said and a device stays a device`() throws {
    let folder = try Scratch()
    let path = try folder.write(Self.lesson, to: "sample.md")
    let result = try Program.run(["run", path, "-o", "/dev/full"], in: folder)
    #expect(result.code == 4)
    #expect(result.errors.contains("can't write '/dev/full': No space left on device"))
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test func `a locale without Unicode gets ASCII`() throws {
    let folder = try Scratch()
    let path = try folder.write(Self.lesson, to: "sample.md")
    for arguments in [["list"], ["run", path], ["check", path], ["run", "tilling"]] {
      let result = try Program.run(arguments, in: folder, environment: ["LANG": "C"])
      #expect((result.output + result.errors).utf8.allSatisfy { $0 < 0x80 }, "\(arguments)")
    }
  }

  @Test func `the narrowest width cuts every line`() throws {
    let folder = try Scratch()
    let path = try folder.write(Self.lesson, to: "sample.md")
    let result = try Program.run(["run", path, "--width", "20"], in: folder)
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 20 })
  }

  @Test(arguments: [
    ("threads: [1", ":2: "), ("a: b: c", ":1: "), ("threads: 1\nthreads: 2", "stands twice"),
    ("lessons: {a: b}", "a folder, or a list of folders"), ("text", "option: value"),
    ("thread: 1", "did you mean 'threads'?"),
  ]) func `a broken config file is one line with its place`(text: String, words: String) throws {
    let folder = try Scratch()
    let path = try folder.write(text, to: "config/flashtutor/config.yml")
    let result = try Program.run(["list"], in: folder)
    #expect(result.code == 2)
    #expect(result.errors.hasPrefix("flashtutor: \(path)"))
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }
}
