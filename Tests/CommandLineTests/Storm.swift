import Foundation

/// Keys, clicks, broken sequences and sizes in an order that a seed decides.
///
/// `FLASHTUTOR_STORM_SEED` has the tests use another seed, `FLASHTUTOR_STORM_KEYS` more keys.
struct Storm: RandomNumberGenerator {
  static let seed = variable("SEED").flatMap(UInt64.init) ?? 1
  static let keys = variable("KEYS").flatMap(Int.init) ?? 10_000

  private static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment["FLASHTUTOR_STORM_\(name)"]
  }

  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A terminal's size: mostly usual, at times tiny or huge.
  mutating func size() -> (columns: Int, rows: Int) {
    switch Int.random(in: 0..<10, using: &self) {
    case 0: (.random(in: 1...23, using: &self), .random(in: 1...5, using: &self))
    case 1: (.random(in: 150...300, using: &self), .random(in: 50...90, using: &self))
    default: (.random(in: 24...140, using: &self), .random(in: 6...50, using: &self))
    }
  }

  /// The bytes of one key.
  mutating func key() -> [UInt8] {
    switch Int.random(in: 0..<1000, using: &self) {
    case 0..<480: Array(pick(Self.actions).utf8)
    case 480..<720: pick(Self.named)
    case 720..<790: [.random(in: 0x20...0x7E, using: &self)]
    case 790..<840: [.random(in: 0x01...0x1F, using: &self)]
    case 840..<900: mouse()
    case 900..<950: Array(pick(Self.texts).utf8)
    case 950..<980: [.random(in: 0x80...0xFF, using: &self)]
    default: pick(Self.broken)
    }
  }

  /// What is bound to something, except the key that quits.
  private static let actions = "jkhlgGdubnNtTLHSEReaczvwyx+-=r123456789[]:?/M ".map(String.init)

  private static let named: [[UInt8]] = [
    "\r", "\t", "\u{1B}[Z", "\u{1B}", "\u{7F}", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D",
    "\u{1B}OA", "\u{1B}OB", "\u{1B}OC", "\u{1B}OD", "\u{1B}[5~", "\u{1B}[6~", "\u{1B}OH",
    "\u{1B}OF", "\u{1B}[3~", "\u{1B}OP", "\u{1B}[15~",
  ].map { Array($0.utf8) }

  private static let texts = [
    "é", "λ", "漢字", "👩‍👩‍👧", "e\u{301}", "\u{301}", "שלום", "\u{200B}", "\u{FEFF}", "ﷺ", "64", "0.5",
    "-1",
    "1e999", "nan", "\u{1B}[200~pasted text\u{1B}[201~",
  ]

  private static let broken: [[UInt8]] = [
    [0x1B, 0x5B], [0x1B, 0x4F], [0x1B, 0x5B, 0x31, 0x3B], [0x1B, 0x5B, 0x3C, 0x30, 0x3B],
    [0x1B, 0x5B, 0x4D, 0x20], [0xE6, 0xBC], [0xF0, 0x9F], [0xC0, 0x80], [0xED, 0xA0, 0x80],
    [0x1B, 0x5D, 0x31, 0x31, 0x3B], [0x1B, 0x50], [0x00],
  ]

  private mutating func mouse() -> [UInt8] {
    let button = pick([0, 0, 0, 1, 2, 64, 65, 35, 99])
    let column = Int.random(in: 0...320, using: &self)
    let row = Int.random(in: 0...99, using: &self)
    return Array("\u{1B}[<\(button);\(column);\(row)\(pick(["M", "m"]))".utf8)
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &self)]
  }
}
