import Lessons
import Plot
public import Screen

/// A lesson laid out for a width: blocks of lines, one below the other.
public struct Document: Sendable {
  /// An element, a cell or the heading of a section, with the empty line after it.
  public struct Block: Hashable, Sendable {
    public var section: Int
    /// nil for everything that is not a cell to work with.
    public var cellID: String?
    public var isHeading: Bool
    /// The name by which links mean it; nil for what is no heading.
    public var anchor: String?
    /// The line of the lesson's file at which it begins.
    public var sourceLine: Int
    public var lines: [Line]
  }

  public let context: LayoutContext
  public private(set) var blocks: [Block] = []
  /// The first row of each block.
  public private(set) var starts: [Int] = []
  public private(set) var rowCount = 0
  /// Where links lead: the number in a style, from 1, is a place here.
  public let destinations: [String]
  private var contents: [String: CellContent] = [:]
  private var figures: [String: DrawnFigures] = [:]

  /// Lays out a whole lesson.
  ///
  /// - Parameters:
  ///   - bound: The lesson.
  ///   - states: How far its cells have come, by id; cells without one are untouched.
  ///   - context: Width, colours, glyphs.
  public init(_ bound: BoundLesson, states: [String: CellState], context: LayoutContext) {
    destinations = Array(bound.lesson.linkDestinations.prefix(Int(UInt16.max)))
    var context = context
    for (place, destination) in destinations.enumerated() {
      context.linkNumbers[destination] = UInt16(place + 1)
    }
    self.context = context
    var anchors: [Int: [Int?: String]] = [:]
    for heading in bound.lesson.headings {
      anchors[heading.section, default: [:]][heading.element] = heading.anchor
    }
    let sections = bound.lesson.sections
    for (index, section) in sections.enumerated() {
      if !section.title.isEmpty { add(heading: section, index) }
      // Where the next section begins; the first has the front matter above it.
      let end = index + 1 < sections.count ? sections[index + 1].range.start.line : .max
      let start = index == 0 ? 0 : section.range.start.line
      addMistakes(in: bound, from: start, to: min(end, section.lines.first ?? end), index)
      for (place, element) in section.elements.enumerated() {
        let line = section.lines[place]
        switch element {
        case .cell(let cell):
          guard cell.isInteractive else { break }
          let content = CellContent(cell, in: bound)
          contents[cell.id] = content
          let lines = lines(content, states[cell.id] ?? CellState())
          blocks.append(
            Block(
              section: index, cellID: cell.id, isHeading: false, anchor: nil, sourceLine: line,
              lines: lines + [Line()]))
        case .faulty(_, let diagnostics):
          add(context.faulty(name: "", diagnostics), index, line)
        default:
          add(
            context.lines(element, width: context.measure), index, line,
            anchor: anchors[index]?[place])
        }
        let next = place + 1 < section.lines.count ? section.lines[place + 1] : end
        addMistakes(in: bound, from: line, to: next, besides: element, index)
      }
    }
    place()
  }

  /// Mistakes below what they are in, for the author of the lesson.
  private mutating func addMistakes(
    in bound: BoundLesson, from start: Int, to end: Int, besides element: Element? = nil,
    _ section: Int
  ) {
    guard context.showsMistakes, start < end else { return }
    add(context.mistakes(bound.mistakes(on: start..<end, besides: element)), section, start)
  }

  /// The block that shows a line of the lesson's file, or the one before it.
  public func block(ofSourceLine line: Int) -> Int? {
    guard let last = blocks.last(where: { $0.sourceLine <= line })?.sourceLine else { return nil }
    return blocks.firstIndex { $0.sourceLine == last }
  }

  /// The content of a cell of the lesson.
  public func content(of cellID: String) -> CellContent? { contents[cellID] }

  /// Lays out one cell again after its state has changed.
  public mutating func update(_ cellID: String, _ state: CellState) {
    guard let content = contents[cellID],
      let index = blocks.firstIndex(where: { $0.cellID == cellID })
    else { return }
    blocks[index].lines = lines(content, state) + [Line()]
    place()
  }

  /// The block that a row belongs to.
  public func block(at row: Int) -> Int? {
    guard row >= 0, row < rowCount else { return nil }
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= row { low = middle } else { high = middle }
    }
    return low
  }

  /// The text of a row; empty outside.
  public func line(at row: Int) -> Line {
    guard let index = block(at: row) else { return Line() }
    let lines = blocks[index].lines
    let offset = row - starts[index]
    return offset < lines.count ? lines[offset] : Line()
  }

  /// Every line, from top to bottom.
  public var lines: [Line] { blocks.flatMap(\.lines) }

  private mutating func add(heading section: Section, _ index: Int) {
    var lines = TextFlow.wrap(
      context.spans(section.title, context.theme.heading), width: context.measure)
    if !blocks.isEmpty { lines.insert(Line(), at: 0) }
    blocks.append(
      Block(
        section: index, cellID: nil, isHeading: true, anchor: section.id,
        sourceLine: section.range.start.line, lines: lines + [Line()]))
  }

  private mutating func add(
    _ lines: [Line], _ section: Int, _ line: Int, anchor: String? = nil
  ) {
    guard !lines.isEmpty else { return }
    blocks.append(
      Block(
        section: section, cellID: nil, isHeading: false, anchor: anchor, sourceLine: line,
        lines: lines + [Line()]))
  }

  private mutating func place() {
    starts = []
    var row = 0
    for block in blocks {
      starts.append(row)
      row += block.lines.count
    }
    rowCount = row
  }

  private mutating func lines(_ content: CellContent, _ state: CellState) -> [Line] {
    let id = content.cell.id
    let wanted = state.outcome?.figures ?? []
    if figures[id]?.figures != wanted || figures[id]?.view != state.view {
      figures[id] = DrawnFigures(
        figures: wanted, view: state.view, lines: context.draw(wanted, as: state.view))
    }
    return context.lines(content, state, figures: figures[id]?.lines ?? [])
  }
}

/// Figures are dear to draw: kept until the outcome changes.
private struct DrawnFigures: Sendable {
  var figures: [Figure]
  var view: FigureView
  var lines: [Line]
}

extension Document {
  /// A lesson with its outcomes as lines of text, for where there is no screen.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - outcomes: What its cells yielded, by id.
  ///   - context: Width, colours, glyphs.
  /// - Returns: Title, summary and every block, without keys.
  public static func text(
    of lesson: BoundLesson, outcomes: [String: CellOutcome], context: LayoutContext
  ) -> [Line] {
    var context = context
    context.isInteractive = false
    let states = outcomes.mapValues(CellState.init(finished:))
    let title = Line(context.shown(lesson.lesson.title), context.theme.heading)
    let summary = TextFlow.wrap(
      [Span(context.shown(lesson.lesson.frontMatter.summary), context.theme.muted)],
      width: context.measure)
    var lines = Document(lesson, states: states, context: context).lines
    while lines.last?.spans.isEmpty == true { lines.removeLast() }
    return [title] + summary + [Line()] + lines
  }

  /// One cell of a lesson as lines of text.
  public static func lines(
    of cellID: String, in lesson: BoundLesson, state: CellState, context: LayoutContext
  ) -> [Line] {
    guard let cell = lesson.lesson.cells.first(where: { $0.id == cellID }) else { return [] }
    let figures = context.draw(state.outcome?.figures ?? [])
    return context.lines(CellContent(cell, in: lesson), state, figures: figures)
  }
}
