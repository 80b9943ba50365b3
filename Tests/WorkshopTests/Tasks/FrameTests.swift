import Testing

@testable import Workshop

@Suite struct FrameTests {
  private let key: (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)

  @Test func `the signature is SipHash's`() {
    // The test vector of the paper, appendix A.
    #expect(SipHash(key: key)((0..<15).map { UInt8($0) }) == 0xa129_ca61_49be_45e5)
  }

  @Test func `a whole report is read`() throws {
    let report = read(begin(0) + result(1, [2, 3]) + end(2))
    #expect(report.end == .complete)
    let call = try #require(report.calls.first)
    #expect(call.outputs == [NumberTable(row: [2, 3])])
    #expect(call.allocatedBytes == 4 && call.bytesRead == 8 && call.heapBytes == 16)
  }

  @Test func `a report that breaks off is missing its end`() {
    #expect(read([]).end == .missing)
    #expect(read(begin(0)).end == .missing)
    #expect(read(begin(0) + result(1, [2])).end == .missing)
  }

  @Test func `a frame under another key is forged`() {
    #expect(read(begin(0) + frame(2, 1, payload([2]), key: (1, 2))).end == .forged)
  }

  @Test func `frames count once and in order`() {
    #expect(read(begin(0) + result(1, [2]) + result(1, [2])).end == .forged)
    #expect(read(begin(0) + result(1, [2]) + result(2, [2])).end == .forged)
    #expect(read(result(0, [2])).end == .forged)
    #expect(read(begin(0) + end(1)).end == .forged)
    #expect(read(frame(1, 0, [7, 0, 0, 0])).end == .forged)
  }

  @Test func `what comes after the end is trailing`() {
    #expect(read(begin(0) + result(1, [2]) + end(2) + [1]).end == .trailing)
  }

  @Test func `any prefix and any changed byte are read without a trap`() {
    let bytes = begin(0) + result(1, [2, 3]) + end(2)
    for count in bytes.indices { #expect(read(Array(bytes[..<count])).end == expectedEnd(count)) }
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x80
      #expect(read(changed).end == .forged)
    }
  }

  @Test func `sizes that do not fit are refused`() {
    var payload = payload([2])
    payload.replaceSubrange(48..<56, with: [255, 255, 255, 255, 255, 255, 255, 255])
    #expect(read(begin(0) + frame(2, 1, payload)).end == .forged)
  }

  /// A cut inside a frame is no frame; between frames it is an early end.
  private func expectedEnd(_ count: Int) -> BoxReport.End {
    [0, begin(0).count, begin(0).count + result(1, [2, 3]).count].contains(count)
      ? .missing : .forged
  }

  private func read(_ bytes: [UInt8]) -> BoxReport { FrameReader.read(bytes, key: key, cases: 1) }
  private func begin(_ number: UInt32) -> [UInt8] { frame(1, number, [0, 0, 0, 0]) }
  private func end(_ number: UInt32) -> [UInt8] { frame(4, number, []) }
  private func result(_ number: UInt32, _ values: [Float]) -> [UInt8] {
    frame(2, number, payload(values))
  }

  private func payload(_ values: [Float]) -> [UInt8] {
    var bytes = little(UInt32(0)) + little(0.5.bitPattern)
    for count in [4, 8, 12, 16] { bytes += little(UInt64(count)) }
    bytes += little(UInt32(1)) + little(UInt32(1)) + little(UInt32(values.count))
    return bytes + values.flatMap { little($0.bitPattern) }
  }

  private func frame(
    _ kind: UInt8, _ number: UInt32, _ payload: [UInt8], key: (UInt64, UInt64)? = nil
  ) -> [UInt8] {
    let bytes = [kind] + little(number) + little(UInt32(payload.count)) + payload
    return bytes + little(SipHash(key: key ?? self.key)(bytes))
  }

  private func little(_ number: some FixedWidthInteger) -> [UInt8] {
    (0..<number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
