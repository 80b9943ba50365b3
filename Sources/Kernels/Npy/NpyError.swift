/// Why a `.npy` file cannot be read or written; names the file once it is known.
public struct NpyError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Problem: Hashable, Sendable {
    /// The system's own words.
    case cannotOpen(String)
    case cannotRead(String)
    case cannotWrite(String)
    /// The first six bytes are not NumPy's.
    case notNpy
    case unknownVersion(major: Int, minor: Int)
    /// The header is not the dictionary that it should be.
    case malformedHeader(String)
    /// A number type other than float16, float32, float64 and bool.
    case unsupportedType(String)
    /// The extents' product overflows.
    case shapeTooLarge([Int])
    /// Fewer or more bytes than the shape asks for.
    case wrongSize(expectedBytes: Int, foundBytes: Int)
    case wrongCount(shape: [Int], count: Int)
    case notABool(at: Int, value: UInt8)
    case notFinite(at: [Int])
  }

  public var problem: Problem
  public var path: String?

  public init(_ problem: Problem, path: String? = nil) {
    self.problem = problem
    self.path = path
  }

  public var description: String { path.map { "\($0): \(sentence)" } ?? sentence }

  private var sentence: String {
    switch problem {
    case .cannotOpen(let reason): "cannot be opened: \(reason)"
    case .cannotRead(let reason): "cannot be read: \(reason)"
    case .cannotWrite(let reason): "cannot be written: \(reason)"
    case .notNpy: "is not a .npy file: it does not begin with \\x93NUMPY"
    case .unknownVersion(let major, let minor):
      "has .npy version \(major).\(minor); 1.0, 2.0 and 3.0 are known"
    case .malformedHeader(let reason): "has a malformed header: \(reason)"
    case .unsupportedType(let type):
      "has elements of type '\(type)'; float16, float32, float64 and bool can be read"
    case .shapeTooLarge(let shape): "has the shape \(shape), more than can be counted"
    case .wrongSize(let expected, let found):
      found < expected
        ? "is too short: its shape asks for \(expected) bytes of data and \(found) are there"
        : "is too long: its shape asks for \(expected) bytes of data and \(found) are there"
    case .wrongCount(let shape, let count): "the shape \(shape) does not hold \(count) numbers"
    case .notABool(let index, let value):
      "has the byte \(value) at element \(index) of a bool array"
    case .notFinite(let position): "has a NaN or an infinity at index \(position)"
    }
  }
}
