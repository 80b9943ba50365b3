#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// How much memory a run may take.
enum MemoryBudget {
  /// Bytes that can be had without swapping, within the limit of the control group we run in.
  static func freeBytes() -> Int {
    min(systemFreeBytes(), controlGroupFreeBytes() ?? .max)
  }

  /// Refuses a run that needs more than it may take, or than the system gives to this process.
  ///
  /// - Throws: ``KernelError/tooLarge(neededBytes:limitBytes:)``, ``KernelError/noMemory(bytes:)``.
  static func require(_ bytes: Int, limit: Int?) throws(KernelError) {
    let limit = limit ?? freeBytes() / 2
    guard bytes <= limit else { throw .tooLarge(neededBytes: bytes, limitBytes: limit) }
    guard canMap(bytes) else { throw .noMemory(bytes: bytes) }
  }

  /// Whether the system would give so many bytes now: arrays that get none end the process.
  private static func canMap(_ bytes: Int) -> Bool {
    guard bytes > 0 else { return true }
    let pages = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let pages, pages != MAP_FAILED else { return false }
    munmap(pages, bytes)
    return true
  }

  private static func systemFreeBytes() -> Int {
    if let text = SystemFile.text("/proc/meminfo"),
      let value = SystemFile.value(of: "MemAvailable", in: text),
      let kibibytes = SystemFile.number(value)
    {
      return product([kibibytes, 1024]) ?? .max
    }
    return product([sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE))]) ?? .max
  }

  /// What the memory limits of the group and of the groups around it leave; nil without a limit.
  private static func controlGroupFreeBytes() -> Int? {
    guard let own = SystemFile.text("/proc/self/cgroup") else { return nil }
    var least: Int?
    for line in own.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let isUnified = parts[1].isEmpty
      guard isUnified || parts[1].split(separator: ",").contains("memory") else { continue }
      let root = isUnified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory"
      let names = isUnified ? ("max", "current") : ("limit_in_bytes", "usage_in_bytes")
      for path in ancestors(of: String(parts[2])) {
        guard let limit = SystemFile.text("\(root)\(path)/memory.\(names.0)"),
          let used = SystemFile.text("\(root)\(path)/memory.\(names.1)"),
          let limit = SystemFile.number(limit), let used = SystemFile.number(used)
        else { continue }
        least = min(least ?? .max, max(0, limit - used))
      }
    }
    return least
  }

  /// `/a/b` → `/a/b`, `/a`, and the root, which is empty.
  private static func ancestors(of path: String) -> [String] {
    var result: [String] = []
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/") {
      if rest.count > 1 { result.append(String(rest)) }
      rest = rest[..<slash]
    }
    return result + [""]
  }
}
