public import Foundation

/// The Swift compiler on this machine.
public struct Toolchain: Hashable, Sendable {
  /// As the compiler writes it, as in `Swift version 6.3.1 (swift-6.3.1-RELEASE)`.
  public var version: String
  /// The driver.
  public var swiftc: String
  /// Of what it compiles for, as in `x86_64-unknown-linux-gnu`.
  public var target: String
  /// Where the standard library's modules lie.
  var resources: String
  /// Where the standard library's shared objects lie.
  var libraries: [String]

  /// What to do when there is no compiler.
  public static let remedy =
    "Writing kernels needs the Swift compiler. Install it from https://www.swift.org/install, "
    + "or name it in FLASHTUTOR_SWIFTC; everything else works without."

  /// The compiler that `FLASHTUTOR_SWIFTC` names, or the first `swiftc` on the path.
  ///
  /// - Parameter environment: Variables to look in.
  /// - Returns: nil when there is none that works; ``remedy`` says what to do.
  public static func find(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Toolchain? {
    if let named = environment["FLASHTUTOR_SWIFTC"], !named.isEmpty { return Known.at(named) }
    for folder in (environment["PATH"] ?? "").split(separator: ":") where folder.hasPrefix("/") {
      let path = "\(folder)/swiftc"
      guard FileManager.default.isExecutableFile(atPath: path) else { continue }
      return Known.at(path)
    }
    return nil
  }

  /// Folders that a program needs to read in order to start.
  public var readableAtRun: [String] { libraries }

  var tools: String {
    // `usr/lib/swift` and `usr/bin` stand side by side.
    URL(filePath: resources).appending(path: "../../bin").standardizedFileURL
      .path(percentEncoded: false)
  }

  /// Everything that belongs to the toolchain.
  var root: String {
    URL(filePath: resources).appending(path: "../..").standardizedFileURL
      .path(percentEncoded: false)
  }
}

extension Toolchain {
  /// Asking the compiler takes a tenth of a second, so it is asked once.
  private enum Known {
    private static let lock = NSLock()
    nonisolated(unsafe) private static var toolchains: [String: Toolchain?] = [:]

    static func at(_ path: String) -> Toolchain? {
      lock.lock()
      defer { lock.unlock() }
      if let known = unsafe toolchains[path] { return known }
      let toolchain = Toolchain(asking: path)
      unsafe toolchains[path] = .some(toolchain)
      return toolchain
    }
  }

  private struct TargetInfo: Decodable {
    struct Target: Decodable { var triple: String }
    struct Paths: Decodable {
      var runtimeResourcePath: String
      var runtimeLibraryPaths: [String]
    }
    var compilerVersion: String
    var target: Target
    var paths: Paths
  }

  private init?(asking path: String) {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["-print-target-info"]
    // The compiler leaves an empty folder behind whenever it is asked.
    guard let folder = try? WorkFolder() else { return nil }
    process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path]) {
      $1
    }
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    withExtendedLifetime(folder) {}
    guard process.terminationStatus == 0,
      let info = try? JSONDecoder().decode(TargetInfo.self, from: data)
    else { return nil }
    version = info.compilerVersion
    swiftc = path
    target = info.target.triple
    resources = info.paths.runtimeResourcePath
    libraries = info.paths.runtimeLibraryPaths
  }
}
