import Foundation
public import Screen

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

  /// The text as a terminal can show it.
  ///
  /// Where ambiguous characters are two columns wide, only those stay whose width is certain.
  public static func shown(_ text: String, _ capabilities: Capabilities) -> String {
    if capabilities.glyphs == .ascii { return ascii(text) }
    guard capabilities.isAmbiguousWide, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    return text.reduce(into: "") { result, character in
      if character.isASCII || TextWidth.columns(of: character) == 2 {
        result.append(character)
      } else {
        result += ascii(String(character))
      }
    }
  }

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
