import Foundation
public import Screen

/// Everything that the look of a lesson depends on besides the lesson.
public struct LayoutContext: Hashable, Sendable {
  /// The longest line of prose that reads well, in columns.
  public static let comfortableMeasure = 88

  /// Columns there are.
  public var width: Int
  public var capabilities: Capabilities
  public var theme: Theme
  /// The most rows that a figure may take.
  public var figureRows: Int
  /// Whether keys are named: not where nobody can press one.
  public var isInteractive: Bool

  public init(
    width: Int, capabilities: Capabilities = Capabilities(), theme: Theme? = nil,
    figureRows: Int = 22, isInteractive: Bool = true
  ) {
    self.width = max(8, width)
    self.capabilities = capabilities
    self.theme = theme ?? Theme(capabilities.colors)
    self.figureRows = figureRows
    self.isInteractive = isInteractive
  }

  /// Columns that text and cells take.
  public var measure: Int { min(width, Self.comfortableMeasure) }

  /// Too narrow for lines around cells.
  public var isNarrow: Bool { width < 60 }

  public var marks: Marks { Marks(isASCII: capabilities.glyphs == .ascii) }

  /// The text as it can be shown: in ASCII where there is nothing else.
  public func shown(_ text: String) -> String {
    capabilities.glyphs == .ascii ? Transliteration.ascii(text) : text
  }
}

/// The characters that lines, bullets and states are drawn with.
public struct Marks: Hashable, Sendable {
  public let isASCII: Bool

  public init(isASCII: Bool) { self.isASCII = isASCII }

  public var horizontal: Character { isASCII ? "-" : "─" }
  public var vertical: Character { isASCII ? "|" : "│" }
  public var crossing: Character { isASCII ? "+" : "┼" }
  public var topLeft: Character { isASCII ? "+" : "╭" }
  public var topRight: Character { isASCII ? "+" : "╮" }
  public var bottomLeft: Character { isASCII ? "+" : "╰" }
  public var bottomRight: Character { isASCII ? "+" : "╯" }
  public var quote: Character { isASCII ? "|" : "┃" }
  public var bullets: [Character] { isASCII ? ["*", "-", "+"] : ["•", "◦", "▪"] }
  public var check: Character { isASCII ? "+" : "✓" }
  public var cross: Character { isASCII ? "x" : "✗" }
  public var separator: Character { isASCII ? "-" : "·" }
  public var path: Character { isASCII ? ">" : "›" }
  public var ellipsis: String { isASCII ? "..." : "…" }
  public var focus: Character { isASCII ? ">" : "▌" }
  public var barFull: Character { isASCII ? "#" : "━" }
  public var barEmpty: Character { isASCII ? "." : "─" }
  public var less: Character { isASCII ? "<" : "‹" }
  public var more: Character { isASCII ? ">" : "›" }
}

/// Text for terminals that show nothing beyond ASCII.
public enum Transliteration {
  private static let table: [Character: String] = [
    "×": "x", "·": "*", "–": "-", "—": "-", "−": "-", "→": "->", "←": "<-", "↔": "<->", "⇒": "=>",
    "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "∞": "inf", "√": "sqrt", "∑": "sum", "Σ": "sum",
    "…": "...", "“": "\"", "”": "\"", "‘": "'", "’": "'", "«": "\"", "»": "\"", "•": "*",
    "µ": "u", "μ": "mu", "α": "alpha", "β": "beta", "Θ": "Theta", "θ": "theta", "σ": "sigma",
    "λ": "lambda", "π": "pi", "ε": "eps", "δ": "delta", "Δ": "Delta", "ℓ": "l", "ᵀ": "^T",
    "⁰": "^0", "¹": "^1", "²": "^2", "³": "^3", "⁴": "^4", "⁵": "^5", "⁶": "^6", "⁷": "^7",
    "⁸": "^8", "⁹": "^9", "⁻": "^-", "ⁿ": "^n", "₀": "_0", "₁": "_1", "₂": "_2", "₃": "_3",
    "ᵢ": "_i", "ⱼ": "_j", "ₖ": "_k", "∈": "in", "∙": "*", "⋅": "*", "✓": "+", "✗": "x",
    "°": " deg", "±": "+-", "½": "1/2", "\u{A0}": " ", "│": "|", "─": "-", "‹": "<", "›": ">",
  ]

  /// The text in ASCII: known signs spelt out, accents dropped, `?` for the rest.
  public static func ascii(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    return text.reduce(into: "") { result, character in
      if character.isASCII {
        result.append(character)
      } else if let known = table[character] {
        result += known
      } else {
        let base = String(character).decomposedStringWithCanonicalMapping.unicodeScalars.first
        result.append(base.map { $0.isASCII ? Character($0) : "?" } ?? "?")
      }
    }
  }
}
