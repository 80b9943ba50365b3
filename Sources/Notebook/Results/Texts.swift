import Foundation
import Lessons

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order of first appearance.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

/// The end of a sentence that offers the word that was meant.
enum Suggestion {
  /// `; did you mean 'x'?`, or all candidates when there are few, or nothing.
  static func text(_ word: String, among candidates: [String]) -> String {
    if let nearest = Spelling.nearest(to: word, among: candidates) {
      return "; " + Spelling.proposal(nearest)
    }
    guard !candidates.isEmpty, candidates.count <= 12 else { return "" }
    return "; there are \(candidates.joined(separator: ", "))"
  }
}
