import CBox

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Watches over a program in a box until it has ended.
struct BoxWatch {
  private let child: cbox_child
  private var rules: BoxRules
  private let limits: BoxLimits
  /// Standard output, standard error, results, and the kernel's questions.
  private var streams: [Stream]
  private var end: BoxEnd?
  private var highestResidentBytes = 0

  private struct Stream {
    var descriptor: Int32
    var bytes: [UInt8] = []
  }

  init(child: cbox_child, rules: BoxRules, limits: BoxLimits) {
    self.child = child
    self.rules = rules
    self.limits = limits
    streams = [child.output, child.error, child.results, child.listener].map {
      Stream(descriptor: $0)
    }
  }

  mutating func run(cancelled: () -> Bool) -> BoxOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    var ended = cbox_end()
    while !ended.has_ended {
      wait()
      if end == nil {
        if cancelled() { end = .cancelled }
        if (clock.now - start) > .seconds(limits.wallSeconds) { end = .wallLimit }
        let resident = Int(cbox_resident(child.process))
        highestResidentBytes = max(highestResidentBytes, resident)
        if resident > limits.memoryBytes { end = .memoryLimit }
      }
      unsafe cbox_reap(child.process, end != nil, &ended)
      // A program that cannot be reaped is not waited for again.
      if end != nil, !ended.has_ended { break }
    }
    drain()
    for stream in streams where stream.descriptor >= 0 { close(stream.descriptor) }
    return BoxOutcome(
      end: end ?? self.end(of: ended), standardOutput: streams[0].bytes,
      standardError: streams[1].bytes, results: streams[2].bytes,
      seconds: (clock.now - start) / .seconds(1))
  }

  /// The most that the program had resident, as far as it is known.
  ///
  /// Linux keeps a peak through exec: up to what we had when we forked, its figure may be ours, and
  /// what was seen in passing counts.
  private func peakBytes(of ended: cbox_end) -> Int {
    let slack = 4 << 20
    let isItsOwn = ended.resident_bytes > child.inherited_bytes + Int64(slack)
    return max(highestResidentBytes, isItsOwn ? Int(ended.resident_bytes) : 0)
  }

  private func end(of ended: cbox_end) -> BoxEnd {
    guard ended.has_ended else { return .lost }
    guard ended.was_signalled else { return .exited(code: Int(ended.code)) }
    switch ended.code {
    case SIGXCPU: return .cpuLimit
    case SIGKILL where ended.cpu_seconds >= limits.cpuSeconds: return .cpuLimit
    case SIGXFSZ: return .fileLimit
    default:
      // Allocating fails at last, and Swift ends the program with a trap.
      return peakBytes(of: ended) > limits.memoryBytes / 10 * 9
        ? .memoryLimit : .signalled(Int(ended.code))
    }
  }

  /// Sleeps until something is to be read, at most a moment, and reads it.
  private mutating func wait() {
    var polled = streams.map {
      pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0)
    }
    let count = unsafe poll(&polled, nfds_t(polled.count), 5)
    guard count > 0 else { return }
    for index in 0..<3 where polled[index].revents != 0 { read(index) }
    if polled[3].revents & Int16(POLLIN) != 0 {
      answer()
    } else if polled[3].revents != 0 {
      closeStream(3)
    }
  }

  private mutating func answer() {
    var call = cbox_call()
    unsafe cbox_hear(streams[3].descriptor, &call)
    guard call.kind != Int32(CBOX_CALL_NONE) else { return }
    let path = unsafe withUnsafeBytes(of: &call.path) {
      unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    let judgement = rules.judge(call.kind, path: path)
    if case .fatal(let end) = judgement, self.end == nil { self.end = end }
    // One that ends here is not answered: it must not do anything any more.
    if case .fatal = judgement { return }
    cbox_answer(streams[3].descriptor, call.identity, judgement == .allowed)
  }

  private mutating func read(_ index: Int) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while streams[index].descriptor >= 0 {
      let count = unsafe buffer.withUnsafeMutableBytes {
        #if canImport(Glibc)
        unsafe Glibc.read(streams[index].descriptor, $0.baseAddress, $0.count)
        #else
        unsafe Darwin.read(streams[index].descriptor, $0.baseAddress, $0.count)
        #endif
      }
      if count < 0 {
        if errno == EAGAIN || errno == EINTR { return }
        return closeStream(index)
      }
      if count == 0 { return closeStream(index) }
      let room = max(0, limits.outputBytes - streams[index].bytes.count)
      streams[index].bytes += buffer[..<min(room, count)]
      if count > room {
        if end == nil { end = .outputLimit }
        return closeStream(index)
      }
    }
  }

  /// Reads what was written before the end.
  private mutating func drain() {
    for index in 0..<3 { read(index) }
  }

  private mutating func closeStream(_ index: Int) {
    guard streams[index].descriptor >= 0 else { return }
    close(streams[index].descriptor)
    streams[index].descriptor = -1
  }
}
