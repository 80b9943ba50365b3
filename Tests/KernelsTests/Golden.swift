import Foundation
import Testing

@testable import Kernels

/// A case with known answers from the folder `Golden`; its README says how they were made.
struct GoldenCase: CustomTestStringConvertible, Sendable {
  let name: String
  let problem: Problem
  let tensors: Tensors
  let o: [Double]
  let logsumexp: [Double]

  var testDescription: String { name }

  static let names = [
    "basic", "ragged", "causal", "cross", "causal-cross", "key-mask", "masked-row", "gqa",
    "large-logits", "window", "one-token", "decode",
  ]

  private struct Sizes: Decodable {
    var B: Int
    var H: Int
    var Hkv: Int
    var Nq: Int
    var Nk: Int
    var d: Int
    var scale: Double
    var causal: Bool?
    var window: Int?
    var mask: String?
  }

  init(_ name: String) throws {
    let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    let index = try JSONDecoder().decode(
      [String: Sizes].self, from: Data(contentsOf: folder.appending(path: "index.json")))
    let sizes = try #require(index[name])
    self.name = name
    var mask: Mask = sizes.causal == true ? .causal : .none
    if let width = sizes.window { mask = .window(width) }
    if sizes.mask != nil {
      mask = .dense(try #require(try GoldenCase.array(name, "mask").flags))
    }
    problem = Problem(
      batch: sizes.B, heads: sizes.H, kvHeads: sizes.Hkv, queries: sizes.Nq, keys: sizes.Nk,
      headDim: sizes.d, mask: mask, scale: Float(sizes.scale))
    tensors = Tensors(
      q: try GoldenCase.array(name, "q").floats, k: try GoldenCase.array(name, "k").floats,
      v: try GoldenCase.array(name, "v").floats)
    o = try GoldenCase.array(name, "o").doubles
    logsumexp = try GoldenCase.array(name, "lse").doubles
  }

  /// One of the arrays of a case, by the name of its file.
  static func array(_ name: String, _ file: String) throws -> NpyArray {
    let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    return try NpyArray(path: folder.appending(path: "\(name)/\(file).npy").path)
  }

  /// 2e-7 · (1 + max |S|) · max |V|: float32's error bound on the output of one attention.
  var tolerance: Double {
    let example = FastCase(problem, q: tensors.q, k: tensors.k, v: tensors.v)
    return example.tolerance(example.reference().largestScore)
  }
}

/// The largest difference in float64; infinities of the same sign are equal, NaN never is.
func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { largest, pair in
    if pair.0 == pair.1 { return largest }
    let difference = abs(pair.0 - pair.1)
    return difference.isNaN ? .infinity : max(largest, difference)
  }
}
