import ArgumentParser
import Kernels

/// `flashtutor attention`: a kernel on the user's own tensors.
struct AttentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attention",
    abstract: "Run a kernel on your own .npy tensors.",
    discussion: """
      Q is queries × headDim, heads × queries × headDim, or batch × heads × queries × headDim; K and \
      V likewise, with as many keys as you like. K and V may have fewer heads than Q, of which each \
      then serves several. The files hold float16, float32 or float64, row- or column-major; the \
      kernels compute in float32, and that is what is written.

      A mask is boolean, true where a query may see a key: queries × keys for all, or one for each \
      batch entry, or one for each head. Causal masks are aligned bottom-right: query i sees keys \
      j ≤ i + keys − queries. A row that sees no key gives 0 and the logsumexp −inf.

      With --dout also the backward pass is run and the gradients that you name are written.
      """)

  @Option(help: "standard, naive, unsafe, online, flash1 or flash2.")
  var kernel = KernelName.flash2.rawValue
  @Option(help: ArgumentHelp("Queries.", valueName: "file")) var q: String
  @Option(help: ArgumentHelp("Keys.", valueName: "file")) var k: String
  @Option(help: ArgumentHelp("Values.", valueName: "file")) var v: String
  @Option(help: ArgumentHelp("Where the output goes, in the shape of Q.", valueName: "file"))
  var out: String
  @Option(help: ArgumentHelp("Where log Σ exp of each row goes.", valueName: "file"))
  var lse: String?

  @Flag(help: "Query i sees keys j ≤ i + keys − queries.") var causal = false
  @Option(help: ArgumentHelp("Causal, and only the last so many of those keys.", valueName: "n"))
  var window: Int?
  @Option(help: ArgumentHelp("A boolean mask.", valueName: "file")) var mask: String?
  @Option(
    help: ArgumentHelp("What scores are multiplied by; 1/√headDim unless given.", valueName: "x"))
  var scale: Float?
  @Option(help: ArgumentHelp("Queries a tile.", valueName: "n")) var blockQ: Int?
  @Option(help: ArgumentHelp("Keys a tile.", valueName: "n")) var blockK: Int?

  @Option(help: ArgumentHelp("The gradient of the output, in its shape.", valueName: "file"))
  var dout: String?
  @Option(help: ArgumentHelp("Where the gradient of Q goes.", valueName: "file")) var dq: String?
  @Option(help: ArgumentHelp("Where the gradient of K goes.", valueName: "file")) var dk: String?
  @Option(help: ArgumentHelp("Where the gradient of V goes.", valueName: "file")) var dv: String?

  @Flag(help: "Print the largest and the rms error against float64.") var verify = false
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let settings = try Environment().settings(options)
    let name = try kernelName()
    try checkOutputs()
    let files = try AttentionFiles(
      q: q, k: k, v: v, mask: mask, dO: dout, isCausal: causal, window: window, scale: scale)
    let job = AttentionJob(
      kernel: name, files: files,
      options: RunOptions(
        blockQ: blockQ, blockK: blockK, threads: settings.threads,
        memoryLimitBytes: settings.memoryLimitBytes))
    Interruption.watch()
    let results = try job.run(verifying: verify)
    try results.write(
      [(out, .o), (lse, .logsumexp), (dq, .dQ), (dk, .dK), (dv, .dV)].compactMap { path, part in
        path.map { ($0, part) }
      })
    StandardOutput.write(results.summary)
  }

  private func kernelName() throws(Failure) -> KernelName {
    guard let name = KernelName(rawValue: kernel) else {
      let known = KernelName.allCases.map(\.rawValue)
      throw .usage(
        "--kernel: there is no kernel '\(kernel)'" + Nearest.hint(for: kernel, among: known))
    }
    guard dout == nil || name.hasBackward else {
      let others = KernelName.allCases.filter(\.hasBackward).map(\.rawValue)
      throw .usage(
        "--dout: \(kernel) has no backward pass; \(others.joined(separator: " and ")) have one")
    }
    return name
  }

  /// What can be known about the outputs before anything is computed.
  private func checkOutputs() throws(Failure) {
    let gradients = [("--dq", dq), ("--dk", dk), ("--dv", dv)]
    if dout == nil, let one = gradients.first(where: { $0.1 != nil }) {
      throw .usage("\(one.0) needs --dout, the gradient of the output")
    }
    if dout != nil, gradients.allSatisfy({ $0.1 == nil }) {
      throw .usage("--dout needs --dq, --dk or --dv: where shall the gradients go?")
    }
    var seen: [String: String] = [:]
    for (name, path) in [("--out", out), ("--lse", lse)] + gradients {
      guard let path else { continue }
      if let other = seen[path] {
        throw .usage("\(other) and \(name) name the same file, '\(path)'")
      }
      seen[path] = name
      try AttentionResults.requireFolder(of: path, name)
    }
  }
}
