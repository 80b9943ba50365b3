import Screen
import Testing

@testable import Plot

/// Spans stand where their times are, and none is lost without a word.
@Suite struct TimelineTests {
  private static func render(
    _ lanes: [Timeline.Lane], columns: Int = 60, rows: Int = 16, time: Axis = Axis(label: "time")
  ) -> Rendering {
    Figure(title: "t", panel: .timeline(Timeline(lanes: lanes, time: time))).render(
      in: Size(columns: columns, rows: rows), Capabilities())
  }

  /// The columns in which a span is on show.
  private static func columns(_ rendering: Rendering, _ lane: Int, _ span: Int) -> [Int] {
    let size = rendering.grid.size
    let owner = Owner.point(panel: 0, series: lane, point: span)
    return Set(
      rendering.owners.indices.filter { rendering.owners[$0] == owner }.map { $0 % size.columns }
    )
    .sorted()
  }

  @Test(arguments: 0..<60) func `spans cover their share of the axis`(seed: Int) {
    var random = Generator(seed)
    var time = Double.random(in: -5...5, using: &random)
    let spans = (0..<Int.random(in: 1...6, using: &random)).map { _ -> Timeline.Span in
      let start = time + Double.random(in: 0...2, using: &random)
      time = start + Double.random(in: 1...4, using: &random)
      return .init(start: start, end: time)
    }
    let timeline = Timeline(lanes: [.init(name: "lane", spans: spans)], time: Axis())
    let rendering = Self.render(timeline.lanes)
    let width = 60 - 6
    for (index, span) in spans.enumerated() {
      let columns = Self.columns(rendering, 0, index)
      let (start, end) = (
        timeline.projection.fraction(span.start) * Double(width),
        timeline.projection.fraction(span.end) * Double(width)
      )
      #expect(columns == Array((columns.first ?? 0)...(columns.last ?? 0)))
      #expect(abs(Double((columns.first ?? 0) - 5) - start) <= 1)
      #expect(abs(Double((columns.last ?? 0) - 4) - end) <= 1)
    }
    #expect(rendering.warnings == [])
  }

  @Test func `a name without room is a letter and a note`() {
    let spans = (0..<20).map {
      Timeline.Span(
        start: Double($0), end: Double($0) + 1, label: $0 % 2 == 0 ? "load K" : "multiply")
    }
    let text = Self.render([.init(name: "lane", spans: spans)]).grid.text
    #expect(text.contains("(a) load K  (b) multiply"))
    #expect(text.count { $0 == "a" } >= 10)
  }

  @Test func `names without any room are told in a warning`() {
    let spans = (0..<40).map {
      Timeline.Span(start: Double($0), end: Double($0) + 1, label: "step number \($0)")
    }
    let rendering = Self.render([.init(name: "lane", spans: spans)], rows: 10)
    #expect(rendering.warnings.contains("14 names not drawn"))
    #expect(rendering.warnings.contains { $0.contains("notes not drawn: (") })
  }

  @Test func `what lies beyond the axis or under others is counted`() {
    let spans: [Timeline.Span] = [
      .init(start: 0, end: 1), .init(start: 20, end: 30), .init(start: 2, end: 4),
      .init(start: 2.5, end: 3), .init(start: 1, end: 5), .init(start: .nan, end: 5),
    ]
    let rendering = Self.render(
      [.init(name: "lane", spans: spans)], time: Axis(domain: 0...10))
    #expect(
      rendering.warnings == [
        "1 span not drawn", "1 span of lane outside the axis",
        "2 spans of lane under others",
      ])
  }

  @Test func `lanes without spans are no data`() {
    #expect(Self.render([.init(name: "lane", spans: [])]).grid.text.contains("no data"))
    #expect(Self.render([]).grid.text.contains("no data"))
  }

  @Test func `spans are told in words and in vectors`() {
    let figure = Samples.timeline
    #expect(figure.summary.contains("load K from 0 to 0.4 ms"))
    #expect(figure.svg().contains("<title>load V</title>"))
  }
}
