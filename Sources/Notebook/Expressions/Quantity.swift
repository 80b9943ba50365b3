import Lessons

/// Why an expression has no value, and where.
struct ExpressionFailure: Error, Hashable, Sendable {
  /// nil when the expression as a whole is meant.
  var range: SourceRange?
  var message: String

  init(_ message: String, at range: SourceRange? = nil) {
    self.range = range
    self.message = message
  }
}

/// What an expression evaluates to: one value, or one for each row of a table.
///
/// A nil entry is a missing value; it stays in place so that columns of the same rows keep in step.
struct Quantity: Hashable, Sendable {
  enum Entries: Hashable, Sendable {
    case numbers([Double?])
    case truths([Bool?])
    case texts([String?])
  }

  var entries: Entries
  /// Which rows of which table the entries come from; nil for a value that stands for all rows.
  var origin: Origin?
  /// The base unit, where it is known: not of products.
  var unit = ""

  struct Origin: Hashable, Sendable {
    var table: String
    var rows: [Int]
  }

  static func number(_ value: Double, unit: String = "") -> Quantity {
    Quantity(entries: .numbers([value]), unit: unit)
  }
  static func truth(_ value: Bool) -> Quantity { Quantity(entries: .truths([value])) }

  var count: Int {
    switch entries {
    case .numbers(let values): values.count
    case .truths(let values): values.count
    case .texts(let values): values.count
    }
  }

  var isTruths: Bool {
    if case .truths = entries { true } else { false }
  }

  /// What the entries are, for messages.
  var kind: String {
    switch entries {
    case .numbers: "numbers"
    case .truths: "true or false"
    case .texts: "texts"
    }
  }

  /// Entry-wise combination; a single value goes with every row.
  ///
  /// What two different rows yield comes from neither.
  static func zip<A, B, C>(
    _ a: [A?], _ aOrigin: Origin?, _ b: [B?], _ bOrigin: Origin?, _ combine: (A, B) -> C
  ) throws(ExpressionFailure) -> (entries: [C?], origin: Origin?) {
    let isSingle = (a: a.count == 1, b: b.count == 1)
    let count = isSingle.a ? b.count : a.count
    guard isSingle.a || isSingle.b || a.count == b.count else {
      throw ExpressionFailure(
        "cannot combine \(a.count) rows with \(b.count) rows; a selector like [kernel=flash2] "
          + "chooses the same rows on both sides")
    }
    var entries: [C?] = []
    entries.reserveCapacity(count)
    for index in 0..<count {
      guard let left = a[isSingle.a ? 0 : index], let right = b[isSingle.b ? 0 : index] else {
        entries.append(nil)
        continue
      }
      entries.append(combine(left, right))
    }
    if isSingle.a, isSingle.b, let aOrigin, let bOrigin, aOrigin != bOrigin {
      return (entries, nil)
    }
    return (entries, isSingle.a ? bOrigin ?? aOrigin : aOrigin ?? bOrigin)
  }
}

extension [Quantity] {
  /// The unit that quantities which measure the same have together: that of the first that has one.
  var unit: String { lazy.map(\.unit).first { !$0.isEmpty } ?? "" }
}
