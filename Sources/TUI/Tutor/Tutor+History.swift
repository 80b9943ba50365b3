import Lessons

/// Where a jump began.
struct Place: Hashable {
  var lesson: String
  var top: Int
  var stop: Stop?
}

extension Tutor {
  private static let longestHistory = 100

  /// Notes where the reader is, before a jump.
  mutating func remember(top: Int? = nil) {
    guard let reading, !isInPlayground else { return }
    let place = Place(lesson: reading.id, top: top ?? reading.top, stop: reading.stop)
    guard history.last != place else { return }
    history.append(place)
    if history.count > Self.longestHistory { history.removeFirst() }
  }

  /// Goes to where the last jump began.
  mutating func goBack() -> [Effect] {
    if isInPlayground { return leavePlayground() }
    guard let place = history.popLast() else { return [] }
    if reading?.id == place.lesson {
      show(place)
      return []
    }
    guard let entry = library.entry(id: place.lesson) else { return [] }
    placeToShow = place
    return [.open(id: entry.frontMatter.id, file: entry.file)]
  }

  /// Puts the reader at a place of the open lesson.
  mutating func show(_ place: Place) {
    reading?.top = place.top
    reading?.stop = place.stop
    settle()
  }
}
