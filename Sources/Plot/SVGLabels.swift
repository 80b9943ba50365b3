import Screen

/// Finds places for texts where they cover neither data nor each other.
struct SVGLabels {
  /// Where a text may stand: its base line and how it is anchored there.
  struct Place {
    var x: Double
    var y: Double
    var anchor = "start"
  }

  private let bounds: SVGFrame
  private var boxes: [SVGFrame] = []
  private var segments: [(start: (Double, Double), end: (Double, Double))] = []

  init(within bounds: SVGFrame) {
    self.bounds = bounds
  }

  /// About how wide a text of twelve points is.
  static func width(_ text: String) -> Double { Double(TextWidth.columns(of: text)) * 7 }

  /// The box that a text takes.
  static func box(_ text: String, _ place: Place) -> SVGFrame {
    let width = width(text)
    let shift = place.anchor == "end" ? width : place.anchor == "middle" ? width / 2 : 0
    return SVGFrame(x: place.x - shift, y: place.y - 11, width: width, height: 14)
  }

  /// Keeps a rectangle free of texts.
  mutating func avoid(_ box: SVGFrame) { boxes.append(box) }

  /// Keeps a run of points, and the lines between them, free of texts; of very many every few.
  mutating func avoid(_ run: [(Double, Double)]) {
    let step = max(1, run.count / 1000)
    var last: (Double, Double)?
    for index in stride(from: 0, to: run.count, by: step) {
      segments.append((last ?? run[index], run[index]))
      last = run[index]
    }
  }

  /// The place that covers least, the first of equals; the text is avoided from then on.
  mutating func place(_ text: String, at candidates: [Place]) -> Place? {
    var best: (place: Place, cost: Int)?
    for candidate in candidates {
      let cost = cost(Self.box(text, candidate), below: best?.cost ?? .max)
      if cost < best?.cost ?? .max { best = (candidate, cost) }
      if cost == 0 { break }
    }
    if let best { avoid(Self.box(text, best.place)) }
    return best?.place
  }

  /// What a box would cover; counted no further than what is already worse than a bound.
  private func cost(_ box: SVGFrame, below bound: Int) -> Int {
    var cost = box.isInside(bounds) ? 0 : 20
    for other in boxes where box.overlaps(other) { cost += 10 }
    for segment in segments where cost < bound && box.meets(segment.start, segment.end) {
      cost += 1
    }
    return cost
  }
}

extension SVGFrame {
  func isInside(_ other: SVGFrame) -> Bool {
    x >= other.x && y >= other.y && x + width <= other.x + other.width
      && y + height <= other.y + other.height
  }

  func overlaps(_ other: SVGFrame) -> Bool {
    x < other.x + other.width && other.x < x + width && y < other.y + other.height
      && other.y < y + height
  }

  /// Whether a line between two points passes through the rectangle.
  func meets(_ start: (Double, Double), _ end: (Double, Double)) -> Bool {
    func local(_ point: (Double, Double)) -> (Double, Double) {
      ((point.0 - x) / width, (point.1 - y) / height)
    }
    return width > 0 && height > 0 && Clipping.clip(local(start), local(end)) != nil
  }
}
