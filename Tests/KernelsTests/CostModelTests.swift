import Testing

@testable import Kernels

@Suite struct CostModelTests {
  /// Batch 64, 16 heads, 1024 tokens, headDim 64, float16: the workload of figure 2.
  private let figure2 = Problem(batch: 64, heads: 16, queries: 1024, headDim: 64)

  @Test(arguments: [(64, 6.71), (128, 3.49), (256, 1.88), (512, 1.07)])
  func `gives the traffic of the paper's figure for each size of block`(
    blockK: Int, gigabytes: Double
  ) {
    let bytes = CostModel.matrixTrafficBytes(
      .flash1, figure2, blockQ: 64, blockK: blockK, bytesPerElement: 2)
    #expect((bytes / 1e7).rounded() / 100 == gigabytes)
  }

  @Test func `moves nine gigabytes in the standard forward pass of the same workload`() {
    let bytes = CostModel.trafficBytes(
      .standard, figure2, blockQ: 64, blockK: 64, bytesPerElement: 2)
    #expect((bytes / 1e7).rounded() / 100 == 9.13)
  }

  @Test(arguments: [
    (128, 36.0, 22.0), (256, 104, 44), (512, 336, 104.5), (1024, 1184, 209), (2048, 4416, 418),
    (4096, 17024, 836),
  ])
  func `gives the memory of the paper's table 21`(n: Int, standard: Double, flash: Double) {
    let problem = Problem(batch: 16, heads: 8, queries: n, headDim: 64)
    let mebibyte = 1_048_576.0
    #expect(
      CostModel.trainingBytes(.standard, problem, bytesPerElement: 2) / mebibyte == standard)
    #expect(CostModel.trainingBytes(.flash1, problem, bytesPerElement: 2) / mebibyte == flash)
  }

  @Test(arguments: [(8192, 1672.0), (16384, 3344), (32768, 6688), (65536, 13376)])
  func `gives the memory of flash where the standard kernel has none left`(n: Int, flash: Double) {
    let problem = Problem(batch: 16, heads: 8, queries: n, headDim: 64)
    #expect(CostModel.trainingBytes(.flash1, problem, bytesPerElement: 2) / 1_048_576 == flash)
  }

  @Test(arguments: [Mask.none, .causal, .window(0), .window(5), .window(30), .window(100)])
  func `counts the pairs that the mask leaves`(mask: Mask) {
    for (queries, keys) in [(20, 20), (13, 31), (31, 13), (1, 9), (9, 1), (0, 3), (3, 0)] {
      let problem = Problem(
        batch: 2, heads: 3, queries: queries, keys: keys, headDim: 1, mask: mask)
      let visible = VisibleKeys(problem)
      let pairs = (0..<queries).reduce(0) { $0 + visible.range(row: $1, batch: 0).count }
      #expect(CostModel.visiblePairs(problem) == Double(6 * pairs))
      #expect(CostModel.operations(problem) == Double(24 * pairs))
    }
  }

  @Test func `survives sizes that no machine holds`() {
    let problem = Problem(batch: 256, heads: 256, queries: 1 << 40, headDim: 512)
    #expect(
      CostModel.extraBytes(.standard, problem, blockQ: 64, blockK: 64, bytesPerElement: 4) > 1e29)
    #expect(Attention.estimatedBytes(.flash2, problem) == .max)
  }

  @Test func `flash2 scales an output number a third as often as flash1`() {
    let problem = Problem(queries: 4096, headDim: 64)
    #expect(CostModel.rescales(.flash1, problem, blockK: 64) == 192)
    #expect(CostModel.rescales(.flash2, problem, blockK: 64) == 65)
    #expect(CostModel.rescales(.standard, problem, blockK: 64) == 0)
  }
}
