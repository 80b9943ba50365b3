import Foundation
import Testing

@testable import Workshop

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Programs that look for a way out of the box, with all that holds them and with parts missing.
@Suite(.enabled(if: Toolchain.find() != nil && Box().capability.guardsCalls))
struct EscapeTests {
  /// What one program tries with a file outside, whose path is `path`.
  private static let attempts = [
    "rewrite", "create beside", "remove", "truncate", "make readable for all", "age",
    "reach through a symbolic link", "reach through a hard link", "replace by renaming",
    "make a device",
  ]

  /// One program for all: its first byte of input chooses, the others are the path.
  private static let program = Result<BuiltProgram, any Error> {
    try BuiltProgram(
      """
      var bytes = [UInt8](repeating: 0, count: 4096)
      _ = read(0, &bytes, 4095)
      let path = String(decoding: bytes[1...].prefix { $0 != 0 }, as: UTF8.self)
      func put(_ place: String) {
        let file = open(place, 65, 0o600)
        if file >= 0 { _ = write(file, "evil", 4) }
      }
      switch bytes[0] {
      case 0: put(path)
      case 1: put(path + ".new")
      case 2: _ = unlink(path)
      case 3: _ = truncate(path, 0)
      case 4: _ = chmod(path, 0o777)
      case 5: _ = utimes(path, nil)
      case 6:
        _ = symlink(path + ".new", "way")
        put("way")
        _ = symlink(path, "other")
        put("other")
      case 7:
        _ = link(path, "way")
        put("way")
      case 8:
        put("mine")
        _ = rename("mine", path)
      default: _ = mknod("device", 0o020666, 0x501)
      }
      print("came so far")
      """)
  }

  @Test(arguments: attempts.indices, [0, 1, 4, 5] as [Int32])
  func `nothing outside is changed`(attempt: Int, without: Int32) throws {
    let home = try WorkFolder()
    let path = home.path + "/secret"
    try Data("secret".utf8).write(to: URL(filePath: path))
    let files = FileManager.default
    try files.setAttributes(
      [.posixPermissions: 0o600, .modificationDate: Date(timeIntervalSince1970: 1e9)],
      ofItemAtPath: path)
    let outcome = try Self.program.get().run(
      input: [UInt8(attempt)] + Array(path.utf8), without: without)
    let name = Self.attempts[attempt]
    #expect(try files.contentsOfDirectory(atPath: home.path) == ["secret"], "\(name)")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "secret", "\(name)")
    let facts = try files.attributesOfItem(atPath: path)
    #expect(facts[.posixPermissions] as? Int == 0o600, "\(name)")
    #expect(facts[.modificationDate] as? Date == Date(timeIntervalSince1970: 1e9), "\(name)")
    // With the kernel's questions each is named and ends the program; without, it is refused.
    if without & 4 == 0 {
      guard case .denied = outcome.end else {
        Issue.record("\(name): \(outcome.end)")
        return
      }
    } else {
      #expect(outcome.standardOutput == Array("came so far\n".utf8), "\(name)")
    }
  }

  @Test func `no signal is sent by way of descriptors, no key typed into a terminal`() throws {
    let outcome = try BuiltProgram(
      """
      var key: UInt8 = 10
      print(fcntl(1, 8, Int(getppid())), fcntl(1, 10, 9), ioctl(0, 0x5412, &key))
      """
    ).run()
    #expect(String(decoding: outcome.standardOutput, as: UTF8.self) == "-1 -1 -1\n")
  }

  @Test func `no descriptor of ours comes along`() throws {
    let file = open("/dev/null", O_RDONLY)
    defer { close(file) }
    let outcome = try BuiltProgram(
      "print((0..<256).filter { fcntl(Int32($0), 1, 0) >= 0 })"
    ).run()
    #expect(String(decoding: outcome.standardOutput, as: UTF8.self) == "[0, 1, 2, 3]\n")
  }

  @Test func `no variable of ours comes along`() throws {
    let names = ProcessInfo.processInfo.environment.keys.sorted()
    let outcome = try BuiltProgram(
      """
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(0, &bytes, bytes.count)
      for name in String(decoding: bytes[..<max(0, count)], as: UTF8.self).split(separator: "\\n") {
        if getenv(String(name)) != nil { print(name) }
      }
      """
    ).run(input: Array(names.joined(separator: "\n").utf8))
    let seen = String(decoding: outcome.standardOutput, as: UTF8.self).split(separator: "\n")
    #expect(Set(seen).isSubset(of: ["HOME", "TMPDIR", "LC_ALL", "PATH", "SWIFT_BACKTRACE"]))
  }

  @Test func `nothing is read of other processes`() throws {
    let outcome = try BuiltProgram(
      """
      for name in ["mem", "environ", "maps"] {
        print(open("/proc/\\(getppid())/" + name, 0, 0), open("/proc/self/" + name, 0, 0))
      }
      """
    ).run()
    #expect(
      String(decoding: outcome.standardOutput, as: UTF8.self) == "-1 -1\n-1 -1\n-1 -1\n")
    let traced = try BuiltProgram("print(ptrace(16, getppid(), 0, 0))").run()
    #expect(traced.end == .denied("reach into the system"))
  }

  @Test func `files without number are not made`() throws {
    let outcome = try BuiltProgram(
      "for i in 0..<100000 { if mkdir(\"d\\(i)\", 0o700) != 0 { break } }\nprint(\"all\")"
    ).run()
    #expect(outcome.end == .fileLimit)
  }
}

/// A compiled program, to be run in boxes.
struct BuiltProgram {
  private let place: WorkFolder
  private let executable: String
  private let readable: [String]

  /// Compiles `body` as the whole of a program that may call what ``Support/calls`` declares.
  init(_ body: String) throws {
    place = try WorkFolder()
    let toolchain = try #require(Toolchain.find())
    let compiled = Compiler(toolchain: toolchain, cache: Support.cache).compile(
      [SourceFile(name: "main.swift", text: body)], using: [Support.calls],
      into: try place.folder("build"))
    guard case .built(let executable) = compiled.end else {
      Issue.record("\(compiled)")
      throw CancellationError()
    }
    self.executable = executable
    readable = toolchain.readableAtRun
  }

  /// Runs it in a folder of its own.
  func run(
    input: [UInt8] = [], limits: BoxLimits = .quick, without: Int32 = 0,
    cancelled: () -> Bool = { false }
  ) throws -> BoxOutcome {
    var box = Box()
    box.without = without
    return try box.run(
      executable: executable, input: input, folder: place.folder(UUID().uuidString),
      readable: readable, limits: limits, cancelled: cancelled)
  }
}

extension BoxLimits {
  /// As a learner's program has them, with less memory.
  static var quick: BoxLimits {
    var limits = BoxLimits.program
    limits.memoryBytes = 128 << 20
    limits.outputBytes = 1 << 20
    return limits
  }
}
