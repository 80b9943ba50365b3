/// What the program in the box reported, as far as it bears the signature.
struct BoxReport: Sendable {
  struct Call: Sendable {
    var outputs: [NumberTable]
    /// Wall time of the call.
    var seconds: Double
    /// The most that `Matrix` and `Tile` held at a time.
    var allocatedBytes: Int
    var bytesRead: Int
    var bytesWritten: Int
    /// What the call took from the heap, arrays included; 0 where that cannot be counted.
    var heapBytes: Int
  }

  /// What ended the report.
  enum End: Hashable, Sendable {
    case complete
    /// Nothing more came.
    case missing
    /// The prelude stopped the program, at a line of the learner's.
    case stopped(line: Int, sentence: String)
    /// Something else was written to the descriptor of the results.
    case forged
    /// The program reported all, and then something more.
    case trailing
  }

  /// In the order of the cases.
  var calls: [Call] = []
  /// The case that began last.
  var begun: Int?
  var end = End.missing
}

/// Reads the frames of descriptor 3.
///
/// A frame is kind, number, length, payload and signature; it counts only with the right key, in
/// the right order, and once.
struct FrameReader {
  private var bytes: ArraySlice<UInt8>
  private let hash: SipHash
  private var report = BoxReport()
  private var received: UInt32 = 0

  static func read(_ bytes: [UInt8], key: (UInt64, UInt64), cases: Int) -> BoxReport {
    var reader = FrameReader(bytes: bytes[...], hash: SipHash(key: key))
    reader.readAll(cases)
    return reader.report
  }

  private init(bytes: ArraySlice<UInt8>, hash: SipHash) {
    self.bytes = bytes
    self.hash = hash
  }

  private mutating func readAll(_ cases: Int) {
    while !bytes.isEmpty {
      guard let frame = nextFrame() else { return report.end = .forged }
      switch frame.kind {
      case 1 where begins(frame.payload, cases): break
      case 2 where gives(frame.payload): break
      case 3:
        stops(frame.payload)
        return
      case 4 where report.calls.count == cases:
        report.end = bytes.isEmpty ? .complete : .trailing
        return
      default: return report.end = .forged
      }
    }
  }

  private mutating func nextFrame() -> (kind: UInt8, payload: FieldReader)? {
    var fields = FieldReader(bytes)
    guard let kind: UInt8 = fields.number(), let number: UInt32 = fields.number(),
      let length: UInt32 = fields.number(), number == received,
      let payload = fields.take(Int(length)), let signature: UInt64 = fields.number(),
      hash(bytes[..<payload.endIndex]) == signature
    else { return nil }
    bytes = fields.rest
    received += 1
    return (kind, FieldReader(payload))
  }

  private mutating func begins(_ payload: FieldReader, _ cases: Int) -> Bool {
    var payload = payload
    guard let index: UInt32 = payload.number(), Int(index) == report.calls.count, index < cases
    else { return false }
    report.begun = Int(index)
    return true
  }

  private mutating func stops(_ payload: FieldReader) {
    var payload = payload
    let index: UInt32? = payload.number()
    let line: UInt32? = payload.number()
    guard index != nil, let line else { return report.end = .forged }
    report.end = .stopped(
      line: Int(line), sentence: String(decoding: payload.rest.prefix(400), as: UTF8.self))
  }

  private mutating func gives(_ payload: FieldReader) -> Bool {
    var payload = payload
    guard let index: UInt32 = payload.number(), Int(index) == report.calls.count,
      report.begun == Int(index), let seconds: UInt64 = payload.number()
    else { return false }
    let counts: [Int] = (0..<4).compactMap { _ in
      let count: UInt64? = payload.number()
      return count.flatMap { Int(exactly: $0) }
    }
    guard counts.count == 4, let outputs: UInt32 = payload.number(), outputs < 16 else {
      return false
    }
    var tables: [NumberTable] = []
    for _ in 0..<outputs {
      guard let table = payload.table() else { return false }
      tables.append(table)
    }
    report.calls.append(
      BoxReport.Call(
        outputs: tables, seconds: Double(bitPattern: seconds), allocatedBytes: counts[0],
        bytesRead: counts[1], bytesWritten: counts[2], heapBytes: counts[3]))
    return payload.rest.isEmpty
  }
}
