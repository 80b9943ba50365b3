import ArgumentParser
import Kernels

/// `flashtutor bench`: kernel speeds on this machine, as GFLOP/s and share of the measured peak.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure the kernels on this machine.",
    discussion: """
      A row for each combination: medians of at least 7 runs, GFLOP/s by the convention 4 n² d a \
      head forward and 10 n² d backward (masked pairs not counted), the share of the \
      fused-multiply-add peak measured in the same run, the ledger's peak of scratch bytes, and the \
      largest error against float64.

      --threads takes a list here, as in --threads 1,2.

      With --queries 1 it is the decoding path that runs: one query against n keys. Memory is its \
      limit, so rows also say how fast Q, K, V, O and L went by, as a share of the read bandwidth \
      measured in the same run.
      """)

  @Option(
    help: "Kernels, separated by commas; all that are timed with SIMD unless given.")
  var kernels: String?

  @Option(help: "Sequence lengths, separated by commas.")
  var n = "512,1024,2048"

  @Option(help: "Queries of each head, against n keys; n unless given.")
  var queries: Int?

  @Option(name: .customLong("head-dim"), help: "Head dimensions, separated by commas.")
  var headDim = "64"

  @Option(help: "Heads.") var heads = 8
  @Option(help: "Batch entries.") var batch = 1
  @Flag(help: "With the causal mask.") var causal = false
  @Flag(help: "The backward pass, without the forward pass before it.") var backward = false
  @Option(help: "How rows are written: table, json or csv.") var format = BenchFormat.table
  @OptionGroup var options: GlobalOptions

  func run() throws {
    var options = options
    let counts = options.threads
    options.threads = nil
    let settings = try Environment().settings(options)
    let plan = try BenchPlan(
      kernels: names(), lengths: numbers(n, "--n", 1...1_048_576),
      queries: queries.map { count throws(Failure) in
        try numbers("\(count)", "--queries", 1...1_048_576)[0]
      },
      headDims: numbers(headDim, "--head-dim", 1...512),
      threads: counts.map { text throws(Failure) in try numbers(text, "--threads", 1...64) }
        ?? [settings.threads],
      heads: numbers("\(heads)", "--heads", 1...256)[0],
      batch: numbers("\(batch)", "--batch", 1...256)[0], isCausal: causal,
      direction: backward ? .backward : .forward, memoryLimitBytes: settings.memoryLimitBytes,
      seed: settings.seed ?? 42)
    Interruption.watch()
    let report = try plan.run()
    StandardOutput.write(report.text(format))
  }

  private func names() throws(Failure) -> [KernelName] {
    var names: [KernelName] = []
    let usual = backward ? "standard,flash2" : "standard,flash1,flash2"
    for word in words(kernels ?? usual) {
      guard let name = KernelName(rawValue: word) else {
        let known = KernelName.allCases.map(\.rawValue)
        throw .usage(
          "--kernels: there is no kernel '\(word)'" + Nearest.hint(for: word, among: known))
      }
      names.append(name)
    }
    guard !names.isEmpty else { throw .usage("--kernels: the list is empty") }
    return names
  }

  private func numbers(_ text: String, _ name: String, _ range: ClosedRange<Int>) throws(Failure)
    -> [Int]
  {
    var numbers: [Int] = []
    for word in words(text) {
      guard let number = Int(word), range.contains(number) else {
        throw .usage(
          "\(name): '\(word)' is not a whole number from \(range.lowerBound) to "
            + "\(range.upperBound)")
      }
      numbers.append(number)
    }
    guard !numbers.isEmpty else { throw .usage("\(name): the list is empty") }
    return numbers
  }

  private func words(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
  }
}

/// How `flashtutor bench` writes its rows.
enum BenchFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, csv
}
