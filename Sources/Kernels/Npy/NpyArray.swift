/// An array as NumPy's `.npy` files hold it: a shape and numbers in row-major (C) order.
///
/// Format: NEP 1 and `numpy.lib.format`, versions 1.0, 2.0 and 3.0. Read: float16, float32, float64
/// and bool, either byte order, C and Fortran order. Written: version 1.0, little-endian.
public struct NpyArray: Hashable, Sendable {
  /// The numbers, in the type of the file.
  public enum Values: Hashable, Sendable {
    case float16([Float16])
    case float32([Float])
    case float64([Double])
    case bool([Bool])
  }

  /// Extents, outermost first; empty for a single number.
  public let shape: [Int]
  public let values: Values

  /// - Throws: ``NpyError`` when the numbers do not fill the shape exactly.
  public init(shape: [Int], _ values: Values) throws(NpyError) {
    guard shape.allSatisfy({ $0 >= 0 }), let count = product(shape), count == values.count else {
      throw NpyError(.wrongCount(shape: shape, count: values.count))
    }
    self.shape = shape
    self.values = values
  }

  /// The numbers in float32, rounded when the file has more digits; true is 1.
  public var floats: [Float] {
    switch values {
    case .float16(let numbers): numbers.map { Float($0) }
    case .float32(let numbers): numbers
    case .float64(let numbers): numbers.map { Float($0) }
    case .bool(let flags): flags.map { $0 ? 1 : 0 }
    }
  }

  /// The numbers in float64, exactly; true is 1.
  public var doubles: [Double] {
    switch values {
    case .float16(let numbers): numbers.map { Double($0) }
    case .float32(let numbers): numbers.map { Double($0) }
    case .float64(let numbers): numbers
    case .bool(let flags): flags.map { $0 ? 1 : 0 }
    }
  }

  /// The flags of a bool array; nil for numbers.
  public var flags: [Bool]? {
    guard case .bool(let flags) = values else { return nil }
    return flags
  }

  /// Checks that no number is NaN or infinite, also after rounding to float32.
  ///
  /// - Throws: ``NpyError`` with the place of the first one.
  public func requireFinite() throws(NpyError) {
    if let index = floats.firstIndex(where: { !$0.isFinite }) {
      throw NpyError(.notFinite(at: position(of: index)))
    }
  }

  /// The indices along each axis of a number, from its place in memory.
  private func position(of index: Int) -> [Int] {
    var rest = index
    var position: [Int] = []
    for extent in shape.reversed() {
      position.append(rest % extent)
      rest /= extent
    }
    return position.reversed()
  }
}

extension NpyArray.Values {
  public var count: Int {
    switch self {
    case .float16(let numbers): numbers.count
    case .float32(let numbers): numbers.count
    case .float64(let numbers): numbers.count
    case .bool(let flags): flags.count
    }
  }
}
