/// Reads the settings of code cells and tasks.
enum CodeReader {
  static func code(
    _ entries: [Node.Entry], fence: SourceRange, into report: inout Report
  ) -> CodeSpec? {
    report.checkKeys(entries, known: LessonKeys.code.names, in: "a code cell")
    let settings = Node(.mapping(entries), range: fence)
    guard settings["task"] != nil else {
      report.add(.missingKey, at: fence, "the key 'task' is missing")
      return nil
    }
    let task = report.string(settings["task"])
    let prompt = report.string(settings["prompt"])?.value ?? ""
    return task.map { CodeSpec(task: $0, prompt: prompt) }
  }

  static func task(
    _ entries: [Node.Entry], fence: SourceRange, into report: inout Report
  ) -> TaskSpec? {
    report.checkKeys(entries, known: LessonKeys.task.names, in: "a task")
    let settings = Node(.mapping(entries), range: fence)
    for key in ["signature", "cases"] where settings[key] == nil {
      report.add(.missingKey, at: fence, "the key '\(key)' is missing")
    }
    let title = report.string(settings["title"])?.value ?? ""
    let statement = report.string(settings["statement"])?.value ?? ""
    let tolerance = report.number(settings["tolerance"])
    if let tolerance, tolerance.value <= 0 {
      report.add(.badTolerance, at: tolerance.range, "a tolerance is more than 0")
    }
    var cases: [TaskSpec.TaskCase] = []
    for item in report.items(settings["cases"]) {
      guard let entries = report.mapping(item, like: "{q: 8x4, k: 8x4}") else { continue }
      cases.append(TaskSpec.TaskCase(entries: entries, range: item.range))
    }
    guard let signature = report.string(settings["signature"]), !cases.isEmpty else { return nil }
    return TaskSpec(
      title: title, statement: statement, signature: signature, cases: cases,
      tolerance: tolerance)
  }
}
