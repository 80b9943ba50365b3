/// Finds the word that was meant.
public enum Spelling {
  private static let proposalStart = "did you mean '"
  private static let proposalEnd = "'?"

  /// How a message proposes a word; it ends with this.
  public static func proposal(_ word: String) -> String { proposalStart + word + proposalEnd }

  /// The word that a message proposes; nil when it proposes none.
  static func proposed(in message: String) -> String? {
    guard message.hasSuffix(proposalEnd),
      let start = message.ranges(of: proposalStart).last?.upperBound
    else { return nil }
    return String(message[start...].dropLast(proposalEnd.count))
  }

  /// The candidate with the smallest edit distance, when it is close enough to be a typo.
  ///
  /// Close enough is one edit for up to four letters, then one more for each three letters; upper and
  /// lower case count as equal. Of equally near candidates the first wins.
  public static func nearest(to word: String, among candidates: [String]) -> String? {
    let limit = word.count <= 4 ? 1 : word.count / 3
    let letters = Array(word.prefix(64).lowercased())
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.prefix(64).lowercased())
      guard abs(other.count - letters.count) <= limit else { continue }
      let distance = distance(letters, other)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// The Damerau-Levenshtein distance with adjacent transpositions (optimal string alignment).
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var older: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, older[j - 1] + 1) }
        row.append(cost)
      }
      older = last
      last = row
    }
    return last.last ?? a.count
  }
}
