import Foundation
import Testing

@testable import Workshop

/// Programs that mean harm, or come to it.
@Suite(.enabled(if: Toolchain.find() != nil)) struct BoxTests {
  private func run(
    _ body: String, limits: BoxLimits = .quick, input: [UInt8] = [],
    cancelled: () -> Bool = { false }
  ) throws -> BoxOutcome {
    try BuiltProgram(body).run(input: input, limits: limits, cancelled: cancelled)
  }

  private let capability = Box().capability

  @Test func `reads its input and writes its results`() throws {
    let outcome = try run(
      "var buffer = [UInt8](repeating: 0, count: 100)\n"
        + "let count = read(0, &buffer, 100)\n_ = write(3, buffer, count)\nprint(\"said\")",
      input: [1, 2, 3])
    #expect(outcome.end == .exited(code: 0))
    #expect(outcome.results == [1, 2, 3])
    #expect(outcome.standardOutput == Array("said\n".utf8))
  }

  @Test func `ends an endless loop`() throws {
    var limits = BoxLimits.quick
    limits.cpuSeconds = 1
    let outcome = try run("var n = 0\nwhile true { n &+= count() }", limits: limits)
    #expect(outcome.end == .cpuLimit)
    #expect(outcome.end.sentence(under: limits).contains("does a loop never end?"))
  }

  @Test func `ends a program that sleeps`() throws {
    var limits = BoxLimits.quick
    limits.wallSeconds = 0.3
    #expect(try run("while true { _ = usleep(100000) }", limits: limits).end == .wallLimit)
  }

  @Test func `ends on request`() throws {
    var asked = 0
    let outcome = try run("while true { _ = usleep(100000) }") {
      asked += 1
      return asked > 3
    }
    #expect(outcome.end == .cancelled)
  }

  @Test func `ends a program that takes ever more memory`() throws {
    let outcome = try run(
      "var all: [[UInt8]] = []\nwhile true { all.append(Array(repeating: 1, count: 1 << 22)) }")
    #expect(outcome.end == .memoryLimit)
  }

  @Test func `ends a program that takes too much memory at once`() throws {
    let outcome = try run(
      "let all = [UInt8](repeating: 1, count: 1 << 40)\nprint(all[count()])")
    if capability.guardsCalls {
      #expect(outcome.end == .memoryLimit)
    } else {
      #expect(outcome.end != .exited(code: 0))
    }
  }

  @Test func `refuses a fork bomb`() throws {
    let outcome = try run("while true { _ = fork() }")
    guard capability.guardsCalls else { return }
    #expect(outcome.end == .denied("start or signal another process or thread"))
  }

  @Test func `refuses to start a program`() throws {
    let outcome = try run("print(startShell())")
    guard capability.guardsCalls else { return }
    #expect(outcome.end == .denied("start or signal another process or thread"))
  }

  @Test(arguments: ["Parent", "Everyone"]) func `refuses to signal others`(_ whom: String) throws {
    let target = whom == "Parent" ? "getppid()" : "-1"
    let outcome = try run("print(kill(\(target), 0))")
    guard capability.guardsCalls else { return }
    #expect(outcome.end == .denied("start or signal another process or thread"))
  }

  @Test func `refuses the network`() throws {
    let outcome = try run("print(socket(2, 1, 0))")
    guard capability.guardsCalls else { return }
    #expect(outcome.end == .denied("use the network"))
    #expect(
      outcome.end.sentence(under: .quick)
        == "The program was stopped: it tried to use the network, which the box forbids.")
  }

  @Test func `refuses to write into the home folder`() throws {
    let home = try WorkFolder()
    let path = home.path + "/written"
    let outcome = try run("print(open(\"\(path)\", 65, 0o600))")
    guard capability.guardsCalls || capability.guardsFiles else { return }
    #expect(!FileManager.default.fileExists(atPath: path))
    if capability.guardsCalls { #expect(outcome.end == .denied("write to \(path)")) }
  }

  @Test func `refuses to read a file outside`() throws {
    let home = try WorkFolder()
    let path = home.path + "/secret"
    try Data("secret".utf8).write(to: URL(filePath: path))
    let outcome = try run(
      "print(open(\"\(path)\", 0, 0))\nprint(open(\"../build/main.swift\", 0, 0))")
    guard capability.guardsCalls else { return }
    #expect(outcome.end == .denied("open \(path)"))
  }

  @Test func `refuses to delete its folder and others`() throws {
    let home = try WorkFolder()
    let outcome = try run("print(rmdir(\"../run\"))\nprint(rmdir(\"\(home.path)\"))")
    guard capability.guardsCalls || capability.guardsFiles else { return }
    #expect(FileManager.default.fileExists(atPath: home.path))
    guard capability.guardsCalls, case .denied(let what) = outcome.end else { return }
    #expect(what.hasPrefix("change /"))
  }

  @Test func `writes in its own folder, but not without end`() throws {
    let good = try run("print(open(\"kept\", 65, 0o600) >= 0)")
    #expect(good.standardOutput == Array("true\n".utf8))
    let large = try run(
      "let file = open(\"kept\", 65, 0o600)\nlet bytes = [UInt8](repeating: 7, count: 1 << 16)\n"
        + "while write(file, bytes, bytes.count) > 0 {}\n")
    #expect(large.end == .fileLimit)
  }

  @Test func `ends a program that writes a gigabyte`() throws {
    let outcome = try run(
      "let line = [UInt8](repeating: 65, count: 1 << 20)\n"
        + "for _ in 0..<1024 { _ = write(1, line, line.count) }\n")
    #expect(outcome.end == .outputLimit)
    #expect(outcome.standardOutput.count == BoxLimits.quick.outputBytes)
  }

  @Test func `tells of a crash`() throws {
    let outcome = try run("let numbers = [1, 2]\nprint(numbers[1 + count()])")
    guard case .signalled = outcome.end else {
      Issue.record("\(outcome.end)")
      return
    }
    #expect(outcome.end.sentence(under: .quick).contains("an index outside its array"))
  }

  @Test func `a crash is one however large the program is that starts the box`() throws {
    let ours = [UInt8](repeating: 1, count: BoxLimits.quick.memoryBytes + 64 << 20)
    let outcome = try withExtendedLifetime(ours) {
      try run("let numbers = [1, 2]\nprint(numbers[1 + count()])")
    }
    guard case .signalled = outcome.end else {
      Issue.record("\(outcome.end)")
      return
    }
  }

  @Test func `tells of an end without results`() throws {
    let outcome = try run("exit(0)")
    #expect(outcome.end == .exited(code: 0))
    #expect(outcome.results.isEmpty)
  }

  @Test func `says when its folder is gone`() throws {
    let place = try WorkFolder()
    #expect(throws: BoxError.self) {
      try Box().run(executable: "/bin/true", folder: place.path + "/gone", limits: .quick)
    }
    #expect(throws: BoxError.self) {
      try Box().run(executable: "/bin/nothing", folder: place.path, limits: .quick)
    }
  }
}

/// What the kernel holds when one part of the box is missing.
@Suite(.enabled(if: Toolchain.find() != nil && Box().capability.guardsCalls))
struct PoorBoxTests {
  private static let landlock: Int32 = 1, seccomp: Int32 = 2, listener: Int32 = 4

  @Test(arguments: [0, landlock, listener, landlock | listener])
  func `no socket, no process`(_ without: Int32) throws {
    let outcome = try BuiltProgram("print(socket(2, 1, 0) < 0, fork() < 0)").run(without: without)
    let isToldApart = without & Self.listener == 0
    if isToldApart {
      #expect(outcome.end == .denied("use the network"))
    } else {
      #expect(outcome.standardOutput == Array("true true\n".utf8))
    }
  }

  @Test func `reports what is missing`() {
    var box = Box()
    box.without = Self.landlock
    #expect(!box.capability.isWhole)
    #expect(box.capability.gaps.count == 1)
    box.without = Self.landlock | Self.seccomp
    #expect(box.capability.gaps.count == 2)
    #expect(BoxCapability(guardsFiles: true, guardsCalls: true).gaps.isEmpty)
  }
}
