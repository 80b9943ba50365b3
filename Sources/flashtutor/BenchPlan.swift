import Kernels

/// What `flashtutor bench` measures.
struct BenchPlan {
  var kernels: [KernelName]
  var lengths: [Int]
  var headDims: [Int]
  var heads: Int
  var batch: Int
  var isCausal: Bool
  var threads: Int
  var memoryLimitBytes: Int?
  var seed: UInt64

  /// Measures every combination, the peak first.
  ///
  /// - Throws: `Failure` with code 4 when a combination is refused or fails, 130 when interrupted.
  func run() throws(Failure) -> BenchReport {
    let control = RunControl(isCancelled: { Interruption.hasHappened })
    do throws(KernelError) {
      let peak = try Machine.measurePeak(threads: threads, control)
      var rows: [BenchReport.Row] = []
      for headDim in headDims {
        for n in lengths {
          for kernel in kernels {
            rows.append(try measure(kernel, n: n, headDim: headDim, peak: peak, control))
          }
        }
      }
      return BenchReport(machine: Machine.inspect(), peak: peak, rows: rows)
    } catch .cancelled {
      throw Failure(code: .interrupted, message: "flashtutor: interrupted")
    } catch {
      throw Failure(code: .runFailed, message: "flashtutor: \(error)")
    }
  }

  private func measure(
    _ kernel: KernelName, n: Int, headDim: Int, peak: Double, _ control: RunControl
  ) throws(KernelError) -> BenchReport.Row {
    let problem = Problem(
      batch: batch, heads: heads, queries: n, headDim: headDim, mask: isCausal ? .causal : .none)
    let measured = try Attention.measure(
      kernel, problem, recipe: InputRecipe(seed: seed),
      RunOptions(threads: threads, memoryLimitBytes: memoryLimitBytes), Effort(), control)
    let speed = measured.operations / measured.median
    return BenchReport.Row(
      kernel: kernel.rawValue, n: n, headDim: headDim, heads: heads, batch: batch,
      causal: isCausal, threads: measured.threads, direction: "forward",
      seconds: measured.median, gflops: speed / 1e9, shareOfPeak: speed / peak,
      peakBytes: measured.peakScratchBytes, maxError: measured.error.maximum)
  }
}
