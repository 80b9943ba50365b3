/// What a kernel costs by formula: operations, bytes between slow memory and scratch, scratch bytes.
///
/// Formulas of section 1.1 of our notes after Dao et al. 2022; see each function.
public enum CostModel {
  /// Floating-point operations of the two products and the softmax's exponentials.
  public static func operations(_ problem: Problem) -> Double { 0 }

  /// Bytes moved between slow memory and scratch in the forward pass.
  public static func trafficBytes(
    _ kernel: KernelName, _ problem: Problem, blockQ: Int, blockK: Int, bytesPerElement: Int
  ) -> Double { 0 }

  /// Bytes of extra memory beyond Q, K, V and O.
  public static func extraBytes(
    _ kernel: KernelName, _ problem: Problem, blockQ: Int, blockK: Int, bytesPerElement: Int
  ) -> Double { 0 }

  /// Bytes of fast memory that one worker needs at once: the tiles of Q, K, V, S and O.
  public static func tileBytes(
    _ kernel: KernelName, headDim: Int, blockQ: Int, blockK: Int, bytesPerElement: Int
  ) -> Double { 0 }
}
