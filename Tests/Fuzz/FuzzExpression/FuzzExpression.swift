import Lessons
import Notebook

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Reads any bytes as an expression, binds it to the results of a cell and evaluates it;
/// `scripts/fuzz` builds and runs this.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzExpression(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let begin = clock()
  defer { precondition(Double(clock() - begin) / Double(CLOCKS_PER_SEC) < 2, "too slow") }
  let bytes = UnsafeBufferPointer(start: start, count: count).map { $0 < 0x20 ? 0x20 : $0 }
  let text = String(decoding: bytes, as: UTF8.self)
  let lesson = """
    ---
    id: fuzz
    title: Fuzz
    ---
    ```flash {#a .run}
    experiment: model
    kernels: [standard, flash1, flash2]
    over: {n: [16, 64]}
    expect:
      - |-
        \(text)
    ```
    """
  let bound = BoundLesson(LessonParser.parse(lesson, file: "fuzz.md"))
  guard let cell = bound.cells["a"] else { return 0 }
  let outcome = cell.run(settings: [:], RunContext(threads: 1), RunObserver())
  precondition(outcome.status == .done)
  return 0
}
