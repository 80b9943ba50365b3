import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Every way out of the program: the terminal as it was, the exit code, the progress kept, nothing
/// left running, no file left behind.
@Suite struct LeavingTests {
  enum Way: String, CaseIterable, Sendable {
    case quit, interrupt, terminate, hangUp, vanish, segfault, kernelSegfault, kernelTrap

    var code: String {
      switch self {
      case .quit, .interrupt: "0"
      case .terminate, .hangUp, .vanish: "130"
      case .segfault, .kernelSegfault: "139"
      case .kernelTrap: "132"
      }
    }
  }

  enum State: String, CaseIterable, Sendable { case reading, help, running, checking }

  private static let lesson = """
    \(TrialLesson.frontMatter)

    The beginning.

    ## Second part

    \((1...30).map { "Line \($0)." }.joined(separator: "\n\n"))

    ```flash {#slow .run}
    experiment: measure
    kernels: [standard]
    n: 8192
    heads: 8
    timeout: 600
    ```

    ```flash {#code .code}
    task: safe-softmax
    ```

    ```swift {.starter for=code}
    func safeSoftmax(_ scores: [Float]) -> [Float] { scores }
    ```

    ```swift {.solution for=code}
    func safeSoftmax(_ scores: [Float]) -> [Float] {
      guard let most = scores.max(), most > -.infinity else { return scores.map { _ in 0 } }
      let weights = scores.map { exp($0 - most) }
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    }
    ```
    """

  static let cases: [(Way, State)] = [
    (.quit, .reading), (.quit, .running), (.interrupt, .reading), (.interrupt, .running),
    (.terminate, .reading), (.terminate, .help), (.terminate, .running), (.terminate, .checking),
    (.hangUp, .running), (.vanish, .reading), (.vanish, .running), (.vanish, .checking),
    (.segfault, .reading), (.kernelSegfault, .running), (.kernelTrap, .running),
  ]

  @Test(arguments: cases)
  func `the terminal is given back and nothing is lost`(way: Way, state: State) throws {
    let scratch = try Scratch()
    _ = try scratch.write(Self.lesson, to: "lessons/trial.md")
    _ = try scratch.write("", to: "tmp/place")
    let terminal = try PseudoTerminal(
      ["--lessons", "lessons", "--lesson", "trial"], in: scratch,
      environment: ["TMPDIR": scratch.path("tmp")])
    try terminal.expect("beginning")
    try terminal.type("l")
    try terminal.expectAnswer("a jump to the second part")
    try reach(state, terminal)
    try leave(way, terminal)
    #expect(try terminal.end() == way.code)

    if way != .vanish {
      #expect(terminal.isRestored)
      #expect(terminal.isLast("\u{1B}[?1049l", after: "\u{1B}[?1049h"))
      #expect(terminal.isLast("\u{1B}[?25h", after: "\u{1B}[?25l"))
      #expect(terminal.isLast("1000l", after: "1000h"), "the mouse is the shell's again")
    }
    let progress = try String(
      contentsOfFile: scratch.path("state/flashtutor/progress.json"), encoding: .utf8)
    #expect(progress.contains(#""currentLesson" : "trial""#))
    // A trap gives no time to note the place.
    if way.code == "0" || way.code == "130" {
      #expect(progress.contains(#""section" : "second-part""#))
    }
    try terminal.wait(for: "the end of every process") { terminal.processesLeft.isEmpty }
    if way.code == "0" || way.code == "130" {
      let files = try FileManager.default.subpathsOfDirectory(atPath: scratch.path("tmp"))
      #expect(files == ["place"])
    }
  }

  private func reach(_ state: State, _ terminal: PseudoTerminal) throws {
    switch state {
    case .reading: break
    case .help:
      try terminal.type("?")
      try terminal.expectAnswer("the list of keys")
    case .running:
      try terminal.type("\t\r")
      try terminal.expectOnScreen("running")
    case .checking:
      try terminal.type("\t\t\r")
      try terminal.expectOnScreen("agree")
      try terminal.type("y")
      try terminal.expectOnScreen("running")
      try terminal.wait(for: "the compiler") { terminal.processesLeft.count > 1 }
    }
  }

  private func leave(_ way: Way, _ terminal: PseudoTerminal) throws {
    switch way {
    case .quit: try terminal.type("q")
    case .interrupt:
      // The first stop what runs; once that has ended, one asks, and the next one leaves.
      while terminal.exitCode == nil {
        terminal.forgetOutput()
        try terminal.type([3])
        try terminal.wait(for: "an answer to Ctrl-C") {
          terminal.exitCode != nil || !terminal.output.isEmpty
        }
      }
    case .terminate: try terminal.signal(SIGTERM)
    case .hangUp: try terminal.signal(SIGHUP)
    case .vanish: terminal.vanish()
    case .segfault: try terminal.signal(SIGSEGV)
    case .kernelSegfault: try terminal.signalKernel(SIGSEGV)
    // What the processor raises at a trap of Swift's.
    case .kernelTrap: try terminal.signalKernel(SIGILL)
    }
  }

  @Test func `a kernel that gets no memory is refused, and the program goes on`() throws {
    let scratch = try Scratch()
    _ = try scratch.write(Self.lesson, to: "lessons/trial.md")
    let terminal = try PseudoTerminal(
      ["--lessons", "lessons", "--lesson", "trial"], in: scratch)
    try terminal.expect("beginning")
    // The kernel asks for 256 MiB of scores and more, and the system has none to give.
    try terminal.limitMemory(slackMiB: 128)
    try terminal.type("\t\r")
    try terminal.expectOnScreen("ulimit")
    try terminal.expectOnScreen("refused")
    try terminal.type("q")
    #expect(try terminal.end() == "0")
  }

  @Test func `the program sleeps while nothing happens`() throws {
    let scratch = try Scratch()
    _ = try scratch.write(Self.lesson, to: "lessons/trial.md")
    let terminal = try PseudoTerminal(
      ["--lessons", "lessons", "--lesson", "trial"], in: scratch,
      environment: ["EDITOR": "true"])
    try terminal.expect("beginning")
    try terminal.expectSleep("the first frame")
    try terminal.type("\t\r")
    try terminal.expectOnScreen("running")
    try terminal.type([0x1B])
    try terminal.expectOnScreen("stopped")
    try terminal.expectSleep("a run")
    // The file that the editor was given is listened for from then on, in its sleep.
    try terminal.type("\tE")
    try terminal.expectAnswer("an editor that changes nothing")
    try terminal.type("c")
    try terminal.expectOnScreen("agree")
    try terminal.type("y")
    try terminal.expectOnScreen("not right yet")
    try terminal.expectSleep("a check")
    let solution = try #require(
      Self.lesson.split(separator: "```swift {.solution for=code}\n").last)
    try solution.prefix { $0 != "`" }.write(
      toFile: scratch.path("state/flashtutor/code/trial/code.swift"), atomically: true,
      encoding: .utf8)
    try terminal.expectOnScreen("passed")
    try terminal.type("q")
    #expect(try terminal.end() == "0")
  }
}
