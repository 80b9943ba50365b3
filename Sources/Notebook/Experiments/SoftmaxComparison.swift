import Foundation
import Kernels

/// Three softmaxes of one matrix, held against float64.
struct SoftmaxComparison {
  var input: [Float]
  var rows: Int
  var columns: Int
  private let reference: [Double]

  init(input: [Float], rows: Int, columns: Int) {
    self.input = input
    self.rows = rows
    self.columns = columns
    reference = Softmax.reference(input, rows: rows, columns: columns)
  }

  private func softmax(_ variant: Softmax.Variant) -> [Float] {
    Softmax.rows(input, rows: rows, columns: columns, variant)
  }

  /// The row of one variant in the table `main`.
  func row(_ variant: Softmax.Variant) -> [String: Value] {
    let output = softmax(variant)
    let errors = zip(output, reference).map { abs(Double($0) - $1) }
    let squares = errors.reduce(0) { $0 + $1 * $1 }
    let sums = stride(from: 0, to: output.count, by: max(columns, 1)).map { start in
      abs(output[start..<min(start + columns, output.count)].reduce(0) { $0 + Double($1) } - 1)
    }
    return [
      "variant": .text(variant.rawValue), "error.max": .number(Self.largest(errors)),
      "error.rms": .number((squares / Double(max(errors.count, 1))).squareRoot()),
      "nonFinite": .number(Double(output.count { !$0.isFinite })),
      "sum.max": .number(Self.largest(sums)),
    ]
  }

  /// NaN when one of them is: `max` alone would pass over it.
  private static func largest(_ values: [Double]) -> Double {
    values.contains(where: \.isNaN) ? .nan : values.max() ?? 0
  }

  /// The online pass over row 0.
  var trace: [[String: Value]] {
    let steps = Softmax.trace(Array(input.prefix(columns)))
    var seen: [Double] = []
    return steps.map { step in
      seen.append(Double(step.value))
      return [
        "step": .number(Double(step.index) + 1), "value": .number(Double(step.value)),
        "rowMaximum": .number(Double(step.rowMaximum)), "rowSum": .number(Double(step.rowSum)),
        "rescale": .number(Double(step.rescale)),
        "exact": .number(seen.reduce(0) { $0 + exp($1 - Double(step.rowMaximum)) }),
      ]
    }
  }

  /// Row 0 cut in two: the states of both parts, of their merger and of the whole row.
  func merge(at split: Int) -> [[String: Value]] {
    guard split > 0, split < columns, input.count >= columns else { return [] }
    let row = Array(input.prefix(columns))
    let left = SoftmaxState(Array(row.prefix(split)))
    let right = SoftmaxState(Array(row.dropFirst(split)))
    return [
      ("left", left), ("right", right), ("merged", left.merged(with: right)),
      ("whole", SoftmaxState(row)),
    ].map { name, state in
      [
        "part": .text(name), "rowMaximum": .number(Double(state.rowMaximum)),
        "rowSum": .number(Double(state.rowSum)),
        "logsumexp": .number(Double(state.rowMaximum) + log(Double(state.rowSum))),
      ]
    }
  }

  var matrices: [Matrix] {
    func matrix(_ name: String, _ values: [Double], _ provenance: Provenance) -> Matrix {
      Matrix(
        name: name, rows: rows, columns: columns, values: values, rowLabel: "row",
        columnLabel: "column", provenance: provenance)
    }
    let safe = softmax(.safe)
    let online = softmax(.online)
    return [
      matrix("input", input.map { Double($0) }, .parameter),
      matrix("safe", safe.map { Double($0) }, .measured),
      matrix("online", online.map { Double($0) }, .measured),
      matrix("raw", softmax(.raw).map { Double($0) }, .measured),
      matrix("difference", zip(online, safe).map { abs(Double($0) - Double($1)) }, .measured),
    ]
  }
}

/// The running pair of online softmax over part of a row.
struct SoftmaxState {
  var rowMaximum: Float
  var rowSum: Float

  /// The state after a part, by the online pass.
  init(_ part: [Float]) {
    let last = Softmax.trace(part).last
    rowMaximum = last?.rowMaximum ?? -.infinity
    rowSum = last?.rowSum ?? 0
  }

  /// Both sums relative to the larger maximum, added.
  func merged(with other: SoftmaxState) -> SoftmaxState {
    var merged = self
    merged.rowMaximum = max(rowMaximum, other.rowMaximum)
    merged.rowSum =
      rowSum * exp(rowMaximum - merged.rowMaximum)
      + other.rowSum * exp(other.rowMaximum - merged.rowMaximum)
    return merged
  }
}
