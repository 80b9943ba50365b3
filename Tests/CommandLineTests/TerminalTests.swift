import Testing

/// The built program in a real terminal, driven by keys.
@Suite(.serialized, .enabled(if: TerminalSession.isAvailable)) struct TerminalTests {
  @Test func `a learner opens a lesson, runs a cell, resizes, cancels and quits`() throws {
    let folder = try Scratch()
    let session = try TerminalSession(running: "\"$FLASHTUTOR\"", in: folder)
    try session.expect("The attention bottleneck")
  }
}
