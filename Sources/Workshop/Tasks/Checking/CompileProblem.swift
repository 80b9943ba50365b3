/// Says what the compiler found, in the learner's terms.
struct CompileProblem {
  let task: CodeTask
  let compilation: Compilation

  func tell(_ verdict: inout Verdict) {
    let own = verdict.diagnostics.filter { $0.severity == .error }
    if let first = own.first {
      let more = own.count > 1 ? ", and \(own.count - 1) more" : ""
      verdict.headline = "It does not compile: line \(first.line): \(first.message)\(more)."
      verdict.diagnosis = remedy(first.message)
      return
    }
    // The learner's file is right by itself, but not what the harness calls.
    let function = task.signature.function
    let message = compilation.diagnostics.first { $0.severity == .error }?.message ?? ""
    if message.contains("cannot find '\(function)'") {
      verdict.headline = "There is no function '\(function)' in your file."
    } else if message.isEmpty {
      verdict.headline = "The compiler refused the program without saying why."
    } else {
      verdict.headline =
        "Your '\(function)' cannot be called as the task wants; the compiler says: \(message)."
    }
    verdict.diagnosis = "It has to begin like this: \(task.signature)"
  }

  /// Names the import that the compiler could not carry out: others than the C library's take
  /// longer to read than all else, and are not kept ready.
  ///
  /// - Returns: Whether there is one.
  static func tellImport(in source: String, _ verdict: inout Verdict) -> Bool {
    let ready = ["Swift", "Glibc", "Darwin", Prelude.module.name]
    for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let words = line.split(separator: " ").drop { $0.hasPrefix("@") }
      guard words.first == "import", let module = words.last, !ready.contains(String(module)) else {
        continue
      }
      verdict.headline =
        "It does not compile: line \(index + 1) imports \(module), and code here does without."
      verdict.diagnosis =
        "Take the line out: exp, Matrix, Tile and all else that you need are there."
      verdict.diagnostics = [
        CompileDiagnostic(
          file: Checker.fileName, line: index + 1, column: 1, severity: .error,
          message: "\(module) cannot be imported here")
      ]
      return true
    }
    return false
  }

  /// For what learners of Swift meet first.
  private func remedy(_ message: String) -> String? {
    if message.contains("'let' constant") {
      return "A value declared with let stays as it is: declare it with var to change it."
    }
    if message.contains("binary operator") && message.contains("'Float'") {
      return "Swift converts no numbers by itself: Float(x) makes a Float of a whole number."
    }
    if message.contains("'Double'") && message.contains("'Float'") {
      return "Everything here is in single precision: Float(x) makes a Float of a Double."
    }
    if message.contains("missing return") {
      return "Each way through the function has to return a result."
    }
    return nil
  }
}
