extension NpyArray {
  /// Decodes a whole file.
  ///
  /// - Throws: ``NpyError``, without a path.
  public init(bytes: [UInt8]) throws(NpyError) {
    let header = try NpyHeader(bytes)
    guard let type = header.type.last.map({ _ in header.type.dropFirst() }),
      let order = header.type.first, "<>|=".contains(order),
      let size = ["f2": 2, "f4": 4, "f8": 8, "b1": 1][String(type)]
    else { throw NpyError(.unsupportedType(header.type)) }
    guard let count = product(header.shape), let expected = product([count, size]) else {
      throw NpyError(.shapeTooLarge(header.shape))
    }
    let found = bytes.count - header.dataStart
    guard found == expected else {
      throw NpyError(.wrongSize(expectedBytes: expected, foundBytes: found))
    }
    let data = Data(
      bytes: bytes, start: header.dataStart, count: count, isBigEndian: order == ">",
      order: header.isFortranOrder ? header.shape : nil)
    let values: Values
    switch type {
    case "f2": values = .float16(data.map(UInt16.self) { Float16(bitPattern: $0) })
    case "f4": values = .float32(data.map(UInt32.self) { Float(bitPattern: $0) })
    case "f8": values = .float64(data.map(UInt64.self) { Double(bitPattern: $0) })
    default:
      let raw = data.map(UInt8.self) { $0 }
      if let index = raw.firstIndex(where: { $0 > 1 }) {
        throw NpyError(.notABool(at: index, value: raw[index]))
      }
      values = .bool(raw.map { $0 == 1 })
    }
    try self.init(shape: header.shape, values)
  }

  /// The whole file: version 1.0, little-endian, C order.
  public func encoded() -> [UInt8] {
    switch values {
    case .float16(let numbers):
      NpyHeader.encode(type: "<f2", shape: shape)
        + NpyArray.bytes(numbers.map(\.bitPattern.littleEndian))
    case .float32(let numbers):
      NpyHeader.encode(type: "<f4", shape: shape)
        + NpyArray.bytes(numbers.map(\.bitPattern.littleEndian))
    case .float64(let numbers):
      NpyHeader.encode(type: "<f8", shape: shape)
        + NpyArray.bytes(numbers.map(\.bitPattern.littleEndian))
    case .bool(let flags):
      NpyHeader.encode(type: "|b1", shape: shape) + flags.map { $0 ? 1 : 0 }
    }
  }

  private static func bytes<Word: FixedWidthInteger>(_ words: [Word]) -> [UInt8] {
    words.withUnsafeBytes { Array($0) }
  }

  /// The numbers behind a header, as words.
  private struct Data {
    let bytes: [UInt8]
    let start: Int
    let count: Int
    let isBigEndian: Bool
    /// The shape, when the file is in Fortran order.
    let order: [Int]?

    /// Each word in C order, turned into a number; the sizes were checked.
    func map<Word: FixedWidthInteger, Number>(
      _: Word.Type, _ number: (Word) -> Number
    ) -> [Number] {
      let size = MemoryLayout<Word>.size
      return bytes.withUnsafeBytes { buffer in
        func word(_ index: Int) -> Number {
          let raw = buffer.loadUnaligned(fromByteOffset: start + index * size, as: Word.self)
          return number(isBigEndian ? Word(bigEndian: raw) : Word(littleEndian: raw))
        }
        guard let shape = order, shape.count > 1, count > 0 else {
          return (0..<count).map(word)
        }
        return Data.fortranOffsets(shape, count: count).map(word)
      }
    }

    /// For each element in C order its place in Fortran order, where the first index runs fastest.
    private static func fortranOffsets(_ shape: [Int], count: Int) -> [Int] {
      var strides: [Int] = []
      var step = 1
      for extent in shape {
        strides.append(step)
        step *= extent
      }
      var position = [Int](repeating: 0, count: shape.count)
      var offset = 0
      return (0..<count).map { _ in
        defer {
          var axis = shape.count - 1
          while axis >= 0 {
            position[axis] += 1
            offset += strides[axis]
            if position[axis] < shape[axis] { break }
            offset -= strides[axis] * shape[axis]
            position[axis] = 0
            axis -= 1
          }
        }
        return offset
      }
    }
  }
}
