import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A pseudo terminal whose far end the test holds: it sees every byte that the program writes, and
/// types, resizes and takes the terminal away.
///
/// A shell leads the session, so that the terminal outlives the program: the system resets the
/// settings of a terminal whose session leader has ended.
final class PseudoTerminal {
  let scratch: Scratch
  /// What the program has written; of very much only the end.
  private var transcript = Data()
  /// Where in it the last ``forgetOutput()`` was.
  private var mark = 0
  private var far: Int32 = -1
  private var near: Int32 = -1
  let shell: pid_t
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private let before: [UInt8]

  /// Starts the program; its exit code ends up in a file.
  init(
    _ arguments: [String], in scratch: Scratch, columns: Int = 80, rows: Int = 24,
    environment extra: [String: String] = [:]
  ) throws {
    self.scratch = scratch
    var size = winsize()
    size.ws_col = UInt16(columns)
    size.ws_row = UInt16(rows)
    var ends: (far: Int32, near: Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 1024)
    guard openpty(&ends.far, &ends.near, &name, nil, &size) == 0 else {
      throw Spawn.Failure(call: "openpty", code: errno)
    }
    (far, near) = ends
    for end in [far, near] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(far, F_SETFL, O_NONBLOCK)
    before = Self.settings(of: far)
    for name in ["pid", "code"] { try? FileManager.default.removeItem(atPath: scratch.path(name)) }
    // The shell goes on whatever is typed, and when the terminal vanishes.
    let script = try scratch.write(
      """
      trap : INT QUIT TSTP HUP
      cd '\(scratch.folder.path)'
      sh -c 'echo $$ > pid; exec "$FLASHTUTOR" "$@"' sh "$@"
      echo $? > code
      read -r line
      """, to: "leader.sh")
    let environment = scratch.environment.merging(extra) { $1 }
      .merging(["FLASHTUTOR": Program.path]) { $1 }
    shell = try Spawn.start(
      ["sh", script] + arguments, environment: environment,
      terminal: String(
        decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  deinit {
    kill(-shell, SIGKILL)
    if exitCode == nil, let process { kill(process, SIGKILL) }
    vanish()
    if near >= 0 { close(near) }
    _ = try? Spawn.end(of: shell)
  }

  /// The program's process, once it has started.
  var process: pid_t? { number("pid").flatMap(pid_t.init) }

  /// The program's exit code, once it has ended.
  var exitCode: String? { number("code") }

  private func number(_ name: String) -> String? {
    guard let text = try? String(contentsOfFile: scratch.path(name), encoding: .utf8),
      text.hasSuffix("\n")
    else { return nil }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func type(_ text: String) throws { try type(Array(text.utf8)) }

  func type(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws {
    var rest = bytes[...]
    try wait(for: "room for what is typed", sourceLocation: sourceLocation) {
      let count = rest.withUnsafeBytes { write(far, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) }
      return rest.isEmpty
    }
  }

  func resize(columns: Int, rows: Int) {
    var size = winsize()
    size.ws_col = UInt16(columns)
    size.ws_row = UInt16(rows)
    _ = ioctl(far, UInt(TIOCSWINSZ), &size)
  }

  /// Sends the program a signal.
  func signal(_ number: Int32) throws { kill(try #require(process), number) }

  /// Takes the terminal away, as a closed window does.
  func vanish() {
    if far >= 0 { close(far) }
    far = -1
  }

  /// What the program has written since the last ``forgetOutput()``.
  var output: Data { transcript[mark...] }

  /// All that the program has written; of very much only the end.
  var whole: Data { transcript }

  func forgetOutput() {
    if transcript.count > 1 << 22 { transcript = Data() }
    mark = transcript.count
  }

  /// Whether a text came after every other one, of two that undo each other.
  func isLast(_ text: String, after other: String) -> Bool {
    guard let last = place(of: text, from: 0) else { return false }
    return place(of: other, from: 0).map { $0 < last } ?? true
  }

  /// Where a text came last.
  private func place(of text: String, from start: Int) -> Int? {
    transcript.range(of: Data(text.utf8), options: .backwards, in: start..<transcript.count)?
      .lowerBound
  }

  /// Whether the program has written a text, or an escape sequence, since ``forgetOutput()``.
  func hasShown(_ text: String) -> Bool {
    place(of: text, from: mark) != nil
  }

  /// Reads what is there, then asks; again and again until the answer is yes.
  func wait(
    for what: String, seconds: Double = 60, sourceLocation: SourceLocation = #_sourceLocation,
    until condition: () throws -> Bool
  ) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      read()
      if try condition() { return }
      guard ContinuousClock.now < deadline else { break }
      var watched = pollfd(fd: far, events: Int16(POLLIN), revents: 0)
      poll(&watched, 1, 5)
    }
    Issue.record(
      "never saw \(what); last came: \(String(decoding: output.suffix(2000), as: UTF8.self))",
      sourceLocation: sourceLocation)
    throw Spawn.Failure(call: "waiting for \(what)", code: 1)
  }

  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try wait(for: "'\(text)'", sourceLocation: sourceLocation) { hasShown(text) }
  }

  /// Has the screen drawn anew, which works wherever the program is, and waits for the drawing.
  func expectAnswer(_ what: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try expectRead(sourceLocation: sourceLocation)
    forgetOutput()
    if exitCode == nil { try type([0x0C], sourceLocation: sourceLocation) }
    try wait(for: "an answer after \(what)", sourceLocation: sourceLocation) {
      exitCode != nil || hasShown("\u{1B}[H\u{1B}[2J")
    }
  }

  /// Waits until the program has taken everything that was typed.
  func expectRead(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try wait(for: "everything read", sourceLocation: sourceLocation) {
      exitCode != nil || unreadBytes == 0
    }
  }

  /// Waits until a word stands on the screen, wherever it came from.
  func expectOnScreen(_ word: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    var asked = ContinuousClock.now
    try type([0x0C], sourceLocation: sourceLocation)
    try wait(for: "'\(word)' on the screen", sourceLocation: sourceLocation) {
      if hasShown(word) { return true }
      if ContinuousClock.now > asked + .milliseconds(300) {
        asked = .now
        try type([0x0C], sourceLocation: sourceLocation)
      }
      return false
    }
  }

  /// All that it takes to draw the screen anew: the same bytes for the same screen.
  func screen(sourceLocation: SourceLocation = #_sourceLocation) throws -> [UInt8] {
    var drawings: [[UInt8]] = []
    // Twice the same: what was still on its way is not part of it.
    while drawings.count < 2 || drawings.suffix(2).first != drawings.last {
      try expectAnswer("drawing", sourceLocation: sourceLocation)
      forgetOutput()
      try type([0x0C], sourceLocation: sourceLocation)
      try wait(for: "the end of a drawing", sourceLocation: sourceLocation) {
        let count = output.count
        pause()
        read()
        return count > 0 && output.count == count
      }
      let start = place(of: "\u{1B}[H\u{1B}[2J", from: mark) ?? mark
      drawings.append(Array(transcript[start...]))
    }
    return drawings.last ?? []
  }

  /// Waits for output, for a moment.
  private func pause() {
    var watched = pollfd(fd: far, events: Int16(POLLIN), revents: 0)
    poll(&watched, 1, 50)
  }

  /// Waits for the end of the program; its exit code.
  func end(sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    try wait(for: "the program's end", sourceLocation: sourceLocation) { exitCode != nil }
    read()
    return exitCode ?? ""
  }

  /// Whether the terminal's settings are those from before the start.
  var isRestored: Bool { Self.settings(of: far) == before }

  /// What was typed and not read yet.
  private var unreadBytes: Int32 {
    var count: Int32 = 0
    return ioctl(near, UInt(FIONREAD), &count) == 0 ? count : 0
  }

  private func read() {
    guard far >= 0 else { return }
    while true {
      #if canImport(Glibc)
      let count = Glibc.read(far, &buffer, buffer.count)
      #else
      let count = Darwin.read(far, &buffer, buffer.count)
      #endif
      guard count > 0 else { return }
      transcript.append(contentsOf: buffer[..<count])
    }
  }

  private static func settings(of terminal: Int32) -> [UInt8] {
    var settings = termios()
    guard tcgetattr(terminal, &settings) == 0 else { return [] }
    return withUnsafeBytes(of: settings) { Array($0) }
  }
}
