import Synchronization
import Testing

@testable import Kernels

/// Holds each caller until another thread has come too, so that two workers go in step.
///
/// Gives up for good when nobody comes within a second: the other worker has finished.
private final class Rendezvous: Sendable {
  private let arrivals = Atomic<Int>(0)
  private let isOver = Atomic<Bool>(false)

  func wait() {
    let wanted = (arrivals.add(1, ordering: .acquiringAndReleasing).newValue + 1) / 2 * 2
    let deadline = ContinuousClock.now + .seconds(1)
    while arrivals.load(ordering: .acquiring) < wanted, !isOver.load(ordering: .relaxed) {
      if ContinuousClock.now > deadline { isOver.store(true, ordering: .relaxed) }
    }
  }

  var control: RunControl {
    RunControl(isCancelled: {
      self.wait()
      return false
    })
  }
}

/// One at a time: they need the threads of the pool, and mean most when run alone.
@Suite(.serialized) struct WorkerTests {
  private let example = FastCase(
    Problem(heads: 2, queries: 256, headDim: 16, mask: .causal), seed: 4)

  @Test(arguments: fastKernels)
  func `workers in step keep to scratch of their own`(kernel: KernelName) throws {
    let options = RunOptions(blockQ: 32, blockK: 32, threads: 2)
    let alone = try example.run(kernel, RunOptions(blockQ: 32, blockK: 32))
    let together = try example.run(kernel, options, Rendezvous().control)
    #expect(alone.o == together.o)
    #expect(alone.logsumexp == together.logsumexp)
  }

  @Test(arguments: backwardKernels)
  func `so they do in the backward pass`(kernel: KernelName) throws {
    let dO = example.randomGradient()
    let options = RunOptions(blockQ: 32, blockK: 32, threads: 2)
    let alone = try example.gradients(kernel, dO: dO, RunOptions(blockQ: 32, blockK: 32))
    let together = try example.gradients(kernel, dO: dO, options, Rendezvous().control)
    #expect(alone.dQ == together.dQ)
    #expect(alone.dK == together.dK)
    #expect(alone.dV == together.dV)
  }
}
