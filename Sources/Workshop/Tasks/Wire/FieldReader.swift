/// Numbers in the order of little-endian bytes, one after the other.
struct FieldReader {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func number<T: FixedWidthInteger & UnsignedInteger>() -> T? {
    guard let field = take(T.bitWidth / 8) else { return nil }
    return field.reversed().reduce(into: T.zero) { number, byte in
      number = number << 8 | T(byte)
    }
  }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// Rows, columns, and the numbers in single precision.
  mutating func table() -> NumberTable? {
    guard let rows: UInt32 = number(), let columns: UInt32 = number() else { return nil }
    let (count, overflow) = Int(rows).multipliedReportingOverflow(by: Int(columns))
    guard !overflow, count <= rest.count / 4 else { return nil }
    var values: [Double] = []
    values.reserveCapacity(count)
    for _ in 0..<count {
      guard let bits: UInt32 = number() else { return nil }
      values.append(Double(Float(bitPattern: bits)))
    }
    return NumberTable(rows: Int(rows), columns: Int(columns), values: values)
  }
}
