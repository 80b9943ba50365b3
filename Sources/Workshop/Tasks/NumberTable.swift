/// A rectangle of numbers: a matrix, or a vector or a single number as one row.
public struct NumberTable: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Row by row; always `rows · columns` of them.
  public private(set) var values: [Double]

  public init(rows: Int, columns: Int, filledWith value: Double = 0) {
    self.rows = max(rows, 0)
    self.columns = max(columns, 0)
    values = Array(repeating: value, count: self.rows * self.columns)
  }

  /// Nothing when the number of values is not that of the places.
  public init?(rows: Int, columns: Int, values: [Double]) {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflow, count == values.count else { return nil }
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// A vector.
  public init(row values: [Double]) {
    rows = 1
    columns = values.count
    self.values = values
  }

  public subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  /// One row.
  func row(_ index: Int) -> ArraySlice<Double> { values[index * columns..<(index + 1) * columns] }

  /// The whole number in its only place, for counts such as a block size.
  var integer: Int { values.first.flatMap { Int(exactly: $0) } ?? 0 }

  /// The largest absolute value that is finite; 0 when there is none.
  var largest: Double { values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 } }

  /// The largest Euclidean norm of a row.
  var largestRowNorm: Double {
    (0..<rows).reduce(0) { largest, row in
      max(largest, self.row(row).reduce(0) { $0 + $1 * $1 }.squareRoot())
    }
  }

  /// The values as single precision has them.
  var rounded: NumberTable {
    var copy = self
    copy.values = values.map { Double(Float($0)) }
    return copy
  }
}
