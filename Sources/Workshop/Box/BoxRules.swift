import CBox

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What a program in a box may do to files: the judgement behind the questions of the kernel.
struct BoxRules: Sendable {
  enum Judgement: Hashable {
    case allowed
    /// Refused; the program may go on.
    case refused
    /// Refused, and the end of the program.
    case fatal(BoxEnd)
  }

  /// More files than this are written or changed by nobody with good intentions.
  static let mostWrites = 64

  /// Without symbolic links.
  let folder: String
  let readable: [String]
  private let resolved: [String]
  private var writes = 0

  init(folder: String, readable: [String]) {
    self.folder = Self.resolve(folder)
    self.readable = Self.system + readable
    resolved = self.readable.map(Self.resolve)
  }

  /// What every program needs to start at all.
  private static let system = [
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/etc/ld.so.preload",
    "/usr/share/locale", "/usr/share/zoneinfo",
  ]

  mutating func judge(_ kind: Int32, path: String) -> Judgement {
    switch Int(kind) {
    case Int(CBOX_CALL_OWN): return .allowed
    case Int(CBOX_CALL_READ):
      if mayRead(path) { return .allowed }
      // The runtime looks here by itself, and can do without.
      if path.hasPrefix("/proc/") || path.hasPrefix("/sys/") { return .refused }
      return .fatal(.denied("open \(Self.shown(path))"))
    case Int(CBOX_CALL_WRITE):
      if path == "/dev/null" { return .allowed }
      guard isInFolder(path) else { return .fatal(.denied("write to \(Self.shown(path))")) }
      writes += 1
      return writes <= Self.mostWrites ? .allowed : .fatal(.fileLimit)
    case Int(CBOX_CALL_CHANGE):
      guard isInFolder(path) else { return .fatal(.denied("change \(Self.shown(path))")) }
      writes += 1
      return writes <= Self.mostWrites ? .allowed : .fatal(.fileLimit)
    case Int(CBOX_CALL_LINK): return .fatal(.denied("rename or link a file"))
    case Int(CBOX_CALL_NETWORK): return .fatal(.denied("use the network"))
    case Int(CBOX_CALL_PROCESS):
      return .fatal(.denied("start or signal another process or thread"))
    case Int(CBOX_CALL_MEMORY): return .fatal(.memoryLimit)
    default: return .fatal(.denied("reach into the system"))
    }
  }

  private func mayRead(_ path: String) -> Bool {
    if ["/dev/null", "/dev/zero", "/dev/urandom"].contains(path) { return true }
    let place = Self.resolve(path)
    return place == folder || Self.lies(place, in: folder)
      || resolved.contains { place == $0 || Self.lies(place, in: $0) }
  }

  private func isInFolder(_ path: String) -> Bool { Self.lies(Self.resolve(path), in: folder) }

  private static func lies(_ path: String, in folder: String) -> Bool {
    path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }

  /// The path without symbolic links and dots; of what does not exist, as far as it does.
  static func resolve(_ path: String) -> String {
    if let pointer = unsafe realpath(path, nil) {
      defer { unsafe free(pointer) }
      return unsafe String(cString: pointer)
    }
    guard let slash = path.lastIndex(of: "/"), path != "/" else { return path }
    let name = path[path.index(after: slash)...]
    let parent = resolve(slash == path.startIndex ? "/" : String(path[..<slash]))
    switch name {
    case "", ".": return parent
    case "..": return parent + "/.."
    default: return parent == "/" ? "/" + name : parent + "/" + name
    }
  }

  private static func shown(_ path: String) -> String {
    path.isEmpty ? "a file" : String(path.prefix(200))
  }
}
