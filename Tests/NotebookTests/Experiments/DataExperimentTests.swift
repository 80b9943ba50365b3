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

  /// The cell of a lesson beside a file with that content.
  private func quoting(_ content: String, _ settings: String = "") throws -> BoundLesson {
    try withFolder { folder in
      _ = try lesson("", in: folder)
      try Data(content.utf8).write(to: folder.appending(path: "course/q.csv"))
      return try lesson("source: S\nfile: q.csv\n\(settings)", in: folder)
    }
  }

  @Test(arguments: [
    ("n,c\n1,\"hello, world\"\n", "hello, world"), ("n,c\n1,\"x\"\n", "x"),
    ("n,c\r\n1,\"say \"\"hi\"\"\"\r\n", "say \"hi\""), ("n,c\n1,\"a\nb\"", "a b"),
    ("\u{FEFF}n,c\n1, \"x\" \n", "x"), ("\u{FEFF}\"n\",\"c\"\r\n\"1\",x\r\n", "x"),
    ("n,c\r1,x\r", "x"), ("# main\nn,c\n\n1,5\" disk\n", "5\" disk"),
  ]) func `quotes and marks of CSV are read`(content: String, text: String) throws {
    let bound = try quoting(content)
    #expect(bound.diagnostics.map(\.message) == [])
    let table = try #require(bound.cells["a"]).run(settings: [:], context).results.tables["main"]
    #expect(table?.columns.map(\.name) == ["n", "c"])
    #expect(table?.rows == [[.number(1), .text(text)]])
  }

  @Test(arguments: [
    ("n,c\n1,\"a\n2,b\n", "line 2 of the file opens a quote that is never closed"),
    ("n,c\n1,a\n\n2,\"b\" c\n", "line 4 of the file has text behind a closing quote"),
    ("n,c\n\"1\n\",a\n2\n", "line 4 of the file has 1 values for 2 names"),
    ("n,c\n1,a,b\n", "a value with a comma stands in quotes"),
    ("# main\nn,c\n1,a\n\n# trace\nn\n1\n", "line 5 of the file begins another table"),
    ("n;c\n1;2\n", "commas stand between names"),
    ("n,time [mss]\n1,2\n", "there is no unit 'mss'; did you mean 'ms'?"),
    ("n,c\n", "needs a line of names and a line of numbers"), ("", "needs a line of names"),
    ("n\n" + String(repeating: "1\n", count: 10_000), "line 10001 of the file is one too many"),
  ]) func `a file that is no table says where`(content: String, words: String) throws {
    let bound = try quoting(content)
    #expect(bound.diagnostics.count == 1)
    #expect(bound.diagnostics.first?.message.contains(words) == true, "\(bound.diagnostics)")
  }

  @Test func `a unit stands in the header or under units`() throws {
    let bound = try quoting("n,time [ms]\n1,2\n", "units: {time: ms}\nexpect: [time == 2 ms]")
    #expect(bound.diagnostics.map(\.message) == [])
    #expect(
      bound.cells["a"]?.run(settings: [:], context).expectations.map(\.holds) == [true])
    #expect(
      try quoting("n,time [ms]\n1,2\n", "units: {time: s}").diagnostics.map(\.message) == [
        "the column 'time' has the unit 'ms' in its header already"
      ])
  }

  @Test func `what a run writes as CSV can be quoted`() throws {
    for yaml in [
      "experiment: measure\nkernels: [naive, flash2]\nn: 16\nseconds: 0.001\ncausal: true",
      "experiment: model\nkernels: [flash2]\nbudget: 1 MiB", "experiment: softmax",
      "experiment: feasibility", "experiment: module\nn: 8\nembed: 16\nseconds: 0.001",
    ] {
      let cell = try #require(bind(cell(yaml)).cells["a"])
      let written = try #require(cell.run(settings: [:], context).results.tables["main"])
      let bound = try quoting(written.csv)
      #expect(bound.diagnostics.map(\.message) == [])
      let read = try #require(bound.cells["a"]).run(settings: [:], context).results.tables["main"]
      #expect(read?.csv == written.csv)
      #expect(read?.rows == written.rows)
    }
  }

  @Test func `numbers that are not finite come back as such`() throws {
    let table = Table(
      columns: [Table.Column("a", .measured), Table.Column("b", unit: "s", .measured)],
      rows: [[.number(.nan), .number(.infinity)], [.missing, .number(-.infinity)]])
    #expect(table.csv == "a,b [s]\r\nNaN,inf\r\n,-inf\r\n")
    let bound = try quoting(table.csv)
    let read = try #require(bound.cells["a"]).run(settings: [:], context).results.tables["main"]
    #expect(read?.csv == table.csv)
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
