import ArgumentParser
import Lessons

/// What the exit codes of the program mean.
enum Code: Int32 {
  case fine = 0
  case checkFailed = 1
  case usage = 2
  case invalidLesson = 3
  case runFailed = 4
  case interrupted = 130

  var argumentParserCode: ExitCode { ExitCode(rawValue) }
}

/// Why the program ends early: one message, one documented code.
struct Failure: Error, Equatable {
  var code: Code
  var message: String

  static func usage(_ message: String) -> Failure {
    Failure(code: .usage, message: "flashtutor: \(message)")
  }
}

/// Finds the word that was meant.
enum Nearest {
  static func word(to word: String, among words: [String]) -> String? {
    Spelling.nearest(to: word, among: words)
  }

  /// `; did you mean 'x'?`, or nothing.
  static func hint(for word: String, among words: [String]) -> String {
    Spelling.nearest(to: word, among: words).map { "; " + Spelling.proposal($0) } ?? ""
  }
}
