/// Turns what ncurses reads into events.
///
/// A character, a report of the mouse or a paste may come in parts, with any pause between them: what
/// has begun is kept until the rest is there. ncurses would wait for the rest of a report, and after
/// one that nobody asked for (a released button, the wheel to the side) for whatever comes next, so
/// reports are read here.
struct InputDecoder {
  /// What ncurses reads.
  enum Token: Equatable {
    case byte(UInt8)
    /// A key with a name; nil for those that mean nothing here.
    case key(Key?)
    case pasteBegins, pasteEnds
    /// What follows is a report of the mouse.
    case mouse(MouseReport.Form)
  }

  private enum State {
    case keys
    /// A character of several bytes, of which so many are to come.
    case character(value: UInt32, missing: Int)
    case mouse(MouseReport)
  }

  /// How long the rest of something may take, in seconds; after that, keys are keys again.
  private static let patience = 1.0

  private var state = State.keys
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

  mutating func take(_ token: Token) -> Event? {
    if case .byte(let byte) = token { return take(byte) }
    state = .keys
    switch token {
    case .byte: return nil
    // A key within a paste is a part of its text that means nothing.
    case .key(let key): return paste == nil ? key.map { .key($0) } : nil
    case .pasteBegins:
      paste = String.UnicodeScalarView()
      return nil
    case .pasteEnds:
      defer { paste = nil }
      return pasted()
    case .mouse(let form):
      state = .mouse(MouseReport(form))
      return nil
    }
  }

  /// What has come so far of a paste, of which more may follow; to be called after reading.
  mutating func end() -> Event? {
    defer { if paste != nil { paste = String.UnicodeScalarView() } }
    return pasted()
  }

  private mutating func take(_ byte: UInt8) -> Event? {
    switch state {
    case .keys: return start(byte)
    case .character(let value, let missing):
      guard byte & 0xC0 == 0x80 else {
        state = .keys
        return start(byte)
      }
      let value = value << 6 | UInt32(byte & 0x3F)
      state = missing > 1 ? .character(value: value, missing: missing - 1) : .keys
      return missing > 1 ? nil : character(value)
    case .mouse(var report):
      switch report.take(byte) {
      case .more:
        state = .mouse(report)
        return nil
      case .done(let mouse):
        state = .keys
        return mouse.map { .mouse($0) }
      case .broken:
        state = .keys
        return start(byte)
      }
    }
  }

  private func pasted() -> Event? {
    guard let paste, !paste.isEmpty else { return nil }
    return .pasted(String(paste))
  }

  private mutating func start(_ byte: UInt8) -> Event? {
    switch byte {
    case 0xC2..<0xE0: state = .character(value: UInt32(byte & 0x1F), missing: 1)
    case 0xE0..<0xF0: state = .character(value: UInt32(byte & 0x0F), missing: 2)
    case 0xF0..<0xF5: state = .character(value: UInt32(byte & 0x07), missing: 3)
    case ..<0x80: return character(UInt32(byte))
    default: break
    }
    return nil
  }

  private mutating func character(_ value: UInt32) -> Event? {
    guard let scalar = Unicode.Scalar(value) else { return nil }
    guard paste == nil else {
      // Line ends arrive as Enter.
      paste?.append(scalar == "\r" ? "\n" : scalar)
      return nil
    }
    return Key(typed: scalar).map { .key($0) }
  }
}

extension Key {
  /// The key that sends a character; nil for control characters that no key of ours sends.
  fileprivate init?(typed scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x0A, 0x0D: self = .enter
    case 0x09: self = .tab
    case 0x1B: self = .escape
    case 0x7F, 0x08: self = .backspace
    case 0x01...0x1A:
      guard let letter = Unicode.Scalar(scalar.value + 0x60) else { return nil }
      self = .control(Character(letter))
    case 0..<0x20, 0x80..<0xA0: return nil
    default: self = .character(Character(scalar))
    }
  }
}
