import Foundation
import Kernels

/// The rows of `flashtutor bench`, and how they are written.
struct BenchReport: Encodable {
  struct Row: Encodable {
    var kernel: String
    /// Keys, and queries unless these are given apart.
    var n: Int
    var queries: Int?
    var headDim: Int
    var heads: Int
    var batch: Int
    var causal: Bool
    var threads: Int
    var direction: String
    /// The median.
    var seconds: Double
    var gflops: Double
    var shareOfPeak = Double.nan
    /// Q, K, V, O and L, each once, by the median; where queries are given apart.
    var gigabytesPerSecond: Double?
    var shareOfBandwidth: Double?
    var peakBytes: Int
    var maxError: Double
    /// What the error is of; told below the table.
    var compared: ErrorReport

    private enum CodingKeys: CodingKey {
      case kernel, n, queries, headDim, heads, batch, causal, threads, direction, seconds, gflops,
        shareOfPeak, gigabytesPerSecond, shareOfBandwidth, peakBytes, maxError
    }
  }

  struct MachineRecord: Encodable {
    var processor: String
    var cores: Int
    var instructionSet: String
    /// Of the most threads that were asked for.
    var peakGflops: Double
    var peaks: [Peak]
    /// Of reading memory; where it was measured.
    var bandwidths: [Bandwidth]?
    var isOptimized: Bool
  }

  struct Peak: Encodable {
    var threads: Int
    var gflops: Double
  }

  struct Bandwidth: Encodable {
    var threads: Int
    var gigabytesPerSecond: Double
  }

  var machine: MachineRecord
  var rows: [Row]

  /// - Parameters:
  ///   - machine: that the rows were measured on.
  ///   - limits: that the rows are shares of.
  ///   - rows: in the order of measuring, without their shares.
  init(machine: Machine, _ limits: BenchLimits, rows: [Row]) {
    let peaks = limits.peaks.sorted { $0.key < $1.key }.map { Peak(threads: $0, gflops: $1 / 1e9) }
    let speeds = limits.bandwidths.sorted { $0.key < $1.key }.map {
      Bandwidth(threads: $0, gigabytesPerSecond: $1 / 1e9)
    }
    self.machine = MachineRecord(
      processor: machine.processor, cores: machine.cores, instructionSet: machine.instructionSet,
      peakGflops: peaks.last?.gflops ?? .nan, peaks: peaks,
      bandwidths: speeds.isEmpty ? nil : speeds, isOptimized: machine.isOptimized)
    self.rows = rows.map { row in
      var row = row
      row.shareOfPeak = row.gflops * 1e9 / (limits.peaks[row.threads] ?? .nan)
      row.shareOfBandwidth = row.gigabytesPerSecond.flatMap { speed in
        limits.bandwidths[row.threads].map { speed * 1e9 / $0 }
      }
      return row
    }
  }

  func text(_ format: BenchFormat) -> String {
    switch format {
    case .table: table
    case .json: json
    case .csv: csv
    }
  }

  private var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    guard let data = try? encoder.encode(self) else { return "" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private var csv: String {
    var header = [
      "kernel", "n", "headDim", "heads", "batch", "causal", "threads", "direction", "seconds",
      "gflops", "shareOfPeak", "peakBytes", "maxError",
    ]
    if hasQueries { header += ["queries", "gigabytesPerSecond", "shareOfBandwidth"] }
    let lines = rows.map { row -> [String] in
      var line = [
        row.kernel, "\(row.n)", "\(row.headDim)", "\(row.heads)", "\(row.batch)",
        "\(row.causal)", "\(row.threads)", row.direction, "\(row.seconds)", "\(row.gflops)",
        "\(row.shareOfPeak)", "\(row.peakBytes)", "\(row.maxError)",
      ]
      if hasQueries {
        line.append(row.queries.map { "\($0)" } ?? "")
        line.append(row.gigabytesPerSecond.map { "\($0)" } ?? "")
        line.append(row.shareOfBandwidth.map { "\($0)" } ?? "")
      }
      return line
    }
    return ([header] + lines).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  /// Whether queries were given apart from keys.
  private var hasQueries: Bool { rows.contains { $0.queries != nil } }

  private var table: String {
    let hasBandwidth = machine.bandwidths != nil
    var header = ["kernel", "direction"]
    if hasQueries { header.append("queries") }
    header += ["n", "d", "heads", "batch", "mask", "threads", "ms", "GFLOP/s", "of peak"]
    if hasBandwidth { header += ["GB/s", "of reading"] }
    header += ["scratch", "max error"]
    let lines = rows.map { row -> [String] in
      var line = [row.kernel, row.direction]
      if hasQueries { line.append("\(row.queries ?? row.n)") }
      line += ["\(row.n)", "\(row.headDim)", "\(row.heads)", "\(row.batch)"]
      line += [row.causal ? "causal" : "full", "\(row.threads)"]
      line.append(String(format: "%.3f", row.seconds * 1e3))
      line.append(String(format: "%.1f", row.gflops))
      line.append(String(format: "%.0f %%", row.shareOfPeak * 100))
      if hasBandwidth {
        line.append(String(format: "%.1f", row.gigabytesPerSecond ?? .nan))
        line.append(String(format: "%.0f %%", (row.shareOfBandwidth ?? .nan) * 100))
      }
      line.append(ByteSize.text(row.peakBytes))
      line.append(String(format: "%.1e", row.maxError))
      return line
    }
    let build = machine.isOptimized ? "" : " (not an optimised build)"
    let peaks = machine.peaks.map {
      String(format: "%.0f GFLOP/s with ", $0.gflops)
        + ($0.threads == 1 ? "1 thread" : "\($0.threads) threads")
    }
    let speeds = machine.bandwidths?.map {
      String(format: "%.1f GB/s with ", $0.gigabytesPerSecond)
        + ($0.threads == 1 ? "1 thread" : "\($0.threads) threads")
    }
    return TextTable(header: header, rows: lines).text + "\n"
      + "measured: medians; \(machine.processor), \(machine.instructionSet)\(build)\n"
      + "peak: \(peaks.joined(separator: ", "))\n"
      + (speeds.map { "reading: \($0.joined(separator: ", "))\n" } ?? "") + comparisons
  }

  /// What the errors are of, a line for each way of comparing.
  private var comparisons: String {
    var lines: [String] = []
    for row in rows {
      let line = "max error: against float64, \(row.compared.text)"
      if lines.last != line { lines.append(line) }
    }
    guard lines.count > 1 else { return lines.map { $0 + "\n" }.joined() }
    return zip(rows, rows.map(\.compared.text)).reduce(into: [String]()) { lines, pair in
      let line = "max error at n \(pair.0.n), d \(pair.0.headDim): against float64, \(pair.1)"
      if !lines.contains(line) { lines.append(line) }
    }.map { $0 + "\n" }.joined()
  }
}

extension ErrorReport {
  /// What was compared, in words.
  var text: String {
    let rows =
      rowsCompared == rowsTotal
      ? "all \(rowsTotal) rows" : "\(rowsCompared) of \(rowsTotal) rows"
    return switch subject {
    case .output: "\(rows) of O"
    case .gradients: "\(rows) of dQ, dK and dV"
    case .queryGradients: "\(rows), of dQ alone"
    }
  }
}
