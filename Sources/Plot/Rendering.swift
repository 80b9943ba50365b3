public import Screen

/// A figure drawn for one place, and what could not be drawn.
public struct Rendering: Hashable, Sendable {
  public var grid: Grid
  /// What belongs to each glyph of ``grid``, row-major, for read-out and tests.
  public var owners: [Owner]
  /// Sentences: values that were not drawn, notes that found no room.
  public var warnings: [String]

  public init(grid: Grid, owners: [Owner], warnings: [String]) {
    self.grid = grid
    self.owners = owners
    self.warnings = warnings
  }
}

/// What a glyph of a drawn figure stands for.
public enum Owner: Hashable, Sendable {
  case none, title, frame, gridLine, tick, legend, colorBar, note(Int)
  case series(panel: Int, series: Int)
  case cell(panel: Int, row: Int, column: Int)
}

extension Figure {
  /// Draws the figure in an area; never fails: what has no room is said in the warnings.
  public func render(in size: Size, _ capabilities: Capabilities) -> Rendering {
    var grid = Grid(size)
    grid.write(title, column: 0, row: 0)
    return Rendering(
      grid: grid, owners: Array(repeating: .none, count: grid.glyphs.count), warnings: [])
  }

  /// The rows that suit the figure at that many columns, at most `maximum`.
  public func preferredRows(columns: Int, maximum: Int) -> Int {
    min(maximum, 16)
  }

  /// The figure in words: kind, axes with units and ranges, extremes and fitted slopes.
  public var summary: String { title }

  /// The data behind the figure in long form (RFC 4180), units in the header.
  public var csv: String { "" }

  /// The figure as a standalone SVG document with title and description.
  public func svg(width: Int = 720, height: Int = 420) -> String { "" }
}
