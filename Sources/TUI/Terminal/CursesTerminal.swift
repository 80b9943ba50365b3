import CNcurses
import Foundation
public import Screen

/// The real terminal, through ncurses; there can be one at a time.
@MainActor
public final class CursesTerminal: Terminal {
  public private(set) var size: Size
  public let capabilities: Capabilities
  /// Says that another terminal description had to be used; empty otherwise.
  public let notice: String
  private var shown: [[Glyph]] = []
  private var isOpen = true
  private let family: TerminalFamily
  private var decoder = InputDecoder()

  /// Takes the terminal over.
  ///
  /// - Parameters:
  ///   - name: The terminal's name; nil: `TERM`.
  ///   - options: What the command line or the environment fixed.
  ///   - descriptors: Input and output; nil: standard input and output, with errors captured and
  ///     the terminal restored after a trap.
  /// - Throws: ``TerminalError`` when neither that name nor xterm-256color is known.
  public init(
    name: String? = nil, options: DisplayOptions = DisplayOptions(),
    descriptors: (input: Int32, output: Int32)? = nil
  ) throws(TerminalError) {
    let isUTF8 = cn_set_locale()
    let (input, output) = descriptors ?? (-1, -1)
    if cn_open(name, input, output) {
      notice = ""
    } else if cn_open("xterm-256color", input, output) {
      let unknown = name ?? ProcessInfo.processInfo.environment["TERM"] ?? ""
      notice = "Terminal '\(unknown.prefix(24))' is unknown; shown as xterm-256color."
    } else {
      throw TerminalError.unknownTerminal(name ?? "")
    }
    if descriptors == nil {
      cn_capture_errors()
      cn_restore_on_crash()
    }
    capabilities = Capabilities(
      glyphs: options.glyphs ?? (isUTF8 ? Self.glyphs(of: name) : .ascii),
      colors: options.allowsColor ? Self.depth(of: Int(cn_colors())) : .none,
      isAmbiguousWide: options.isAmbiguousWide)
    family = TerminalFamily(name: name ?? ProcessInfo.processInfo.environment["TERM"] ?? "")
    if family.isModern { cn_listen_to_paste() }
    size = Size(columns: Int(cn_columns()), rows: Int(cn_lines()))
  }

  /// Gives the terminal back as it was.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    cn_close()
  }

  /// The Linux console's font has no braille and only the line art of code page 437.
  private static func glyphs(of name: String?) -> GlyphSet {
    let name = name ?? ProcessInfo.processInfo.environment["TERM"] ?? ""
    return name == "linux" || name.hasPrefix("linux-") ? .block : .braille
  }

  private static func depth(of colors: Int) -> ColorDepth {
    switch colors {
    case ..<8: .none
    case 8..<16: .ansi8
    case 16..<256: .ansi16
    case 256: .indexed256
    default: .direct
    }
  }

  public func show(_ grid: Grid, cursor: Point?) {
    guard isOpen else { return }
    let width = grid.size.columns
    if shown.count != grid.size.rows || shown.first?.count != width {
      shown = Array(repeating: [], count: grid.size.rows)
    }
    var changed: [Int] = []
    var cells = [cn_glyph](repeating: cn_glyph(), count: width)
    for row in shown.indices {
      let glyphs = grid.glyphs[row * width..<(row + 1) * width]
      guard !glyphs.elementsEqual(shown[row]) else { continue }
      shown[row] = Array(glyphs)
      changed.append(row)
      var count = 0
      for glyph in glyphs where !glyph.isContinuation {
        cells[count] = Self.cell(glyph, capabilities.colors)
        count += 1
      }
      cn_put_row(Int32(row), cells, Int32(count))
    }
    cn_show(Int32(cursor?.row ?? -1), Int32(cursor?.column ?? -1))
    guard family.isModern, !grid.addresses.isEmpty else { return }
    let links = Hyperlinks.written(grid, rows: changed, capabilities.colors)
    if !links.isEmpty { cn_send(links) }
  }

  /// Outside the main actor's isolation, which would be checked for every glyph.
  private nonisolated static func cell(_ glyph: Glyph, _ colors: ColorDepth) -> cn_glyph {
    var cell = cn_glyph()
    var scalars = glyph.character.unicodeScalars.makeIterator()
    cell.scalars.0 = scalars.next()?.value ?? 0x20
    cell.scalars.1 = scalars.next()?.value ?? 0
    cell.scalars.2 = scalars.next()?.value ?? 0
    cell.scalars.3 = scalars.next()?.value ?? 0
    cell.scalars.4 = scalars.next()?.value ?? 0
    cell.width = Int32(TextWidth.columns(of: glyph.character))
    cell.foreground = glyph.style.foreground.number(at: colors)
    cell.background = glyph.style.background.number(at: colors)
    // Dim would be grey where no colour is wanted.
    let style = glyph.style.reduced(to: colors)
    cell.attributes = UInt32(style.attributes.rawValue)
    return cell
  }

  /// Reads back what ncurses holds at a place.
  func glyph(column: Int, row: Int) -> (text: String, colors: (Int, Int), attributes: UInt8)? {
    var cell = cn_glyph()
    guard cn_read(Int32(row), Int32(column), &cell) else { return nil }
    let values = [
      cell.scalars.0, cell.scalars.1, cell.scalars.2, cell.scalars.3, cell.scalars.4,
    ]
    var text = String.UnicodeScalarView()
    text.append(contentsOf: values.prefix { $0 != 0 }.compactMap(Unicode.Scalar.init))
    return (
      String(text), (Int(cell.foreground), Int(cell.background)),
      UInt8(truncatingIfNeeded: cell.attributes)
    )
  }

  public func nextEvents(orWakeOn descriptor: Int32, timeoutMilliseconds: Int?) -> [Event] {
    let woke = cn_wait(descriptor, Int32(clamping: timeoutMilliseconds ?? -1))
    var code: Int32 = 0
    decoder.begin(at: cn_seconds())
    reading: while true {
      switch cn_key(&code) {
      case 1: decoder.take(UInt8(truncatingIfNeeded: code))
      case 2 where code == KEY_RESIZE:
        noteSize()
        decoder.take(.resized(size))
      case 2: decoder.take(Self.key(code))
      default: break reading
      }
    }
    var events = decoder.end()
    switch cn_job_signal() {
    case Int32(CN_TOLD_TO_STOP):
      suspend()
      events.append(.resized(size))
    case Int32(CN_CONTINUED):
      cn_resume()
      noteSize()
      events.append(.resized(size))
    default: break
    }
    if cn_quit_signal() != 0 { events.append(.quit) }
    if woke & Int32(CN_WOKE_HANGUP) != 0 { events.append(.hangup) }
    if woke == 0 || timeoutMilliseconds != nil { events.append(.tick(cn_seconds())) }
    return events
  }

  public func listen(toMouse: Bool) {
    cn_listen_to_mouse(toMouse && (family.isModern || cn_has_mouse()))
  }

  /// As OSC 52 has it; what is too long for terminals is left out.
  public func copy(_ text: String) -> Bool {
    let bytes = Data(text.utf8.prefix(74_000))
    guard isOpen, let sequence = family.clipboard(bytes.base64EncodedString()) else { return false }
    cn_send(sequence)
    return true
  }

  public func forget() {
    shown = []
    cn_forget_screen()
  }

  public func suspend() {
    guard isOpen else { return }
    cn_suspend()
    noteSize()
  }

  public func lend(to command: String) -> Int32 {
    guard isOpen else { return -1 }
    let code = cn_lend(command)
    noteSize()
    return code
  }

  /// Sets the size as a resized terminal would.
  func resize(to size: Size) {
    cn_resize(Int32(size.rows), Int32(size.columns))
    noteSize()
  }

  private func noteSize() {
    size = Size(columns: Int(cn_columns()), rows: Int(cn_lines()))
    forget()
  }

  private static func key(_ code: Int32) -> Key? {
    switch code {
    case KEY_UP: .up
    case KEY_DOWN: .down
    case KEY_LEFT: .left
    case KEY_RIGHT: .right
    case KEY_PPAGE: .pageUp
    case KEY_NPAGE: .pageDown
    case KEY_HOME: .home
    case KEY_END: .end
    case KEY_ENTER: .enter
    case KEY_BTAB: .backTab
    case KEY_BACKSPACE: .backspace
    case KEY_DC: .delete
    case KEY_F0 + 1...KEY_F0 + 12: .function(Int(code - KEY_F0))
    default: nil
    }
  }
}
