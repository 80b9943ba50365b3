import Screen

/// Turns what ncurses reads into events.
///
/// A character, a sequence of control characters, a report of the mouse or a paste may come in parts,
/// with any pause between them: what has begun is kept until the rest is there.
struct InputDecoder {
  private enum State {
    case keys
    /// A character of several bytes, of which so many are to come.
    case character(value: UInt32, missing: Int)
    /// An Esc, which is a key if nothing comes with it.
    case escape
    case sequence(EscapeSequence)
    case mouse(MouseReport)
  }

  /// How long the rest of something may take, in seconds; after that, keys are keys again.
  private static let patience = 1.0

  private var state = State.keys
  private var heard: [Event] = []
  /// What has come of a paste that has not ended.
  private var paste: String.UnicodeScalarView?
  /// When something was heard last.
  private var last = 0.0

  /// Forgets what was begun too long ago; to be called before reading, with the time in seconds.
  mutating func begin(at now: Double) {
    if now - last > Self.patience {
      state = .keys
      paste = nil
    }
    last = now
  }

  /// What has been heard since the last time; to be called after reading.
  mutating func end() -> [Event] {
    // In a paste it begins a sequence: nobody types there.
    if case .escape = state, paste == nil {
      state = .keys
      press(.escape)
    }
    hearPaste()
    if paste != nil { paste = String.UnicodeScalarView() }
    defer { heard = [] }
    return heard
  }

  /// Takes what the terminal is told in another way.
  mutating func take(_ event: Event) { heard.append(event) }

  /// Takes a key that ncurses knows; nil for one that means nothing here.
  mutating func take(_ key: Key?) {
    if case .escape = state { press(.escape) }
    state = .keys
    if let key { press(key) }
  }

  /// Takes a byte of text, or of a sequence that ncurses does not know.
  mutating func take(_ byte: UInt8) {
    switch state {
    case .keys: start(byte)
    case .character(let value, let missing):
      guard byte & 0xC0 == 0x80 else { return restart(byte) }
      let value = value << 6 | UInt32(byte & 0x3F)
      state = missing > 1 ? .character(value: value, missing: missing - 1) : .keys
      if missing == 1 { type(value) }
    case .escape:
      if let sequence = EscapeSequence(after: byte) {
        state = .sequence(sequence)
      } else {
        press(.escape)
        restart(byte)
      }
    case .sequence(var sequence):
      switch sequence.take(byte) {
      case .more: state = .sequence(sequence)
      case .done(let meaning): hear(meaning)
      case .broken: restart(byte)
      }
    case .mouse(var report):
      switch report.take(byte) {
      case .more: state = .mouse(report)
      case .done(let mouse):
        state = .keys
        if let mouse { heard.append(.mouse(mouse)) }
      case .broken: restart(byte)
      }
    }
  }

  private mutating func hear(_ meaning: EscapeSequence.Meaning?) {
    state = .keys
    switch meaning {
    case nil: break
    case .key(let key): press(key)
    case .mouse(let form): state = .mouse(MouseReport(form))
    case .pasteBegins: paste = String.UnicodeScalarView()
    case .pasteEnds:
      hearPaste()
      paste = nil
    }
  }

  private mutating func restart(_ byte: UInt8) {
    state = .keys
    start(byte)
  }

  private mutating func start(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case ..<0x80: type(UInt32(byte))
    case 0xC2..<0xE0: state = .character(value: UInt32(byte & 0x1F), missing: 1)
    case 0xE0..<0xF0: state = .character(value: UInt32(byte & 0x0F), missing: 2)
    case 0xF0..<0xF5: state = .character(value: UInt32(byte & 0x07), missing: 3)
    default: break
    }
  }

  private mutating func type(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value) else { return }
    if paste == nil {
      if let key = Key(typed: scalar) { press(key) }
    } else {
      // Line ends arrive as Enter.
      paste?.append(scalar == "\r" ? "\n" : scalar)
    }
  }

  /// A key within a paste is a part of its text that means nothing.
  private mutating func press(_ key: Key) {
    if paste == nil { heard.append(.key(key)) }
  }

  private mutating func hearPaste() {
    guard let paste, !paste.isEmpty else { return }
    heard.append(.pasted(String(paste)))
  }
}

extension Key {
  /// The key that sends a character; nil for control characters that no key of ours sends.
  fileprivate init?(typed scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x0A, 0x0D: self = .enter
    case 0x09: self = .tab
    case 0x7F, 0x08: self = .backspace
    case 0x01...0x1A:
      guard let letter = Unicode.Scalar(scalar.value + 0x60) else { return nil }
      self = .control(Character(letter))
    case 0..<0x20, 0x80..<0xA0: return nil
    default: self = .character(Character(scalar))
    }
  }
}
