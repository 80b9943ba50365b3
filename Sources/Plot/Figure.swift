/// A picture as data: what is shown, not yet how.
public struct Figure: Hashable, Sendable {
  public var title: String
  /// What the picture says, in a sentence, for those who cannot see it.
  public var alt: String
  /// A note under the picture: provenance, sampling, warnings.
  public var caption: String
  /// Panels in rows from top to bottom, each row from left to right; rows may differ in length.
  public var panels: [[Panel]]

  public init(title: String, alt: String = "", caption: String = "", panels: [[Panel]]) {
    self.title = title
    self.alt = alt
    self.caption = caption
    self.panels = panels
  }

  public init(title: String, alt: String = "", caption: String = "", panel: Panel) {
    self.init(title: title, alt: alt, caption: caption, panels: [[panel]])
  }
}

/// One coordinate system, matrix or table of a figure.
public enum Panel: Hashable, Sendable {
  case axes(Axes)
  case bars(Bars)
  case heatmap(Heatmap)
  case table(TablePanel)
  case tileMap(TileMap)
  case timeline(Timeline)
}
