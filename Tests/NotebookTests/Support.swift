import Foundation
import Lessons

@testable import Notebook

/// A lesson with this body, bound.
func bind(_ body: String, defaults: String = "{seed: 42}") -> BoundLesson {
  BoundLesson(
    LessonParser.parse(
      """
      ---
      format: 1
      id: fixture
      title: A fixture
      summary: What tests run.
      minutes: 10
      defaults: \(defaults)
      ---

      ## Cells

      \(body)
      """, file: "fixture.md"))
}

/// A run cell with id `a`.
func cell(_ yaml: String, kind: String = "run") -> String {
  "```flash {#a .\(kind)}\n\(yaml)\n```\n"
}

/// The codes of all errors, in order.
func codes(_ bound: BoundLesson) -> [String] {
  bound.diagnostics.filter { $0.severity == .error }.map(\.code)
}

let context = RunContext(seed: nil, threads: 1, memoryLimitBytes: nil)

/// A table of measurements as `measure` makes them: two kernels at two sizes.
let sampleResults = Results(tables: [
  "main": Table(
    columns: [
      Table.Column("kernel", .parameter), Table.Column("n", .parameter),
      Table.Column("time", unit: "s", .measured), Table.Column("time.q1", unit: "s", .measured),
      Table.Column("time.q3", unit: "s", .measured), Table.Column("scratch", unit: "B", .measured),
      Table.Column("fits", .model), Table.Column("runs", .measured),
      Table.Column("threads", .parameter), Table.Column("status", .measured),
    ],
    rows: [
      sampleRow("standard", 128, 0.004, 65536, true), sampleRow("flash2", 128, 0.002, 4096, true),
      sampleRow("standard", 256, 0.016, 262_144, false),
      sampleRow("flash2", 256, 0.008, 4096, true),
    ]),
  "trace": Table(
    columns: [Table.Column("step", .measured)], rows: [[.number(0)], [.number(1)]]),
])

private func sampleRow(
  _ kernel: String, _ n: Double, _ time: Double, _ scratch: Double, _ fits: Bool
)
  -> [Value]
{
  [
    .text(kernel), .number(n), .number(time), .number(time * 0.9), .number(time * 1.1),
    .number(scratch), .truth(fits), .number(7), .number(1), .text("done"),
  ]
}

/// An expression as a lesson would have it on its first line.
func expression(_ text: String) throws -> Lessons.Expression {
  try Lessons.Expression.parse(text, at: SourcePosition(line: 1, column: 1))
}

/// A new folder that is removed after `body`.
func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
