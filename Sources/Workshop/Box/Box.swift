import CBox

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Runs a program that may harm nobody: in its own folder, with limits, without network.
///
/// Linux holds it with Landlock (files), seccomp (system calls) and resource limits; elsewhere only
/// the limits hold. ``BoxCapability`` tells. Standard input is given, descriptors 1 to 3 are
/// collected, the environment is all but empty, and every process it started ends with it.
public struct Box: Sendable {
  /// Protections to do without, so that tests see what older kernels do.
  var without: Int32 = 0

  public init() {}

  /// What holds programs here.
  public var capability: BoxCapability {
    BoxCapability(protections: cbox_protections() & ~without)
  }

  /// Runs a program to its end, whichever that is.
  ///
  /// - Parameters:
  ///   - executable: Its path.
  ///   - arguments: What it is called with, without its name.
  ///   - input: What it reads on standard input.
  ///   - folder: An existing folder: its working folder, and the only one it may change.
  ///   - readable: Other files and folders that it may read and execute.
  ///   - limits: What it may take.
  ///   - cancelled: Asked many times a second whether to stop it.
  /// - Returns: How it ended and what it wrote.
  /// - Throws: ``BoxError`` when it could not be started.
  public func run(
    executable: String, arguments: [String] = [], input: [UInt8] = [], folder: String,
    readable: [String] = [], limits: BoxLimits, cancelled: () -> Bool = { false }
  ) throws(BoxError) -> BoxOutcome {
    let rules = BoxRules(folder: folder, readable: readable + [executable])
    let child = try start(
      executable: executable, arguments: arguments, input: input, folder: folder,
      readable: rules.readable, limits: limits)
    var watch = BoxWatch(child: child, rules: rules, limits: limits)
    return watch.run(cancelled: cancelled)
  }

  private func start(
    executable: String, arguments: [String], input: [UInt8], folder: String, readable: [String],
    limits: BoxLimits
  ) throws(BoxError) -> cbox_child {
    var child = cbox_child()
    var step: UnsafePointer<CChar>?
    let environment = [
      "HOME=\(folder)", "TMPDIR=\(folder)", "LC_ALL=C", "PATH=/usr/bin:/bin",
      "SWIFT_BACKTRACE=enable=no",
    ]
    let code = unsafe CStrings.with([executable] + arguments) { arguments in
      unsafe CStrings.with(environment) { environment in
        unsafe CStrings.with(readable) { readable in
          unsafe input.withUnsafeBufferPointer { input in
            unsafe executable.withCString { executable in
              unsafe folder.withCString { folder in
                var plan = unsafe cbox_plan()
                unsafe plan.executable = executable
                unsafe plan.arguments = UnsafePointer(arguments)
                unsafe plan.environment = UnsafePointer(environment)
                unsafe plan.folder = folder
                unsafe plan.input = input.baseAddress
                unsafe plan.input_count = UInt64(input.count)
                unsafe plan.readable = UnsafeRawPointer(readable)
                  .assumingMemoryBound(to: UnsafePointer<CChar>?.self)
                unsafe fill(&plan, limits)
                return unsafe cbox_start(&plan, &child, &step)
              }
            }
          }
        }
      }
    }
    guard code == 0 else {
      let step = unsafe step.map { unsafe String(cString: $0) } ?? "start the program"
      throw BoxError(step: step, reason: unsafe String(cString: strerror(code)))
    }
    return child
  }

  private func fill(_ plan: inout cbox_plan, _ limits: BoxLimits) {
    unsafe plan.cpu_seconds = UInt64(limits.cpuSeconds.rounded(.up).clamped(to: 1...1e6))
    let memory = UInt64(max(1 << 20, limits.memoryBytes))
    unsafe plan.memory_bytes = memory
    // Libraries and stacks take addresses too; what is really held is watched.
    unsafe plan.address_bytes = memory &* 2 &+ (1 << 30)
    unsafe plan.file_bytes = UInt64(max(0, limits.fileBytes))
    unsafe plan.processes = UInt64(max(1, limits.processes))
    unsafe plan.is_single = limits.processes <= 1
    unsafe plan.without = without
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    isNaN ? range.lowerBound : min(max(self, range.lowerBound), range.upperBound)
  }
}

/// Lists of texts as C wants them: ended by a null pointer.
enum CStrings {
  static func with<Result>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("a list has an end") }
      return unsafe body(base)
    }
  }
}
