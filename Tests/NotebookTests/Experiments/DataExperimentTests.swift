import Foundation
import Lessons
import Plot
import Testing

@testable import Notebook

@Suite struct DataExperimentTests {
  private func text(_ settings: String) -> String {
    "---\nid: quoted\ntitle: Quoted\nsummary: S.\n---\n\n"
      + "```flash {#a .run}\nexperiment: data\n\(settings)\n```\n"
  }

  private func lesson(_ settings: String, in folder: URL) throws -> BoundLesson {
    let file = folder.appending(path: "course/quoted.md")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text(settings).utf8).write(to: file)
    return BoundLesson(LessonParser.load(file))
  }

  @Test func `quoted numbers are converted and named with their source`() throws {
    let bound = BoundLesson(
      LessonParser.parse(
        text(
          """
          source: Dao 2023, figure 4
          columns: [n, kernel, time]
          rows:
            - [512, flash2, 1.5]
            - [1024, flash2, -]
          units: {time: ms}
          figures:
            - {mark: table, columns: [n, time]}
          expect:
            - time[n=512] == 1.5 ms
          """), file: "quoted.md"))
    #expect(bound.diagnostics.map(\.description) == [])
    let outcome = try #require(bound.cells["a"]).run(settings: [:], context)
    #expect(outcome.status == .done)
    let table = try #require(outcome.results.tables["main"])
    #expect(table.columns.map(\.provenance) == [.quoted, .quoted, .quoted])
    #expect(table.columns.map(\.unit) == ["", "", "s"])
    #expect(table.rows[0] == [.number(512), .text("flash2"), .number(0.0015)])
    #expect(table.rows[1][2] == .missing)
    #expect(outcome.expectations.map(\.holds) == [true])
    #expect(outcome.figures.first?.caption == "quoted: Dao 2023, figure 4")
  }

  @Test func `a file in the lesson's folder is read`() throws {
    try withFolder { folder in
      _ = try lesson("", in: folder)
      try Data("n,speed\r\n64,1\r\n128,2\r\n".utf8)
        .write(to: folder.appending(path: "course/numbers.csv"))
      let bound = try lesson("source: S\nfile: numbers.csv\nexpect: [max(speed) == 2]", in: folder)
      #expect(bound.diagnostics.map(\.message) == [])
      let outcome = bound.cells["a"]?.run(settings: [:], context)
      #expect(outcome?.expectations.first?.holds == true)
    }
  }

  @Test(arguments: [
    ("../secret.csv", "is not a path within"), ("/etc/passwd", "is not a path within"),
    ("a/../../secret.csv", "is not a path within"), ("~/x", "is not a path within"),
    ("link.csv", "leads out"), ("folder/secret.csv", "leads out"), ("none.csv", "no such file"),
    ("inner", "a folder"),
  ]) func `no other file is read`(path: String, words: String) throws {
    try withFolder { folder in
      _ = try lesson("", in: folder)
      let course = folder.appending(path: "course")
      try Data("n\n1\n".utf8).write(to: folder.appending(path: "secret.csv"))
      let manager = FileManager.default
      try manager.createDirectory(
        at: course.appending(path: "inner"), withIntermediateDirectories: true)
      try manager.createSymbolicLink(
        atPath: course.appending(path: "link.csv").path, withDestinationPath: "../secret.csv")
      try manager.createSymbolicLink(
        atPath: course.appending(path: "folder").path, withDestinationPath: "..")
      let bound = try lesson("source: S\nfile: \(path)", in: folder)
      #expect(bound.diagnostics.map(\.code) == ["E222"])
      #expect(bound.diagnostics.first?.message.contains(words) == true)
      #expect(bound.cells["a"] == nil)
    }
  }

  @Test(arguments: [
    ("columns: [n]\nrows: [[1]]", "E222", "need 'source:'"),
    ("source: S\ncolumns: [n]", "E222", "data needs"),
    ("source: S\ncolumns: [n, m]\nrows: [[1]]", "E222", "one value for each"),
    ("source: S\ncolumns: [\"a b\"]\nrows: [[1]]", "E222", "needs a name"),
    ("source: S\ncolumns: [n, n]\nrows: [[1, 2]]", "E222", "two columns"),
    ("source: S\ncolumns: [n]\nrows: [[1]]\nunits: {n: mss}", "E207", "did you mean 'ms'?"),
    ("source: S\ncolumns: [n]\nrows: [[1]]\nunits: {m: ms}", "E205", "no column 'm'"),
    ("source: S\ncolumns: [n]\nrows: [[1]]\nexpect: [m == 1]", "E205", "m"),
    ("source: S\ncolumns: [n]\nrows: [[1]]\nheads: 2", "E202", "no parameter 'heads'"),
  ]) func `mistakes in quoted numbers are named`(settings: String, code: String, words: String) {
    let bound = BoundLesson(LessonParser.parse(text(settings), file: "quoted.md"))
    #expect(bound.diagnostics.map(\.code) == [code])
    #expect(bound.diagnostics.first?.message.contains(words) == true)
  }
}
