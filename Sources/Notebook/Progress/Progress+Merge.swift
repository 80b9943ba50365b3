extension Progress {
  /// This progress with what another instance wrote meanwhile.
  ///
  /// What only one side changed since `base` is taken from that side, removals included. A cell
  /// that both changed keeps the larger counts and being done; its answer is this side's. What one
  /// side changed and the other removed stays: no answer is lost.
  ///
  /// - Parameters:
  ///   - disk: what the file holds now.
  ///   - base: what both started from.
  /// - Returns: the progress to write.
  public func merged(with disk: Progress, since base: Progress) -> Progress {
    var merged = self
    if currentLesson == base.currentLesson { merged.currentLesson = disk.currentLesson }
    for id in Set(lessons.keys).union(disk.lessons.keys) {
      merged.lessons[id] = LessonRecord.merged(lessons[id], disk.lessons[id], base.lessons[id])
    }
    return merged
  }

  /// This progress with what others did, while the learner stays where they are.
  ///
  /// - Parameters:
  ///   - other: this progress as it was at `base`, merged with what others did.
  ///   - base: what this progress was then.
  /// - Returns: the progress of the learner, others' work included.
  public func adopting(_ other: Progress, since base: Progress) -> Progress {
    var merged = merged(with: other, since: base)
    merged.currentLesson = currentLesson
    for (id, record) in lessons {
      merged.lessons[id]?.section = record.section
      merged.lessons[id]?.row = record.row
    }
    return merged
  }
}

extension Progress.LessonRecord {
  fileprivate static func merged(_ ours: Self?, _ theirs: Self?, _ base: Self?) -> Self? {
    guard ours != theirs, ours != base else { return theirs }
    guard theirs != base else { return ours }
    var merged = ours ?? theirs ?? Self()
    let former = base ?? Self()
    if let ours, let theirs, ours.section == former.section, ours.row == former.row {
      merged.section = theirs.section
      merged.row = theirs.row
    }
    let (our, their) = (ours?.cells ?? [:], theirs?.cells ?? [:])
    for id in Set(our.keys).union(their.keys) {
      merged.cells[id] = Progress.CellRecord.merged(our[id], their[id], former.cells[id])
    }
    return ours == nil && merged.cells.isEmpty ? nil : merged
  }
}

extension Progress.CellRecord {
  fileprivate static func merged(_ ours: Self?, _ theirs: Self?, _ base: Self?) -> Self? {
    guard ours != theirs, ours != base else { return theirs }
    guard theirs != base, let theirs else { return ours }
    guard var merged = ours else { return theirs }
    merged.attempts = max(merged.attempts, theirs.attempts)
    merged.hintsShown = max(merged.hintsShown, theirs.hintsShown)
    merged.isDone = merged.isDone || theirs.isDone
    return merged
  }
}
