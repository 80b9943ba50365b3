/// What the program in the box reads: the key, and all cases' inputs.
///
/// Never what is expected.
struct CaseMessage {
  private(set) var bytes: [UInt8] = []

  init(_ cases: [CodeCase], key: (UInt64, UInt64)) {
    add(key.0)
    add(key.1)
    add(UInt32(truncatingIfNeeded: cases.count))
    for one in cases {
      add(UInt32(truncatingIfNeeded: one.repeats))
      add(UInt32(truncatingIfNeeded: one.inputs.count))
      for table in one.inputs {
        add(UInt32(truncatingIfNeeded: table.rows))
        add(UInt32(truncatingIfNeeded: table.columns))
        bytes.reserveCapacity(bytes.count + 4 * table.values.count)
        for value in table.values { add(Float(value).bitPattern) }
      }
    }
  }

  private mutating func add(_ number: some FixedWidthInteger) {
    for byte in 0..<number.bitWidth / 8 {
      bytes.append(UInt8(truncatingIfNeeded: number >> (8 * byte)))
    }
  }
}
