import Lessons
import Notebook

extension Tutor {
  /// The places in the library of the lessons that the filter leaves.
  var listed: [Int] {
    let words = listFilter.lowercased().split(separator: " ")
    guard !words.isEmpty else { return Array(library.entries.indices) }
    return library.entries.indices.filter { index in
      let entry = library.entries[index]
      let front = entry.frontMatter
      let text = "\(front.id) \(front.title) \(front.summary) \(state(of: entry).words)"
        .lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }

  /// How far a lesson has come.
  enum LessonState: Hashable {
    case unreadable, fresh, begun, done
  }

  /// How far a lesson has come, and in words.
  func state(of entry: Library.Entry) -> (state: LessonState, words: String) {
    if entry.diagnostics.contains(where: { $0.severity == .error }) {
      return (.unreadable, "cannot be read")
    }
    let id = entry.frontMatter.id
    let (done, total) = count(of: id)
    if let total, total > 0, done >= total { return (.done, "done") }
    if done > 0 { return (.begun, total.map { "\(done) of \($0) done" } ?? "\(done) done") }
    return progress.lessons[id] == nil ? (.fresh, "not started") : (.begun, "begun")
  }

  mutating func pressInFilter(_ key: Key) -> [Effect] {
    let last = max(0, listed.count - 1)
    switch key {
    case .enter:
      overlay = nil
      return listed.isEmpty ? [] : perform(.open)
    case .escape:
      overlay = nil
      let chosen = listed.indices.contains(selection) ? listed[selection] : 0
      listFilter = ""
      selection = chosen
    case .down: selection = min(last, selection + 1)
    case .up: selection = max(0, selection - 1)
    case .backspace where listFilter.isEmpty: overlay = nil
    case .backspace:
      listFilter.removeLast()
      selection = 0
    case .character(let character) where listFilter.count < 40:
      listFilter.append(character)
      selection = 0
    default: break
    }
    return []
  }
}
