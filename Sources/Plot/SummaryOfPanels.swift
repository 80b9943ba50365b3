extension Bars {
  var summary: String {
    let opening = Words.opening(
      title,
      "bars of \(value.named("value"))" + (categoryLabel.isEmpty ? "" : " by \(categoryLabel)"))
    let values = series.map { series in
      let pairs = zip(categories, series.values).map { category, number in
        let separator = Double(category) == nil ? " " : ": "
        return category + separator + (number.isFinite ? value.words(number) : "no value")
      }
      let isSaid = self.series.count == 1 && [value.label, ""].contains(series.name)
      return (isSaid ? "" : series.name + ": ") + pairs.joined(separator: ", ")
    }.filter { !$0.isEmpty }
    return opening + (values.isEmpty ? ": no data." : ": \(values.joined(separator: "; ")).")
  }
}

extension Heatmap {
  var summary: String {
    let (rows, columns) = (max(0, rows), max(0, columns))
    let kind =
      "matrix of \(Words.count(rows, "row")) and \(Words.count(columns, "column"))"
      + (value.label.isEmpty && value.unit.isEmpty ? "" : ", \(value.named("values"))")
    let opening = Words.opening(title, kind)
    let cells = rows * columns
    let shown = values.prefix(cells)
    let finite = shown.indices.filter { values[$0].isFinite }
    let masked = cells - shown.count + shown.count(where: \.isNaN)
    let infinite = shown.count - finite.count - shown.count(where: \.isNaN)
    guard let low = finite.min(by: { values[$0] < values[$1] }),
      let high = finite.max(by: { values[$0] < values[$1] })
    else { return opening + ": no values." }
    func place(_ index: Int) -> String {
      let row = HeatmapRenderer.index(self, y, index / columns, of: rows)
      let column = HeatmapRenderer.index(self, x, index % columns, of: columns)
      return "\(value.words(values[index])) at \(y.label.isEmpty ? "row" : y.label) \(row), "
        + "\(x.label.isEmpty ? "column" : x.label) \(column)"
    }
    var parts = ["least \(place(low))", "greatest \(place(high))"]
    if values[low] == values[high] {
      let number = value.words(values[low])
      parts = [finite.count == 1 ? place(low) : "every value \(number)"]
    }
    if masked > 0 { parts.append("\(masked) masked") }
    if infinite > 0 { parts.append("\(infinite) infinite") }
    return opening + ": " + parts.joined(separator: ", ") + "."
  }
}

extension TablePanel {
  /// Rows that are read out; what is longer is better saved.
  private static let longest = 50

  var summary: String {
    let opening = Words.opening(title, "table of \(Words.count(rows.count, "row"))")
    guard !rows.isEmpty else { return opening + ": \(columns.joined(separator: ", "))." }
    let spoken = rows.prefix(Self.longest).map { row in
      zip(columns, row).map { $1.isEmpty ? $0 : "\($0) \($1)" }.joined(separator: ", ")
    }
    let more = rows.count - spoken.count
    let rest = more > 0 ? ["and \(more) more"] : []
    return opening + ": " + (spoken + rest).joined(separator: "; ") + "."
  }
}

extension Timeline {
  var summary: String {
    let lanes = lanes.map { lane in
      let named = lane.spans.prefix(8).map {
        ($0.label.isEmpty ? "one" : $0.label) + " from \(NumberText.spoken($0.start)) to "
          + time.words($0.end)
      }
      let more = lane.spans.count - named.count
      let spans = named + (more > 0 ? ["and \(more) more"] : [])
      return "\(lane.name) \(spans.isEmpty ? "nothing" : spans.joined(separator: ", "))"
    }
    let kind = "timeline of \(Words.count(lanes.count, "lane")) over \(time.named("time"))"
    return Words.opening(title, kind)
      + (lanes.isEmpty ? "." : ": \(lanes.joined(separator: "; ")).")
  }
}

extension TileMap {
  var summary: String {
    let cells = max(0, rows) * max(0, columns)
    let shown = states.prefix(cells)
    let counts = State.allCases.compactMap { state -> String? in
      // Those that are not given wait.
      let count = shown.count { $0 == state } + (state == .waiting ? cells - shown.count : 0)
      return count > 0 ? "\(count) \(state.words)" : nil
    }
    return Words.opening(title, "map of \(rows) x \(columns) tiles")
      + (counts.isEmpty ? "." : ": \(counts.joined(separator: ", ")).")
  }
}
