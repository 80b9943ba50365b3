import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the system tells about the program.
extension PseudoTerminal {
  /// Processes that know the test's folder, other than the shell that leads the session.
  var processesLeft: [pid_t] {
    Self.numbers(in: "/proc").filter { process in
      process != shell
        && ["environ", "cmdline"].contains {
          Self.text("/proc/\(process)/\($0)").contains(scratch.folder.path)
        }
    }
  }

  /// The program's thread that has computed most, other than the one that answers keys.
  var busiestThread: pid_t? {
    guard let process else { return nil }
    return Self.numbers(in: "/proc/\(process)/task").filter { $0 != process }.max {
      Self.ticks(process, $0) < Self.ticks(process, $1)
    }
  }

  /// Sends a signal to the thread in which a kernel runs.
  func signalKernel(_ number: Int32) throws {
    // Linux gives a signal for the number of a thread to that thread, if it can take it.
    #expect(kill(try #require(busiestThread), number) == 0)
  }

  /// Waits until no thread of the program has been woken for longer than a clock's second.
  func expectSleep(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let process = try #require(process)
    var last = ""
    var calmSince = ContinuousClock.now
    try wait(for: "sleep after \(what)", sourceLocation: sourceLocation) {
      let now = Self.numbers(in: "/proc/\(process)/task").map {
        Self.lines(of: "/proc/\(process)/task/\($0)/status", with: "ctxt_switches")
      }.joined()
      if now != last || now.isEmpty { calmSince = .now }
      last = now
      return ContinuousClock.now - calmSince > .milliseconds(2500)
    }
  }

  /// Lets the program have little more memory than it has.
  func limitMemory(slackMiB: Int) throws {
    let process = try #require(process)
    let line = Self.lines(of: "/proc/\(process)/status", with: "VmSize")
    let size = try #require(Int(line.filter(\.isNumber)))
    let limit = (size + slackMiB * 1024) * 1024
    let code = try Spawn.run(
      ["prlimit", "--pid", "\(process)", "--as=\(limit)"], environment: scratch.environment)
    #expect(code == 0)
  }

  private static func numbers(in folder: String) -> [pid_t] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder))?.compactMap { pid_t($0) } ?? []
  }

  private static func text(_ file: String) -> String {
    guard let data = FileManager.default.contents(atPath: file) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }

  private static func lines(of file: String, with word: String) -> String {
    text(file).split(separator: "\n").filter { $0.contains(word) }.joined()
  }

  private static func ticks(_ process: pid_t, _ thread: pid_t) -> Int {
    // What follows the name, which may contain anything.
    let fields = text("/proc/\(process)/task/\(thread)/stat").split(separator: ")").last?
      .split(separator: " ")
    guard let fields, fields.count > 12 else { return 0 }
    return (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
  }
}
