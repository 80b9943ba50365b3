import Lessons
import Testing

@testable import Notebook

@Suite struct EvaluatorTests {
  let evaluator = Evaluator(results: sampleResults, variables: ["value": 3])

  @Test(arguments: [
    ("1 + 2 * 3 ^ 2", 19), ("-2 ^ 2", -4), ("max(time)", 0.016), ("count(time[n=128])", 2),
    ("time[kernel=flash2, n=128]", 0.002), ("max(time) / min(time)", 8),
    ("slope(time, n)[kernel=flash2]", 2), ("r2(time, n)[kernel=standard]", 1),
    ("median(time)", 0.006), ("mean(time[n=256])", 0.012), ("first(n)", 128), ("last(n)", 256),
    ("sum(trace.step)", 1), ("value * 2", 6), ("log2(n[n=256, kernel=flash2])", 8),
    ("max(3, 4, min(n))", 128), ("64 KiB / 1 KiB", 64), ("abs(-3)", 3),
    ("max(time[kernel=standard] / time[kernel=flash2])", 2),
  ])
  func `an expression has a number`(text: String, expected: Double) throws {
    let number = try evaluator.number(expression(text))
    #expect(abs(number - expected) < 1e-9 * max(1, abs(expected)))
  }

  @Test(arguments: [
    ("time < 0.1", true), ("time < 0.01", false), ("not time < 0.01", true),
    ("time[kernel=flash2] < time[kernel=standard]", true),
    ("slope(time, n)[kernel=flash2] in 1.7 .. 2.3", true),
    ("any(time > 0.01 and n > 200)", true), ("all(n >= 128)", true),
    ("fits[kernel=flash2]", true), ("fits", false), ("any(fits)", true),
    ("1 < 0 or 2 > 1 and true", true), ("time[n=256] > 5 ms", true),
  ])
  func `an assertion holds when it does for every row`(text: String, expected: Bool) throws {
    #expect(try evaluator.holds(expression(text)) == expected)
  }

  @Test(arguments: [
    ("time[kernel=naive] < 1", "no row has kernel=naive; there are standard, flash2"),
    ("kernel < 1", "needs numbers and has texts"),
    ("time + n[kernel=flash2] > 0", "cannot combine 4 rows with 2 rows"),
    ("slope(time, n)[n=128] > 1", "'slope' needs at least two rows"),
  ])
  func `what has no value says why`(text: String, message: String) throws {
    let failure = #expect(throws: ExpressionFailure.self) {
      try evaluator.holds(expression(text))
    }
    #expect(failure?.message.contains(message) == true)
  }

  @Test func `missing values are left out and NaN is not`() throws {
    var results = sampleResults
    results.tables["main"]?.rows[2][2] = .missing
    #expect(try Evaluator(results: results).holds(expression("time < 0.01")))
    results.tables["main"]?.rows[2][2] = .number(.nan)
    #expect(try !Evaluator(results: results).holds(expression("time < 0.01")))
    #expect(try Evaluator(results: results).number(expression("max(time)")).isNaN)
  }

  @Test(arguments: ["fits == true", "fits", "true != fits", "time > 5", "not fits", "time + 1 > 2"])
  func `a column without a value is said to be one, whatever it should hold`(text: String) throws {
    var results = sampleResults
    for row in 0..<4 {
      results.tables["main"]?.rows[row][2] = .missing
      results.tables["main"]?.rows[row][6] = .missing
    }
    let failure = #expect(throws: ExpressionFailure.self) {
      try Evaluator(results: results).holds(expression(text))
    }
    #expect(failure?.message == "every value is missing")
  }

  @Test func `a failing expectation says what was found and where`() throws {
    let parsed = Located(
      try expression("time[kernel=standard] < 5 ms"),
      SourceRange(start: SourcePosition(line: 1, column: 1)))
    let outcome = ExpectationOutcome(evaluator, parsed, text: "t")
    #expect(!outcome.holds)
    #expect(outcome.detail == "time[kernel=standard] is 16 ms (kernel=standard, n=256)")
  }

  @Test(arguments: [
    (
      "scratch[kernel=standard, n=256] - scratch[kernel=standard, n=128] == 191 KiB",
      "scratch[kernel=standard, n=256] - scratch[kernel=standard, n=128] is 192 KiB"
    ),
    (
      "abs(time[n=128, kernel=flash2]) < 1 ms",
      "abs(time[n=128, kernel=flash2]) is 2 ms (kernel=flash2, n=128)"
    ),
    (
      "2 * scratch[kernel=flash2, n=128] == 7 KiB",
      "2 * scratch[kernel=flash2, n=128] is 8 KiB (kernel=flash2, n=128)"
    ),
    (
      "max(scratch) == 2 * min(scratch)", "max(scratch) is 256 KiB, 2 * min(scratch) is 8 KiB"
    ),
    (
      "max(scratch) + 1 == 256 KiB", "max(scratch) + 1 is 262145 B"
    ),
    (
      "max(scratch) == max(scratch) + 1 B",
      "max(scratch) is 262144 B, max(scratch) + 1 B is 262145 B"
    ),
    ("max(time) / min(time) == 7", "max(time) / min(time) is 8"),
    ("0 / 0 == 0 / 0", "0 / 0 is NaN, 0 / 0 is NaN"),
    (
      "time[kernel=flash2] < 1 ms",
      "time[kernel=flash2] is 2 ms (kernel=flash2, n=128) and 1 more row"
    ),
    ("time < 1 ms", "time is 4 ms (kernel=standard, n=128) and 3 more rows"),
  ])
  func `what was found has the unit of what is claimed`(text: String, detail: String) throws {
    let parsed = Located(
      try expression(text), SourceRange(start: SourcePosition(line: 1, column: 1)))
    let outcome = ExpectationOutcome(evaluator, parsed, text: text)
    #expect(!outcome.holds)
    #expect(outcome.detail == detail)
  }

  @Test(arguments: [
    "1 + 2 * 3", "(1 + 2) * 3", "-(1 + 2)", "time[kernel=flash2, n=128] < 1",
    "slope(time, n)[kernel=flash2] in 1.7 .. 2.3", "not (1 < 2) and true",
  ])
  func `an expression written out reads back as the same`(text: String) throws {
    let parsed = try expression(text)
    let again = try expression(parsed.text)
    #expect(again.text == parsed.text)
  }
}
