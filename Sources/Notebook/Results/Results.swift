/// Where a number comes from.
public enum Provenance: String, Hashable, Sendable, CaseIterable {
  /// Set by the lesson or the learner.
  case parameter
  /// Taken by running something here.
  case measured
  /// Computed from a formula.
  case model
  /// Taken from a named source.
  case quoted
}

/// One entry of a table.
public enum Value: Hashable, Sendable {
  case number(Double)
  case text(String)
  case truth(Bool)
  /// Not available: refused, not applicable.
  case missing
}

/// A tidy table: one observation a row.
public struct Table: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public var name: String
    /// SI or IEC, without prefix: `s`, `B`, `FLOP/s`; empty for pure numbers.
    public var unit: String
    public var provenance: Provenance

    public init(_ name: String, unit: String = "", _ provenance: Provenance) {
      self.name = name
      self.unit = unit
      self.provenance = provenance
    }
  }

  public var columns: [Column]
  /// Each row has one value a column.
  public var rows: [[Value]]

  public init(columns: [Column], rows: [[Value]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// The place of a column.
  public func index(of name: String) -> Int? { columns.firstIndex { $0.name == name } }
}

/// A named matrix of numbers, row-major.
public struct Matrix: Hashable, Sendable {
  public var name: String
  public var rows: Int
  public var columns: Int
  public var values: [Double]
  public var rowLabel: String
  public var columnLabel: String
  public var unit: String
  public var provenance: Provenance

  public init(
    name: String, rows: Int, columns: Int, values: [Double], rowLabel: String = "",
    columnLabel: String = "", unit: String = "", provenance: Provenance
  ) {
    self.name = name
    self.rows = rows
    self.columns = columns
    self.values = values
    self.rowLabel = rowLabel
    self.columnLabel = columnLabel
    self.unit = unit
    self.provenance = provenance
  }
}

/// What a run yields.
///
/// The table `main` is the one that figures and expectations speak of unless they name another.
public struct Results: Hashable, Sendable {
  public var tables: [String: Table]
  public var matrices: [Matrix]
  /// Sentences for the learner: sampling, refusals, sources.
  public var notes: [String]

  public init(tables: [String: Table] = [:], matrices: [Matrix] = [], notes: [String] = []) {
    self.tables = tables
    self.matrices = matrices
    self.notes = notes
  }
}
