/// How large a matrix is drawn: which blocks become one cell, and how much of the screen it takes.
///
/// Cells are as square as the screen's columns and rows allow, and all of one size.
struct HeatmapShape: Hashable, Sendable {
  /// What a cell of the matrix is measured in.
  enum Unit: Hashable, Sendable {
    /// A column by a row of the screen.
    case cells
    /// A column by half a row, two colours to a glyph.
    case halves
  }

  let unit: Unit
  /// Rows and columns of the matrix that share a cell.
  let blockRows: Int
  let blockColumns: Int
  /// The extent of a cell in units.
  let cellRows: Int
  let cellColumns: Int
  /// The extent of all cells in rows and columns of the screen.
  let rows: Int
  let columns: Int

  init(_ map: Heatmap, rows: Int, columns: Int, unit: Unit) {
    self.unit = unit
    let down = Self.density(unit)
    func blocks(_ count: Int, _ room: Int) -> Int {
      max(1, (max(0, count) + max(1, room) - 1) / max(1, room))
    }
    blockRows = blocks(map.rows, rows * down)
    blockColumns = blocks(map.columns, columns)
    let shownRows = (max(0, map.rows) + blockRows - 1) / blockRows
    let shownColumns = (max(0, map.columns) + blockColumns - 1) / blockColumns
    let tallest = max(1, rows * down / max(1, shownRows))
    let widest = max(1, columns / max(1, shownColumns))
    let highest = Self.highest(rows)
    switch unit {
    case .halves:
      var side = min(tallest, widest, highest * down)
      if side > 2, side % 2 == 1 { side -= 1 }
      cellRows = side
      // Wider than high when that gives numbers their room.
      cellColumns = side % 2 == 0 ? min(widest, max(side, min(7, widest))) : side
    case .cells:
      cellRows = min(tallest, max(1, widest / 2), highest)
      cellColumns = min(widest, max(cellRows * 2, min(7, widest)))
    }
    self.rows = min(rows, (shownRows * cellRows + down - 1) / down)
    self.columns = min(columns, shownColumns * cellColumns)
  }

  /// The rows of the screen beyond which a cell is no easier to see: beside text, where it would only
  /// push that away, fewer than where the figure stands alone.
  private static func highest(_ rows: Int) -> Int { rows > 24 ? 16 : 5 }

  private static func density(_ unit: Unit) -> Int { unit == .halves ? 2 : 1 }

  /// Units in a row of the screen.
  var density: Int { Self.density(unit) }

  var isReduced: Bool { blockRows > 1 || blockColumns > 1 }

  /// The columns of the screen that a column of cells takes.
  func span(_ column: Int) -> (first: Int, count: Int) { (column * cellColumns, cellColumns) }
}
