import Lessons

/// Called by libFuzzer with every input: as a lesson, and as an expression.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let lesson = LessonParser.parse(text, file: "fuzz.md")
  for diagnostic in lesson.diagnostics { precondition(!diagnostic.description.isEmpty) }
  _ = try? Expression.parse(text, at: SourcePosition(line: 1, column: 1))
  return 0
}
