/// One axis: what it means, how values map to places, and how ticks are labelled.
public struct Axis: Hashable, Sendable {
  public enum Scale: Hashable, Sendable {
    case linear
    /// Logarithmic; ticks at 1, 2, 5 × baseᵏ (base 2: powers of two).
    case log(base: Int)
  }

  /// How tick values are written.
  public enum Format: Hashable, Sendable {
    case auto
    /// k, M, G, m, µ before the unit.
    case si
    /// Ki, Mi, Gi before the unit.
    case binary
    case percent
  }

  public var label: String
  public var unit: String
  public var scale: Scale
  /// Fixed limits; nil to follow the data.
  public var domain: ClosedRange<Double>?
  public var format: Format

  public init(
    label: String = "", unit: String = "", scale: Scale = .linear,
    domain: ClosedRange<Double>? = nil, format: Format = .auto
  ) {
    self.label = label
    self.unit = unit
    self.scale = scale
    self.domain = domain
    self.format = format
  }
}
