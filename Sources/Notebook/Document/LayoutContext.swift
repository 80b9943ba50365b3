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
  /// Whether the text is listened to or felt: no frames and no marks, but words.
  public var isSpoken = false
  /// What the keys are called that cells name.
  public var keys: CellKeys
  /// The number that stands for each destination in the styles of links, from 1.
  var linkNumbers: [String: UInt16] = [:]
  /// Whether mistakes outside of cells are shown too, each in its section: for authors.
  public var showsMistakes = false

  public init(
    width: Int, capabilities: Capabilities = Capabilities(), theme: Theme? = nil,
    figureRows: Int = 22, isInteractive: Bool = true, keys: CellKeys = CellKeys()
  ) {
    self.width = max(8, width)
    self.capabilities = capabilities
    self.theme = theme ?? Theme(capabilities.colors)
    self.figureRows = figureRows
    self.isInteractive = isInteractive
    self.keys = keys
  }

  /// Columns that text and cells take.
  public var measure: Int { min(width, Self.comfortableMeasure) }

  /// Too narrow for lines around cells.
  public var isNarrow: Bool { width < 60 }

  public var marks: Marks { Marks(capabilities) }

  /// The text as it can be shown: in ASCII where there is nothing else.
  public func shown(_ text: String) -> String { Transliteration.shown(text, capabilities) }
}
