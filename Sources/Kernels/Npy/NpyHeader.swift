/// The dictionary at the head of a `.npy` file, and where the data begin.
struct NpyHeader {
  var type: String
  var isFortranOrder: Bool
  var shape: [Int]
  /// Offset of the first byte of data.
  var dataStart: Int

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Whether a file begins as NumPy's do.
  static func isBeginning(of bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

  /// - Throws: ``NpyError``.
  init(_ bytes: [UInt8]) throws(NpyError) {
    guard NpyHeader.isBeginning(of: bytes) else { throw NpyError(.notNpy) }
    guard bytes.count >= 10 else {
      throw NpyError(.malformedHeader("the file ends before the length of the header"))
    }
    let (major, minor) = (Int(bytes[6]), Int(bytes[7]))
    guard (1...3).contains(major), minor == 0 else {
      throw NpyError(.unknownVersion(major: major, minor: minor))
    }
    let lengthBytes = major == 1 ? 2 : 4
    let start = 8 + lengthBytes
    guard bytes.count >= start else {
      throw NpyError(.malformedHeader("the file ends before the length of the header"))
    }
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - start else {
      throw NpyError(
        .malformedHeader("it should have \(length) bytes and \(bytes.count - start) are there"))
    }
    var parser = PythonLiteral(bytes[start..<start + length])
    let entries = try parser.dictionary()
    guard case .text(let type)? = entries["descr"] else {
      throw NpyError(.malformedHeader("'descr' is missing or not a single type"))
    }
    guard case .flag(let isFortranOrder)? = entries["fortran_order"] else {
      throw NpyError(.malformedHeader("'fortran_order' is missing or neither True nor False"))
    }
    guard case .tuple(let shape)? = entries["shape"] else {
      throw NpyError(.malformedHeader("'shape' is missing or not a tuple of whole numbers"))
    }
    guard entries.count == 3 else {
      throw NpyError(.malformedHeader("it has keys beside 'descr', 'fortran_order' and 'shape'"))
    }
    self.type = type
    self.isFortranOrder = isFortranOrder
    self.shape = shape
    dataStart = start + length
  }

  /// The bytes before the data, version 1.0, padded so that the data begin at a multiple of 64.
  static func encode(type: String, shape: [Int]) -> [UInt8] {
    let extents = shape.map { "\($0)," }.joined(separator: " ")
    // A tuple of one needs its comma; NumPy writes none after the last of several.
    let tuple = shape.count == 1 ? extents : String(extents.dropLast())
    let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(tuple)), }"
    let unpadded = magic.count + 4 + text.utf8.count + 1
    let padding = (64 - unpadded % 64) % 64
    let length = text.utf8.count + padding + 1
    var bytes = magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8 & 0xFF)]
    bytes += Array(text.utf8)
    bytes += [UInt8](repeating: 0x20, count: padding)
    bytes.append(0x0A)
    return bytes
  }
}
