import Foundation
import Testing

@testable import Kernels

/// A case of Tests/KernelsTests/Golden, whose answers agree with PyTorch's double precision.
private struct Golden {
  let example: FastCase
  let dO: [Float]
  let answers: [String: [Double]]

  static let names = [
    "basic", "ragged", "causal", "cross", "causal-cross", "key-mask", "masked-row", "gqa",
    "large-logits", "window", "one-token", "decode",
  ]

  init(_ name: String) throws {
    let url = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    let data = try Data(contentsOf: url.appending(path: "index.json"))
    let index = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let sizes = try #require(index[name] as? [String: Any])
    func size(_ key: String) throws -> Int { try #require(sizes[key] as? Int) }
    func array(_ file: String) throws -> [Double] {
      try Golden.numbers(Data(contentsOf: url.appending(path: "\(name)/\(file).npy")))
    }
    var mask = Mask.none
    if let window = sizes["window"] as? Int {
      mask = .window(window)
    } else if sizes["causal"] as? Bool == true {
      mask = .causal
    } else if sizes["mask"] != nil {
      mask = .dense(try array("mask").map { $0 != 0 })
    }
    let problem = Problem(
      batch: try size("B"), heads: try size("H"), kvHeads: try size("Hkv"), queries: try size("Nq"),
      keys: try size("Nk"), headDim: try size("d"), mask: mask)
    example = FastCase(
      problem, q: try array("q").map(Float.init), k: try array("k").map(Float.init),
      v: try array("v").map(Float.init))
    dO = try array("do").map(Float.init)
    var answers: [String: [Double]] = [:]
    for file in ["o", "lse", "dq", "dk", "dv"] { answers[file] = try array(file) }
    self.answers = answers
  }

  /// The numbers of a `.npy` file of version 1: little-endian float32, float64 or bool, C order.
  static func numbers(_ data: Data) throws -> [Double] {
    let bytes = [UInt8](data)
    let start = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
    let header = try #require(String(bytes: bytes[10..<start], encoding: .utf8))
    return bytes[start...].withUnsafeBytes { raw in
      if header.contains("<f4") {
        return stride(from: 0, to: raw.count, by: 4).map {
          Double(raw.loadUnaligned(fromByteOffset: $0, as: Float.self))
        }
      }
      if header.contains("<f8") {
        return stride(from: 0, to: raw.count, by: 8).map {
          raw.loadUnaligned(fromByteOffset: $0, as: Double.self)
        }
      }
      return raw.map { Double($0) }
    }
  }

  func answer(_ name: String) throws -> [Double] { try #require(answers[name]) }
}

@Suite struct FastGoldenTests {
  @Test(arguments: fastKernels, Golden.names)
  func `forward gives the known answers`(kernel: KernelName, name: String) throws {
    let golden = try Golden(name)
    let actual = try golden.example.run(kernel, RunOptions(threads: 2))
    let tolerance = golden.example.tolerance(golden.example.reference().largestScore)
    #expect(largestDifference(actual.o, try golden.answer("o")) <= tolerance)
    #expect(largestDifference(actual.logsumexp, try golden.answer("lse")) <= 1e-5)
  }

  @Test(arguments: backwardKernels, Golden.names)
  func `backward gives the known answers`(kernel: KernelName, name: String) throws {
    let golden = try Golden(name)
    let actual = try golden.example.gradients(kernel, dO: golden.dO, RunOptions(threads: 2))
    let score = golden.example.reference().largestScore
    for (file, gradient) in [("dq", actual.dQ), ("dk", actual.dK), ("dv", actual.dV)] {
      let expected = try golden.answer(file)
      let largest = max(1, expected.map(abs).max() ?? 0)
      #expect(largestDifference(gradient, expected) <= 2e-7 * (1 + score) * largest)
    }
  }
}
