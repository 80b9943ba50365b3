#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

extension Machine {
  /// Reads what the system tells; nothing is measured, nothing takes long.
  public static func inspect() -> Machine {
    Machine(
      processor: processorName(), cores: coreCount(),
      instructionSet: FastKernels.instructionSet, vectorLanes: lanes, cacheBytes: caches(),
      freeMemoryBytes: MemoryBudget.freeBytes(), isOptimized: isCompiledWithOptimization)
  }

  /// Cores that this process may run on.
  private static func coreCount() -> Int {
    if let status = SystemFile.text("/proc/self/status"),
      let list = SystemFile.value(of: "Cpus_allowed_list", in: status)
    {
      let count = rangesTotal(list)
      if count > 0 { return min(count, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
    }
    return max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// `0-3,8` → 5.
  private static func rangesTotal(_ list: String) -> Int {
    list.split(separator: ",").reduce(0) { total, range in
      let ends = range.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, (0...last).contains(first)
      else { return total }
      return total + last - first + 1
    }
  }

  private static func processorName() -> String {
    #if canImport(Glibc)
    let text = SystemFile.text("/proc/cpuinfo") ?? ""
    for key in ["model name", "Model", "Hardware", "CPU implementer"] {
      if let name = SystemFile.value(of: key, in: text), !name.isEmpty { return name }
    }
    #else
    var size = 0
    if sysctlbyname("machdep.cpu.brand_string", nil, &size, nil, 0) == 0, size > 1 {
      var name = [UInt8](repeating: 0, count: size)
      if sysctlbyname("machdep.cpu.brand_string", &name, &size, nil, 0) == 0 {
        return String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
      }
    }
    #endif
    return "unknown processor"
  }

  private static var lanes: Int {
    if Processor.hasAVX512 { return 16 }
    return Processor.hasAVX2 ? 8 : 4
  }

  /// Data caches that the first core uses, in bytes; empty where the system does not tell.
  private static func caches() -> [CacheLevel] {
    let folder = "/sys/devices/system/cpu/cpu0/cache"
    var result: [CacheLevel] = []
    for index in 0..<8 {
      func read(_ name: String) -> String? {
        SystemFile.text("\(folder)/index\(index)/\(name)").map { SystemFile.trimmed($0[...]) }
      }
      guard let type = read("type"), let level = read("level"), let size = read("size"),
        type != "Instruction", let bytes = byteCount(size)
      else { continue }
      result.append(CacheLevel(name: "L\(level)", bytes: bytes))
    }
    return result
  }

  /// `1024K` → 1048576.
  private static func byteCount(_ text: String) -> Int? {
    guard let number = SystemFile.number(text) else { return nil }
    let unit = [Character("K"): 1 << 10, "M": 1 << 20, "G": 1 << 30][text.last ?? " "] ?? 1
    return product([number, unit])
  }

  /// `assert` evaluates its condition in builds without optimisation only.
  private static var isCompiledWithOptimization: Bool {
    var isOptimized = true
    assert(
      {
        isOptimized = false
        return true
      }())
    return isOptimized
  }
}
