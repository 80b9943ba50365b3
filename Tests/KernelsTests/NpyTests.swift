import Foundation
import Testing

@testable import Kernels

/// A `.npy` file from its parts.
private func file(_ header: String, _ data: [UInt8] = [], version: UInt8 = 1) -> [UInt8] {
  let text = Array(header.utf8)
  let length: [UInt8] =
    version == 1
    ? [UInt8(text.count % 256), UInt8(text.count / 256)]
    : [UInt8(text.count % 256), UInt8(text.count / 256), 0, 0]
  return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + data
}

private func header(_ type: String, _ shape: String, fortran: Bool = false) -> String {
  "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }\n"
}

@Suite struct NpyTests {
  @Test(arguments: [
    NpyArray.Values.float16([1.5, -2, 65504, 0.000061]), .float32([1, .pi, -0.0, 1e-38]),
    .float64([1, .pi, 1e300, -1e-300]), .bool([true, false, false, true]),
  ])
  func `reads back what it writes`(values: NpyArray.Values) throws {
    for shape in [[4], [2, 2], [1, 4, 1]] {
      let array = try NpyArray(shape: shape, values)
      let bytes = array.encoded()
      #expect(try NpyArray(bytes: bytes) == array)
      #expect((bytes.count - array.values.count * size(values)) % 64 == 0)
    }
  }

  private func size(_ values: NpyArray.Values) -> Int {
    switch values {
    case .float16: 2
    case .float32: 4
    case .float64: 8
    case .bool: 1
    }
  }

  @Test(arguments: [UInt8(1), 2, 3]) func `reads every version`(version: UInt8) throws {
    let array = try NpyArray(
      bytes: file(header("<f4", "(1,)"), [0, 0, 0x80, 0x3F], version: version))
    #expect(array.floats == [1])
  }

  @Test func `reads Fortran order and big-endian numbers`() throws {
    let data: [UInt8] = (1...6).flatMap { [0x40, UInt8($0)] }
    let array = try NpyArray(bytes: file(header(">f2", "(2, 3)", fortran: true), data))
    let bits: [UInt16] = [0x4001, 0x4003, 0x4005, 0x4002, 0x4004, 0x4006]
    #expect(array.values == .float16(bits.map { Float16(bitPattern: $0) }))
    #expect(array.shape == [2, 3])
  }

  @Test func `reads a single number and an empty array`() throws {
    #expect(try NpyArray(bytes: file(header("|b1", "()"), [1])).flags == [true])
    #expect(try NpyArray(bytes: file(header("<f8", "(0, 7)"))).doubles == [])
  }

  @Test(arguments: [
    ([], NpyError.Problem.notNpy),
    ([0x93, 0x4E], .notNpy),
    (file("", version: 4), .unknownVersion(major: 4, minor: 0)),
    (file(header("<i8", "(1,)")), .unsupportedType("<i8")),
    (file(header("", "(1,)")), .unsupportedType("")),
    (
      file(header("<f4", "(2,)"), [0, 0, 0, 0]), .wrongSize(expectedBytes: 8, foundBytes: 4)
    ),
    (
      file(header("<f4", "(1,)"), [0, 0, 0, 0, 9]), .wrongSize(expectedBytes: 4, foundBytes: 5)
    ),
    (
      file(header("<f4", "(4611686018427387904, 2)")),
      .shapeTooLarge([4_611_686_018_427_387_904, 2])
    ),
    (file(header("|b1", "(2,)"), [1, 7]), .notABool(at: 1, value: 7)),
  ])
  func `says what is wrong with a file`(bytes: [UInt8], problem: NpyError.Problem) {
    #expect(throws: NpyError(problem)) { try NpyArray(bytes: bytes) }
  }

  @Test(arguments: [
    "", "{", "{}", "[1]", "{'descr': '<f4'}", "{'descr: '<f4'}",
    "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}",
    "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x",
    "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': True}",
  ])
  func `finds a malformed header`(text: String) {
    #expect { try NpyArray(bytes: file(text)) } throws: { error in
      guard case .malformedHeader? = (error as? NpyError)?.problem else { return false }
      return true
    }
  }

  @Test func `survives a file cut anywhere`() throws {
    let whole = try NpyArray(shape: [2, 2], .float32([1, 2, 3, 4])).encoded()
    for length in 0..<whole.count {
      #expect(throws: NpyError.self) { try NpyArray(bytes: Array(whole[..<length])) }
    }
  }

  @Test func `says where a number is not finite`() throws {
    let array = try NpyArray(shape: [2, 3], .float64([1, 2, 3, 4, .nan, 6]))
    #expect(throws: NpyError(.notFinite(at: [1, 1]))) { try array.requireFinite() }
    let large = try NpyArray(shape: [1], .float64([1e300]))
    #expect(throws: NpyError(.notFinite(at: [0]))) { try large.requireFinite() }
  }

  @Test func `writes a file whole and names the one that it cannot`() throws {
    let folder = FileManager.default.temporaryDirectory
    let path = folder.appending(path: "\(UUID()).npy").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let array = try NpyArray(shape: [3], .float32([1, 2, 3]))
    try array.write(path: path)
    #expect(try NpyArray(path: path) == array)
    let missing = folder.appending(path: "\(UUID())/x.npy").path
    #expect { try NpyArray(path: missing) } throws: { "\($0)".hasPrefix("\(missing): cannot") }
    #expect { try array.write(path: missing) } throws: { "\($0)".hasPrefix("\(missing): cannot") }
  }
}
