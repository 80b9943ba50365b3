import Synchronization
import Testing

@testable import Kernels

@Suite struct ProblemTests {
  @Test(arguments: [
    (Problem(queries: -1, headDim: 4), "queries is -1; it must be at least 0"),
    (Problem(queries: 4, headDim: 0), "headDim is 0; it must lie in 1...512"),
    (Problem(queries: 4, headDim: 513), "headDim is 513; it must lie in 1...512"),
    (
      Problem(heads: 6, kvHeads: 4, queries: 4, headDim: 4),
      "heads (6) must be a multiple of kvHeads (4)"
    ),
    (
      Problem(queries: .max, headDim: 4), "queries is \(Int.max); it must be at most 1099511627776"
    ),
    (
      Problem(batch: 1 << 30, heads: 1 << 30, queries: 1 << 30, headDim: 4),
      "batch · heads · queries · keys is too large to count in 64 bits"
    ),
    (Problem(queries: 4, headDim: 4, scale: .nan), "the scale is nan; it must be a finite number"),
    (
      Problem(batch: 2, queries: 4, headDim: 4, mask: .padding(lengths: [4])),
      "the padding mask has 1 lengths for a batch of 2"
    ),
    (
      Problem(queries: 4, headDim: 4, mask: .padding(lengths: [5])),
      "a padding length is 5; it must lie in 0...4, the keys"
    ),
    (
      Problem(queries: 4, headDim: 4, mask: .dense([true])),
      "the mask has 1 entries; it must have queries · keys = 16"
    ),
  ])
  func `says what is wrong with a problem`(problem: Problem, sentence: String) {
    #expect(throws: KernelError.invalid(sentence)) { try problem.validate() }
    #expect(throws: KernelError.self) {
      try Attention.forward(.flash2, problem, Tensors(q: [], k: [], v: []))
    }
    #expect(Attention.estimatedBytes(.standard, problem) == .max)
  }

  @Test func `says which tensor has the wrong size`() {
    let problem = Problem(queries: 2, headDim: 2)
    let tensors = Tensors(q: [1, 2, 3, 4], k: [1], v: [])
    #expect(throws: KernelError.invalid("K has 1 numbers; its shape asks for 4")) {
      try Attention.forward(.naive, problem, tensors)
    }
  }

  @Test func `makes the same normal numbers everywhere`() throws {
    let tensors = try Attention.inputs(for: Problem(queries: 128, headDim: 64), InputRecipe())
    let all = tensors.q + tensors.k + tensors.v
    let mean = all.reduce(0.0) { $0 + Double($1) } / Double(all.count)
    let variance = all.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(all.count)
    #expect(abs(mean) < 0.02)
    #expect(abs(variance - 1) < 0.03)
    let hash = all.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1.bitPattern)) &* 1_099_511_628_211
    }
    #expect(hash == 16_047_752_933_939_157_168)
  }

  @Test func `takes the logarithm to fifteen digits`() {
    #expect(NormalNumbers.logarithm(1) == 0)
    #expect(abs(NormalNumbers.logarithm(2) - 0.6931471805599453) < 1e-16)
    #expect(abs(NormalNumbers.logarithm(1e-300) + 690.7755278982137) < 1e-12)
    #expect(abs(NormalNumbers.logarithm(0.9) + 0.10536051565782628) < 1e-16)
  }

  @Test func `does not change K and V with the number of queries, nor with the gain`() throws {
    let a = try Attention.inputs(for: Problem(queries: 3, keys: 9, headDim: 4), InputRecipe())
    let b = try Attention.inputs(
      for: Problem(queries: 7, keys: 9, headDim: 4), InputRecipe(gain: 2))
    #expect(a.k == b.k)
    #expect(a.v == b.v)
    #expect(Array(b.q[..<12]) == a.q.map { $0 * 2 })
  }

  @Test(arguments: [
    Problem(queries: 1 << 14, keys: 1, headDim: 64),
    Problem(queries: 1, keys: 1 << 14, headDim: 64),
  ]) func `stops in the middle of its inputs and of empty outputs`(problem: Problem) throws {
    let asked = Mutex(0)
    let control = RunControl(isCancelled: {
      asked.withLock { count in
        count += 1
        return count > 4
      }
    })
    #expect(throws: KernelError.cancelled) {
      try Attention.inputs(for: problem, InputRecipe(), control)
    }
    #expect(asked.withLock { $0 } == 5)
    let whole = try Attention.inputs(for: problem, InputRecipe())
    #expect(whole.q.count + whole.k.count == (1 << 20) + 64)
    let output = Problem(queries: 1 << 14, keys: 1, headDim: 64)
    #expect(throws: KernelError.cancelled) { try AttentionOutput(output, .naive, control) }
  }

  @Test func `a measurement that is cancelled ends before its inputs are made`() {
    let asked = Mutex(0)
    let control = RunControl(isCancelled: {
      asked.withLock { count in
        count += 1
        return count > 3
      }
    })
    #expect(throws: KernelError.cancelled) {
      try Attention.measure(
        .online, Problem(queries: 1, keys: 1 << 20, headDim: 64), RunOptions(), Effort(), control)
    }
    #expect(asked.withLock { $0 } == 4)
  }

  @Test func `refuses inputs that cannot be made`() {
    let problem = Problem(queries: 3, headDim: 1)
    for recipe in [InputRecipe(gain: .nan), InputRecipe(shift: .infinity), InputRecipe(shift: 1)] {
      #expect(throws: KernelError.self) { try Attention.inputs(for: problem, recipe) }
    }
  }
}
