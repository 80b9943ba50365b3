extension DiagnosticCode {
  /// Found when a lesson is run, by `flashtutor check --run`.
  static let running: [DiagnosticCode] = [
    notRun, brokenExpectation, startsSolved, unsolved, faultyStarter, notTried,
  ]

  public static let notRun = DiagnosticCode(
    "R301", "A cell did not run to its end",
    "It failed, was refused for memory or took too long; make its sizes smaller.",
    wrong: "experiment: measure\nkernels: [naive]\nn: 1048576",
    right: "experiment: measure\nkernels: [naive]\nn: 1024")
  public static let brokenExpectation = DiagnosticCode(
    "R302", "An expectation does not hold",
    "The message says what was found. Correct the text that claims it, or the claim's bounds.",
    wrong: "expect:\n  - slope(extra, n)[kernel=standard] in 0.9 .. 1.1",
    right: "expect:\n  - slope(extra, n)[kernel=standard] in 1.9 .. 2.1")
  public static let startsSolved = DiagnosticCode(
    "R303", "An exercise starts with its goal already met",
    "Let its knobs start where the goal is not reached.",
    wrong: "blockQ: {range: 8..256, step: 8, start: 64}",
    right: "blockQ: {range: 8..256, step: 8, start: 8}")
  public static let unsolved = DiagnosticCode(
    "R304", "The solution does not reach the goal",
    "Run the cell with the knobs of the solution to see what is missing.",
    wrong: "solution: {blockQ: 8}", right: "solution: {blockQ: 64}")
  public static let faultyStarter = DiagnosticCode(
    "R305", "The starter of a code cell does not do what it should",
    "It must compile, so that the learner's own mistakes are the first, and fail, so that something\n"
      + "is left to write.",
    wrong: "```swift {.starter for=a}\nfunc safeSoftmax(\n```",
    right: "```swift {.starter for=a}\nfunc safeSoftmax(_ scores: [Float]) -> [Float] {\n"
      + "  scores\n}\n```")
  public static let notTried = DiagnosticCode(
    "W307", "A code cell was not tried",
    "Starter and solution are compiled and run where `swiftc` is on the path or FLASHTUTOR_SWIFTC\n"
      + "names it; those of a lesson that did not come with the program only with --agree.",
    wrong: "flashtutor check --run my-lesson.md",
    right: "flashtutor check --run --agree my-lesson.md")
}
