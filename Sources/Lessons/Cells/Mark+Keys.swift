extension FigureSpec.Mark {
  /// The keys that say something to a figure of any mark.
  public static let commonKeys = ["mark", "title", "alt"]

  /// The other keys that say something to a figure of this mark, as ``LessonKeys`` orders them.
  public var keys: [String] {
    switch self {
    case .line, .point, .step, .roofline: ["x", "y", "series", "facet", "trend", "rules"]
    case .bar, .column: ["x", "y", "series", "facet"]
    case .timeline: ["x", "y", "x2", "text", "facet"]
    case .heatmap: ["matrix", "colorMap", "center"]
    case .tiles: ["colorMap", "center"]
    case .table: ["columns"]
    }
  }
}
