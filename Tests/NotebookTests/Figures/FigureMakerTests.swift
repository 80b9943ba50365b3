import Lessons
import Plot
import Testing

@testable import Notebook

@Suite struct FigureMakerTests {
  private func figures(_ yaml: String, _ results: Results = sampleResults) throws
    -> (made: [Figure], complaints: [String])
  {
    let bound = bind(cell("experiment: measure\nfigures:\n  - " + yaml))
    #expect(bound.diagnostics.map(\.message) == [])
    return FigureMaker(
      cell: try #require(bound.cells["a"]), results: results, context: context, refusals: []
    ).figures()
  }

  @Test func `lines have a series each, quartile bands, trends and rules in the unit asked for`()
    throws
  {
    var results = sampleResults
    let again = results.tables["main"]?.rows.prefix(2) ?? []
    results.tables["main"]?.rows += again
    let figure = try #require(
      figures(
        "{mark: line, title: T, x: {field: n, scale: log2}, y: {field: time, scale: log10, unit: ms}, series: kernel, trend: true, rules: [{value: 5 ms, label: goal}], alt: A.}",
        results
      ).made.first)
    #expect(
      figure.caption
        == "measured: median of 7 runs, 1 thread. R² of the fits: standard 1, flash2 1")
    guard case .axes(let axes) = figure.panels[0][0] else {
      Issue.record("no axes")
      return
    }
    #expect(axes.x.scale == .log(base: 2))
    #expect(axes.y.unit == "ms")
    #expect(axes.layers.count == 7)
    #expect(axes.layers.contains(.horizontal(5, label: "goal")))
    #expect(axes.layers.contains(.trend(of: "flash2")))
    guard case .band(let band) = axes.layers[2], case .line(let line) = axes.layers[3] else {
      Issue.record("no band before its line")
      return
    }
    #expect(band.name == "flash2")
    #expect(line.x == [128, 128, 256])
    #expect(line.y == [2, 2, 8])
  }

  @Test func `a sweep over threads says from how many to how many`() throws {
    var results = sampleResults
    let threads = try #require(results.tables["main"]?.index(of: "threads"))
    results.tables["main"]?.rows[3][threads] = .number(4)
    let figure = try #require(
      figures("{mark: bar, x: n, y: {field: time, unit: ms}, series: kernel, alt: A.}", results)
        .made.first)
    #expect(figure.caption.contains(", 1 to 4 threads"))
  }

  @Test func `facets make panels`() throws {
    let figure = try #require(
      figures("{mark: point, x: n, y: scratch, facet: kernel, alt: A.}").made.first)
    #expect(figure.panels.map(\.count) == [2])
    #expect(figure.caption == "measured")
    guard case .axes(let axes) = figure.panels[0][1] else { return }
    #expect(axes.title == "kernel = flash2")
    #expect(axes.y.unit == "KiB")
  }

  @Test func `bars have a group for each category`() throws {
    let figure = try #require(
      figures("{mark: bar, x: n, y: {field: time, unit: ms}, series: kernel, alt: A.}").made.first)
    guard case .bars(let bars) = figure.panels[0][0] else {
      Issue.record("no bars")
      return
    }
    #expect(bars.categories == ["128", "256"])
    #expect(bars.series.map(\.name) == ["standard", "flash2"])
    #expect(bars.series[1].values == [2, 8])
    // Numbers alone would not say what they are.
    let turned = try #require(
      figures("{mark: bar, x: kernel, y: time, series: n, alt: A.}").made.first)
    guard case .bars(let other) = turned.panels[0][0] else { return }
    #expect(other.series.map(\.name) == ["n = 128", "n = 256"])
  }

  @Test func `columns grow upwards and name their categories`() throws {
    let figure = try #require(
      figures("{mark: column, x: n, y: {field: time, unit: ms}, series: kernel, alt: A.}").made
        .first)
    guard case .bars(let bars) = figure.panels[0][0] else {
      Issue.record("no bars")
      return
    }
    #expect(bars.direction == .up && bars.categoryLabel == "n")
  }

  @Test func `a timeline has a lane for each value of y and a span for each row`() throws {
    let bound = bind(
      cell(
        """
        experiment: data
        source: here
        columns: [worker, start, end, what]
        rows: [[a, 0, 2, load], [b, 1, 3, multiply], [a, 2, 4, -]]
        units: {start: ms, end: ms}
        figures:
          - {mark: timeline, x: {field: start, unit: ms}, x2: end, y: worker, text: what, alt: A.}
        """))
    #expect(bound.diagnostics.map(\.message) == [])
    let data = try #require(bound.cells["a"]?.experiment as? DataExperiment)
    let table = Table(columns: data.fields.map(\.column), rows: data.rows)
    let (made, complaints) = FigureMaker(
      cell: try #require(bound.cells["a"]), results: Results(tables: ["main": table]),
      context: context, refusals: []
    ).figures()
    #expect(complaints == [] && made.first?.caption == "quoted: here")
    guard case .timeline(let timeline) = made.first?.panels[0][0] else {
      Issue.record("no timeline")
      return
    }
    #expect(timeline.time == Axis(label: "time", unit: "ms"))
    #expect(
      timeline.lanes == [
        .init(
          name: "a",
          spans: [.init(start: 0, end: 2, label: "load"), .init(start: 2, end: 4)]),
        .init(name: "b", spans: [.init(start: 1, end: 3, label: "multiply")]),
      ])
  }

  @Test func `tables have human units`() throws {
    let figure = try #require(
      figures("{mark: table, columns: [kernel, n, time, scratch]}").made.first)
    guard case .table(let table) = figure.panels[0][0] else {
      Issue.record("no table")
      return
    }
    #expect(table.rows[0] == ["standard", "128", "4 ms", "64 KiB"])
    #expect(table.isNumber == [false, true, true, true])
  }

  @Test func `a rule without a value is a complaint, not a figure`() throws {
    let (made, complaints) = try figures(
      "{mark: line, title: T, x: n, y: time, rules: [{value: 'time[n=512]', label: r}], alt: A.}"
    )
    #expect(made.isEmpty)
    #expect(complaints.first?.hasPrefix("figure 'T': no row has n=512") == true)
  }

  @Test func `a roofline has points under a ceiling that bends at the ridge`() throws {
    var results = Results()
    results.tables["main"] = Table(
      columns: [
        Table.Column("kernel", .parameter), Table.Column("intensity", unit: "FLOP/B", .model),
        Table.Column("speed", unit: "FLOP/s", .measured),
        Table.Column("peak", unit: "FLOP/s", .measured),
        Table.Column("bandwidth", unit: "B/s", .measured),
      ],
      rows: [[.text("flash2"), .number(32), .number(5e10), .number(8e10), .number(1e10)]])
    let figure = try #require(
      figures("{mark: roofline, series: kernel, title: T, alt: A.}", results).made.first)
    guard case .axes(let axes) = figure.panels[0][0],
      case .ceiling(peak: let peak, bandwidth: let bandwidth, label: _) = axes.layers[0],
      case .points(let points) = axes.layers[1]
    else {
      Issue.record("no ceiling or no points")
      return
    }
    #expect(peak == 80)
    #expect(bandwidth == 10)
    #expect(points == Series(name: "flash2", x: [32], y: [50]))
    #expect(axes.y.unit == "GFLOP/s")
  }

  @Test func `fields that measure different things cannot share an axis`() {
    let bound = bind(
      cell("experiment: measure\nfigures: [{mark: line, x: n, y: [time, scratch], alt: A.}]"))
    #expect(codes(bound) == ["E207"])
  }

  @Test func `a tile map counts skipped tiles`() throws {
    let bound = bind(
      cell("experiment: trace\ncausal: true\nfigures:\n  - {mark: tiles, title: T, alt: A.}"))
    let outcome = try #require(bound.cells["a"]).run(settings: [:], context)
    #expect(
      outcome.figures.first?.caption
        == "measured: the step at which each tile was visited. 6 of 16 tiles skipped: wholly masked"
    )
  }

  @Test(arguments: [
    (0.0032, "s", "3.2 ms"), (65536, "B", "64 KiB"), (1.5e9, "FLOP/s", "1.5 GFLOP/s"),
    (12, "s", "12 s"), (2.5e-7, "s", "250 ns"), (1.25, "", "1.25"), (0, "B", "0 B"),
  ])
  func `numbers are written with the prefix that suits them`(
    value: Double, unit: String, text: String
  ) {
    #expect(Format.human(value, unit: unit) == text)
  }
}
