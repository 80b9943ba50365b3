extension Progress {
  /// This progress with what another instance wrote meanwhile.
  ///
  /// What only one side changed since `base` is taken from that side, removals included. A cell
  /// that both changed keeps the larger counts and being done; its answer is this side's.
  ///
  /// - Parameters:
  ///   - disk: what the file holds now.
  ///   - base: what both started from.
  /// - Returns: the progress to write.
  func merged(with disk: Progress, since base: Progress) -> Progress {
    var merged = self
    merged.currentLesson = pick(currentLesson, disk.currentLesson, base.currentLesson)
    let ids = Set(lessons.keys).union(disk.lessons.keys)
    for id in ids {
      let ours = lessons[id]
      let theirs = disk.lessons[id]
      let before = base.lessons[id]
      guard ours != theirs else { continue }
      if ours == before {
        merged.lessons[id] = theirs
      } else if theirs != before, let ours, let theirs {
        merged.lessons[id] = ours.merged(with: theirs, since: before ?? LessonRecord())
      }
    }
    return merged
  }
}

extension Progress.LessonRecord {
  fileprivate func merged(
    with disk: Progress.LessonRecord, since base: Progress.LessonRecord
  ) -> Progress.LessonRecord {
    var merged = self
    if section == base.section, row == base.row {
      merged.section = disk.section
      merged.row = disk.row
    }
    for id in Set(cells.keys).union(disk.cells.keys) {
      let ours = cells[id]
      let theirs = disk.cells[id]
      let before = base.cells[id]
      guard ours != theirs else { continue }
      if ours == before {
        merged.cells[id] = theirs
      } else if theirs != before, let ours, let theirs {
        merged.cells[id] = ours.merged(with: theirs)
      }
    }
    return merged
  }
}

extension Progress.CellRecord {
  fileprivate func merged(with disk: Progress.CellRecord) -> Progress.CellRecord {
    var merged = self
    merged.attempts = max(attempts, disk.attempts)
    merged.hintsShown = max(hintsShown, disk.hintsShown)
    merged.isDone = isDone || disk.isDone
    return merged
  }
}

/// Ours where we changed it, theirs otherwise.
private func pick<Part: Equatable>(_ ours: Part, _ theirs: Part, _ base: Part) -> Part {
  ours == base ? theirs : ours
}
