import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The built program, as a user would start it.
enum Program {
  struct Result {
    var code: Int32
    var output: String
    var errors: String
  }

  /// The executable beside the running test bundle.
  static var path: String {
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent("flashtutor").path
  }

  /// The lessons of this checkout.
  static var lessonIDs: [String] {
    ["bottleneck", "online-softmax", "tiling", "fa2", "scaling", "in-practice"]
  }

  /// Runs the program to its end with nothing on standard input, neither stream a terminal.
  static func run(
    _ arguments: [String], in folder: Scratch, environment: [String: String] = [:]
  ) throws -> Result {
    let output = folder.path("output")
    let errors = folder.path("errors")
    let code = try Spawn.run(
      [path] + arguments, environment: folder.environment.merging(environment) { $1 },
      output: output, errors: errors)
    return Result(
      code: code, output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }
}

/// A folder of a test's own, with the environment that keeps the program inside it.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "flashtutor-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func write(_ text: String, to name: String) throws -> String {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  var environment: [String: String] {
    [
      "HOME": folder.path, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "LANG": "C.UTF-8", "TERM": "xterm-256color",
      "XDG_STATE_HOME": path("state"), "XDG_CONFIG_HOME": path("config"),
    ]
  }
}

/// Starting processes without Foundation's, which waits for descriptors that grandchildren keep.
enum Spawn {
  struct Failure: Error {
    var call: String
    var code: Int32
  }

  /// POSIX_SPAWN_SETSID, which glibc shows only to C with extensions.
  #if canImport(Glibc)
  private static let newSession: Int16 = 0x80
  #else
  private static let newSession: Int16 = 0x400
  #endif

  /// Runs a program to its end; its exit code, or 128 + the signal that ended it.
  static func run(
    _ arguments: [String], environment: [String: String], output: String = "/dev/null",
    errors: String = "/dev/null"
  ) throws -> Int32 {
    try end(of: start(arguments, environment: environment, output: output, errors: errors))
  }

  /// Starts a process and goes on.
  ///
  /// With a terminal, the process leads a session of its own on it.
  static func start(
    _ arguments: [String], environment: [String: String], output: String = "/dev/null",
    errors: String = "/dev/null", terminal: String? = nil
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let terminal {
      posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }

    // Threads of the test pool block nearly all signals, and children would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | (terminal == nil ? 0 : newSession))

    var words = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var child = pid_t()
    let failure = posix_spawnp(&child, arguments[0], &actions, &attributes, &words, &variables)
    guard failure == 0 else { throw Failure(call: "posix_spawn", code: failure) }
    return child
  }

  /// Waits for a process to end; its exit code, or 128 + the signal that ended it.
  static func end(of child: pid_t) throws -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw Failure(call: "waitpid", code: errno) }
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
