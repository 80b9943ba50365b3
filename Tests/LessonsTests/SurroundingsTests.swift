import Foundation
import Lessons
import Testing

@Suite struct SurroundingsTests {
  private func write(_ name: String, _ matter: String, _ body: String, _ folder: URL) throws -> URL
  {
    let file = folder.appendingPathComponent(name)
    let text = "---\n\(matter)\ntitle: A\nsummary: S.\n---\n\n\(body)\n"
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file
  }

  @Test func `a lesson that is required is one of the course, or lies beside`() throws {
    try withFolder { folder in
      _ = try write("b.md", "id: beside", "", folder)
      let file = try write(
        "a.md", "id: a\nrequires: [beside, bottlenek,\n  nowhere]", "bottlenek", folder)
      var surroundings = Surroundings(ids: ["bottleneck", "tiling"])
      #expect(
        summary(surroundings.diagnostics(of: LessonParser.load(file))) == """
          3:20 W308 no lesson 'bottlenek' is known; did you mean 'bottleneck'?
          4:3 W308 no lesson 'nowhere' is known
          """)
    }
  }

  @Test func `a lesson does not require itself`() throws {
    try withFolder { folder in
      let file = try write("a.md", "id: a\nrequires: a", "", folder)
      #expect(
        summary(LessonParser.load(file).diagnostics)
          == "3:11 E016 the lesson requires itself; leave this out")
      var surroundings = Surroundings(ids: [])
      #expect(surroundings.diagnostics(of: LessonParser.load(file)) == [])
    }
  }

  @Test func `a link to a heading of another lesson is checked`() throws {
    try withFolder { folder in
      _ = try write(
        "b.md", "id: b",
        "## First\n\n### Deep\n\n```flash {#q .quiz}\nQ?\n- [x] a\n- [ ] b :: n\n```",
        folder)
      _ = try write("faulty.md", "id: c\nunknown: 1", "", folder)
      let file = try write(
        "a.md", "id: a",
        "[1](b.md#first) [2](b.md#deep) [3](b.md#q) [4](b.md#top)\n"
          + "[5](b.md#frist) [6](faulty.md#x) [7](b.md)", folder)
      var surroundings = Surroundings(ids: [])
      let lesson = LessonParser.load(file)
      #expect(lesson.diagnostics == [])
      let expected =
        "8:5 E116 there is no heading or cell '#frist' in 'b.md'; did you mean 'b.md#first'?"
      #expect(summary(surroundings.diagnostics(of: lesson)) == expected)
    }
  }

  @Test func `nothing outside the folder is looked into`() throws {
    try withFolder { folder in
      let inner = folder.appendingPathComponent("inner")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      _ = try write("b.md", "id: b", "", folder)
      try FileManager.default.createSymbolicLink(
        atPath: inner.appendingPathComponent("b.md").path, withDestinationPath: "../b.md")
      let file = try write("a.md", "id: a", "[1](b.md#nothing)", inner)
      var surroundings = Surroundings(ids: [])
      #expect(surroundings.diagnostics(of: LessonParser.load(file)) == [])
    }
  }

  @Test func `the shipped course is faultless with what lies around it`() throws {
    let library = Library(folders: [try #require(Library.installedCourse)])
    var surroundings = Surroundings(ids: Set(library.entries.map(\.frontMatter.id)))
    for entry in library.entries {
      let found = surroundings.diagnostics(of: LessonParser.load(entry.file))
      #expect(found.map(\.description) == [])
    }
  }
}
