import Lessons
import Notebook
import Screen

extension Tutor {
  public mutating func update(_ message: Message) -> [Effect] {
    switch message {
    case .event(let event): return hear(event)
    case .opened(let id, let bound): return show(id, bound)
    case .revised(let bound): return revise(bound)
    case .couldNotOpen(let reason):
      notice = reason
      return []
    case .surveyed(let cells):
      cellsOfLessons.merge(cells) { $1 }
      return []
    case .progressed(let id, let share):
      guard let run = activeRun, run.id == id else { return [] }
      activeRun?.share = max(run.share, min(1, share))
      showRun()
      return []
    case .arrived(let id, let outcome):
      guard let run = activeRun, run.id == id else { return [] }
      change(run.cellID) { $0.outcome = outcome }
      return []
    case .finished(let id, let outcome): return finish(id, outcome)
    case .gathered(let lessons):
      searchable = lessons
      refreshCourseHits()
      return []
    case .recalled(let lesson, let cellID, let outcome):
      hearRecalled(lesson, cellID, outcome)
      return []
    case .asks(let id, let question): return ask(id, question)
    case .edited(let cellID, let isSaved): return hearEdited(cellID, isSaved: isSaved)
    case .saved(let lessonID, let cellID): return hearSaved(lessonID, cellID)
    case .write(let cellID, let text):
      openEditor(cellID, text)
      return []
    case .couldNotSave(let reason), .told(let reason):
      notice = reason
      return []
    case .kept(let other, let base):
      progress = progress.adopting(other, since: base)
      return [.adopted(other, since: base)]
    }
  }

  private mutating func hear(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .resized(let size):
      self.size = size
      layOut()
      return []
    case .tick(let now):
      if case .film(var film) = overlay {
        film.hear(now)
        overlay = .film(film)
      }
      guard activeRun != nil else { return [] }
      if activeRun?.started == nil { activeRun?.started = now }
      activeRun?.now = now
      showRun()
      return []
    case .mouse(let mouse): return hear(mouse)
    case .pasted(let text): return paste(text)
    case .quit: return leave(.signal)
    case .hangup: return leave(.hangup)
    }
  }

  private mutating func press(_ key: Key) -> [Effect] {
    notice = ""
    isErasing = isErasing && key == .backspace
    search.isAtHit = false
    let mayQuit = mayQuitByInterrupt
    mayQuitByInterrupt = false
    if key == .control("c"), activeRun == nil {
      if mayQuit { return leave(.quit) }
      mayQuitByInterrupt = true
      let isTyping = help != nil || overlay?.takesText == true
      notice = "Press Ctrl-C again to quit" + (isTyping ? "; Esc goes back." : ", or q.")
      return []
    }
    let chord = Chord(key)
    if keys[.suspend].contains(chord), !isTyped(key) { return perform(.suspend, chord) }
    if keys[.redraw].contains(chord), !isTyped(key) { return perform(.redraw, chord) }
    if pending.isEmpty, count == nil,
      let effects = pressInHelp(key) ?? pressInOverlay(key) ?? pressInAnswer(key)
        ?? pressInQuiz(key)
    {
      return effects
    }
    return pressChord(key)
  }

  /// Whether the key is text for something that takes text.
  private func isTyped(_ key: Key) -> Bool {
    guard case .character = key else { return false }
    return help != nil || overlay?.takesText == true
  }

  /// A key that is not typed into something: alone, or as part of a chord or behind a number.
  private mutating func pressChord(_ key: Key) -> [Effect] {
    if key == .escape, !pending.isEmpty || count != nil {
      pending = []
      count = nil
      return []
    }
    if pending.isEmpty, overlay == nil, case .character(let character) = key,
      let digit = character.wholeNumberValue, digit > 0 || count != nil,
      count != nil || digit > focusedQuiz ?? 0
    {
      let number = min(9999, (count ?? 0) * 10 + digit)
      count = number
      notice = "\(number)"
      return []
    }
    let chord = Chord(keys: pending + [key])
    defer { count = nil }
    if let action = action(for: chord) {
      pending = []
      return perform(action.id, chord)
    }
    let longer = validActions.filter { action in
      keys[action.id].contains { $0.keys.starts(with: chord.keys) && $0 != chord }
    }
    pending = longer.isEmpty ? [] : chord.keys
    let name = chord.name(isASCII: marks.isASCII)
    if !longer.isEmpty {
      let ends = longer.map {
        "\(keys.name($0.id, startingWith: chord, isASCII: marks.isASCII)) \($0.title)"
      }
      notice = "\(name) \(marks.separator) " + ends.joined(separator: ", ")
    } else if key != .escape {
      let help = keys.name(.help, isASCII: marks.isASCII)
      notice = "\(name) does nothing here" + (help.isEmpty ? "." : "; \(help) lists the keys.")
    }
    return []
  }

  /// Lays everything out anew, after a change of size, colours or characters.
  mutating func layOut() {
    let context = layoutContext
    reading?.layOut(context)
    refreshHits()
    redrawZoom()
    settle()
  }

  mutating func change(_ cellID: String, _ change: (inout CellState) -> Void) {
    reading?.change(cellID, change)
    refreshHits()
    settle()
  }

  mutating func settle() {
    let rows = layout.bodyRows
    reading?.settle(rows: rows)
  }

  mutating func reveal(_ cellID: String) {
    let rows = layout.bodyRows
    reading?.reveal(cellID, rows: rows)
  }

  /// Changes a cell and shows what that has added at its end.
  mutating func lengthen(_ cellID: String, _ change: (inout CellState) -> Void) {
    let before = reading?.rows(ofCell: cellID)?.count ?? 0
    self.change(cellID, change)
    let after = reading?.rows(ofCell: cellID)?.count ?? 0
    // The line of keys and the edge of the box stand below it.
    let added = max(0, after - before) + 3
    let rows = layout.bodyRows
    reading?.reveal(last: added, of: cellID, rows: rows)
  }

  private mutating func show(_ id: String, _ bound: BoundLesson) -> [Effect] {
    let cancelling = leavePlayground() + stopRun()
    notePlace()
    let record = progress.lessons[id]
    var reading = Reading(id: id, bound: bound, record: record, context: layoutContext)
    if let place = places[id], reading.document.blocks.count > place.block {
      // Figures of this session are still to come back.
      reading.pin(to: place)
    } else if let record, !record.section.isEmpty,
      let index = reading.sections.firstIndex(where: { $0.id == record.section })
    {
      reading.goTo(textRow: record.row, inSection: index)
    }
    self.reading = reading
    parked = nil
    cellsOfLessons[id] = reading.countedIDs
    overlay = nil
    search = Search()
    settle()
    if let place = placeToShow, place.lesson == id { show(place) }
    placeToShow = nil
    if let aim, aim.lesson == id { go(to: aim) }
    aim = nil
    listFilter = ""
    progress.currentLesson = id
    selection = library.entries.firstIndex { $0.frontMatter.id == id } ?? selection
    let mistakes = bound.diagnostics.count { $0.severity == .error }
    if mistakes > 0 {
      notice = mistakes == 1 ? "1 mistake in this lesson." : "\(mistakes) mistakes in this lesson."
    }
    return cancelling + recallAll() + save()
  }

  /// Notes where the learner is and hands the progress over to be written.
  mutating func save() -> [Effect] {
    notePlace()
    return [.save(progress)]
  }

  private mutating func notePlace() {
    if let reading, !isInPlayground {
      var record = progress.lessons[reading.id] ?? Progress.LessonRecord()
      let section = self.section
      if reading.sections.indices.contains(section) {
        record.section = reading.sections[section].id
        record.row = reading.textRow(inSection: section)
      }
      places[reading.id] = reading.place
      progress.lessons[reading.id] = record
    }
  }

  /// Changes what is kept about a cell, and saves.
  mutating func record(_ cellID: String, _ change: (inout Progress.CellRecord) -> Void)
    -> [Effect]
  {
    guard let reading, !isInPlayground else { return [] }
    var lesson = progress.lessons[reading.id] ?? Progress.LessonRecord()
    var cell = lesson.cells[cellID] ?? Progress.CellRecord()
    change(&cell)
    lesson.cells[cellID] = cell
    progress.lessons[reading.id] = lesson
    return save()
  }

  mutating func leave(_ departure: Departure) -> [Effect] {
    self.departure = departure
    isFinished = true
    return stopRun() + keepEditor() + save()
  }
}
