import Foundation
import Kernels

/// The rows of `flashtutor bench`, and how they are written.
struct BenchReport: Encodable {
  struct Row: Encodable {
    var kernel: String
    var n: Int
    var headDim: Int
    var heads: Int
    var batch: Int
    var causal: Bool
    var threads: Int
    var direction: String
    /// The median.
    var seconds: Double
    var gflops: Double
    var shareOfPeak: Double
    var peakBytes: Int
    var maxError: Double
  }

  struct MachineRecord: Encodable {
    var processor: String
    var cores: Int
    var instructionSet: String
    var peakGflops: Double
    var isOptimized: Bool
  }

  var machine: MachineRecord
  var rows: [Row]

  init(machine: Machine, peak: Double, rows: [Row]) {
    self.machine = MachineRecord(
      processor: machine.processor, cores: machine.cores, instructionSet: machine.instructionSet,
      peakGflops: peak / 1e9, isOptimized: machine.isOptimized)
    self.rows = rows
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
    let header = [
      "kernel", "n", "headDim", "heads", "batch", "causal", "threads", "direction", "seconds",
      "gflops", "shareOfPeak", "peakBytes", "maxError",
    ]
    let lines = rows.map { row in
      [
        row.kernel, "\(row.n)", "\(row.headDim)", "\(row.heads)", "\(row.batch)",
        "\(row.causal)", "\(row.threads)", row.direction, "\(row.seconds)", "\(row.gflops)",
        "\(row.shareOfPeak)", "\(row.peakBytes)", "\(row.maxError)",
      ]
    }
    return ([header] + lines).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private var table: String {
    let header = [
      "kernel", "n", "d", "heads", "threads", "ms", "GFLOP/s", "of peak", "scratch", "max error",
    ]
    let lines = rows.map { row in
      [
        row.kernel, "\(row.n)", "\(row.headDim)", "\(row.heads)", "\(row.threads)",
        String(format: "%.3f", row.seconds * 1e3), String(format: "%.1f", row.gflops),
        String(format: "%.0f %%", row.shareOfPeak * 100), ByteSize.text(row.peakBytes),
        String(format: "%.1e", row.maxError),
      ]
    }
    let build = machine.isOptimized ? "" : " (not an optimised build)"
    return TextTable(header: header, rows: lines).text
      + "\nmeasured: medians; \(machine.processor), \(machine.instructionSet), "
      + String(format: "peak %.0f GFLOP/s", machine.peakGflops) + build + "\n"
  }
}
