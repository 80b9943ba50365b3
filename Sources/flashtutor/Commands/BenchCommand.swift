import ArgumentParser
import Kernels

/// `flashtutor bench`: kernel speeds on this machine, as GFLOP/s and share of the measured peak.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure the kernels on this machine.",
    discussion: """
      A row for each combination: medians of at least 7 runs, GFLOP/s by the convention 4 n² d a \
      head (masked pairs not counted), the share of the fused-multiply-add peak measured in the \
      same run, the ledger's peak of scratch bytes, and the largest error against float64.
      """)

  @Option(help: "Kernels, separated by commas.")
  var kernels = "standard,flash1,flash2"

  @Option(help: "Sequence lengths, separated by commas.")
  var n = "512,1024,2048"

  @Option(name: .customLong("head-dim"), help: "Head dimensions, separated by commas.")
  var headDim = "64"

  @Option(help: "Heads.") var heads = 8
  @Option(help: "Batch entries.") var batch = 1
  @Flag(help: "With the causal mask.") var causal = false
  @Option(help: "How rows are written: table, json or csv.") var format = BenchFormat.table
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let settings = try Environment().settings(options)
    let plan = try BenchPlan(
      kernels: names(), lengths: numbers(n, "--n", 1...1_048_576),
      headDims: numbers(headDim, "--head-dim", 1...512), heads: heads, batch: batch,
      isCausal: causal, threads: settings.threads, memoryLimitBytes: settings.memoryLimitBytes,
      seed: settings.seed ?? 42)
    Interruption.watch()
    let report = try plan.run()
    StandardOutput.write(report.text(format))
  }

  private func names() throws(Failure) -> [KernelName] {
    var names: [KernelName] = []
    for word in words(kernels) {
      guard let name = KernelName(rawValue: word) else {
        let known = KernelName.allCases.map(\.rawValue)
        throw .usage(
          "--kernels: there is no kernel '\(word)'" + Nearest.hint(for: word, among: known))
      }
      names.append(name)
    }
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
