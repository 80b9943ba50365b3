import Lessons
import Notebook

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Reads any bytes as a lesson and binds it; `scripts/fuzz` builds and runs this.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLesson(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let begin = clock()
  defer { precondition(Double(clock() - begin) / Double(CLOCKS_PER_SEC) < 2, "too slow") }
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let lesson = LessonParser.parse(text, file: "fuzz.md")
  precondition(LessonSurvey(text) == LessonSurvey(lesson), "the survey is another")
  let bound = BoundLesson(lesson)
  for diagnostic in bound.diagnostics {
    precondition(diagnostic.range.start.line >= 1 && diagnostic.range.start.column >= 1)
    precondition(!diagnostic.description.unicodeScalars.contains("\u{1B}"))
  }
  return 0
}
