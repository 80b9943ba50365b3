import Foundation
import Kernels

/// One run of `flashtutor attention`: forward, and backward when there is a gradient.
struct AttentionJob {
  var kernel: KernelName
  var files: AttentionFiles
  var options: RunOptions

  /// Runs the kernel.
  ///
  /// - Throws: `Failure` with code 2 for impossible sizes, 4 for a refusal, 130 when interrupted.
  func run(verifying: Bool) throws(Failure) -> AttentionResults {
    let control = RunControl(isCancelled: { Interruption.hasHappened })
    do throws(KernelError) {
      return try run(verifying, control)
    } catch {
      throw Failure(error)
    }
  }

  private func run(_ isVerified: Bool, _ control: RunControl) throws(KernelError)
    -> AttentionResults
  {
    let (problem, tensors) = (files.problem, files.tensors)
    // Before the forward pass is computed for nothing.
    if files.dO != nil {
      try Attention.check(kernel, problem, options, direction: .backward)
    }
    let clock = ContinuousClock()
    var start = clock.now
    let output = try Attention.forward(kernel, problem, tensors, options, control)
    var lines = [line("forward", clock.now - start, output.ledger, output.instructionSet)]
    if isVerified {
      let row = 4 * Double(max(1, problem.keys)) * Double(problem.headDim)
      let rows = Self.operations / row / Double(max(1, problem.batch * problem.heads))
      let error = try Attention.error(
        of: output, problem, tensors, sampledRows: Int(min(1e9, max(1, rows))), control)
      lines.append(line(error))
    }
    var results = AttentionResults(files: files, output: output)
    if let dO = files.dO {
      start = clock.now
      let gradients = try Attention.backward(
        kernel, problem, tensors, output: output, dO: dO, options, control)
      lines.append(
        line("backward", clock.now - start, gradients.ledger, gradients.instructionSet))
      if isVerified {
        let error = try Attention.error(
          of: gradients, problem, tensors, dO: dO, operations: Self.operations, control)
        lines.append(line(error))
      }
      results.gradients = gradients
    }
    results.summary = lines.map { $0 + "\n" }.joined()
    return results
  }

  /// What a float64 comparison may take: some ten seconds.
  private static let operations = 4e10

  private func line(
    _ direction: String, _ time: Duration, _ ledger: LedgerReading, _ instructionSet: String
  ) -> String {
    let milliseconds = String(format: "%.3f", time / .milliseconds(1))
    return "\(kernel.rawValue) \(direction): \(milliseconds) ms, "
      + "\(ByteSize.text(ledger.peakBytes)) of scratch, \(instructionSet)"
  }

  private func line(_ error: ErrorReport) -> String {
    String(format: "max error %.3e, rms error %.3e", error.maximum, error.rms)
      + " against float64 (\(error.text))"
      + (error.nonFinite > 0 ? "; \(error.nonFinite) numbers are NaN or infinite" : "")
  }
}

/// What a run yields, and how it is written.
struct AttentionResults {
  enum Part {
    case o, logsumexp, dQ, dK, dV
  }

  var files: AttentionFiles
  var output: AttentionOutput
  var gradients: AttentionGradients?
  var summary = ""

  init(files: AttentionFiles, output: AttentionOutput) {
    self.files = files
    self.output = output
  }

  private func array(_ part: Part) throws(NpyError) -> NpyArray {
    let (queries, keys) = (files.queryShape, files.keyShape)
    return switch part {
    case .o: try NpyArray(shape: queries, .float32(output.o))
    case .logsumexp: try NpyArray(shape: queries.dropLast(), .float32(output.logsumexp))
    case .dQ: try NpyArray(shape: queries, .float32(gradients?.dQ ?? []))
    case .dK: try NpyArray(shape: keys, .float32(gradients?.dK ?? []))
    case .dV: try NpyArray(shape: keys, .float32(gradients?.dV ?? []))
    }
  }

  /// Writes the parts, each whole or not at all.
  ///
  /// - Throws: `Failure` with code 4, naming the file.
  func write(_ parts: [(path: String, part: Part)]) throws(Failure) {
    do throws(NpyError) {
      for (path, part) in parts { try array(part).write(path: path) }
    } catch {
      throw Failure(code: .runFailed, message: "flashtutor: \(error)")
    }
  }

  /// Checks that a file could be made at a path.
  ///
  /// - Throws: `Failure` with code 2 when its folder is missing, or it is a folder.
  static func requireFolder(of path: String, _ name: String) throws(Failure) {
    var isFolder: ObjCBool = false
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard !path.isEmpty else { throw .usage("\(name): the name of a file is missing") }
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else { throw .usage("\(name): there is no folder '\(folder)' for '\(path)'") }
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw .usage("\(name): '\(path)' is a folder")
    }
  }
}
