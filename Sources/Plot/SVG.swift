import Screen

extension Figure {
  /// Rows of a page beyond which lists are cut, and say so.
  private static let mostRows = 1000

  /// The figure as a standalone SVG document with title and description.
  ///
  /// Lines and texts are real ones; the same figure gives the same bytes.
  public func svg(width: Int = 720, height: Int = 420) -> String {
    let width = max(160, width)
    let notes = caption.isEmpty ? [] : Line(caption).wrapped(to: max(20, width / 7))
    // The panels are laid out as on a screen of cells of 8 by 18, as high as all of them need.
    let columns = max(10, (width - 16) / 8)
    var least = FigureLayout.leastRows(self, columns: columns) * 2
    // Lists are read to their end.
    if panels.joined().allSatisfy(\.isList) {
      least = max(least, preferredRows(columns: columns, maximum: Self.mostRows))
    }
    let height = max(120, height, least * 18 + 34 + notes.count * 14)
    var writer = SVGWriter()
    let box = "width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\""
    writer.raw(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(box) role=\"img\" "
        + "aria-labelledby=\"title description\" color=\"#222222\" "
        + "font-family=\"sans-serif\" font-size=\"12\">")
    writer.raw("<title id=\"title\">\(SVGWriter.escaped(title))</title>")
    writer.raw("<desc id=\"description\">\(SVGWriter.escaped(summary))</desc>")
    writer.rect(0, 0, Double(width), Double(height), fill: "#ffffff")
    writer.text(title, 12, 20, " font-weight=\"bold\" font-size=\"14\"")
    for (index, note) in notes.enumerated() {
      writer.text(
        note.text, 12, Double(height - 8 - (notes.count - 1 - index) * 14),
        " font-size=\"11\" fill-opacity=\"0.7\"")
    }
    let rows = max(4, (height - 34 - notes.count * 14) / 18)
    let area = Rect(column: 1, row: 0, columns: columns, rows: rows)
    for (index, place) in FigureLayout(aligned, in: area).places.enumerated() {
      let frame = SVGFrame(
        x: Double(place.rect.column) * 8, y: 30 + Double(place.rect.row) * 18,
        width: Double(place.rect.columns) * 8, height: Double(place.rect.rows) * 18)
      SVGPanel(frame: frame, index: index).draw(place.panel, &writer)
    }
    writer.raw("</svg>")
    return writer.body
  }
}

extension Panel {
  /// Whether every datum has a row of its own.
  fileprivate var isList: Bool {
    switch self {
    case .table, .timeline: true
    case .bars(let bars): bars.direction == .right
    case .axes, .heatmap, .tileMap: false
    }
  }
}

/// A rectangle in points.
struct SVGFrame {
  var x: Double
  var y: Double
  var width: Double
  var height: Double
}
