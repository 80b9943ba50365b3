/// What the keys are called that cells name; empty for what has no key.
public struct CellKeys: Hashable, Sendable {
  public var act = "Enter"
  public var stop = "Esc"
  public var edit = "E"
  public var hint = "H"
  public var solution = "S"
  public var save = "w"
  public var view = "v"

  public init() {}
}
