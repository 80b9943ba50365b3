import Foundation
import Lessons
import Notebook
import Screen
import Synchronization

/// Carries out what the tutor asks for: opens lessons, runs cells in the background, saves.
///
/// Work gets threads of its own, which end with it: a pool looks after its threads every second, also
/// while nothing happens.
@MainActor
final class EffectRunner {
  private let context: RunContext
  private let save: @MainActor (inout Notebook.Progress) -> [String]
  /// The tutor's progress as far as it is known here, and what is kept: with others' work.
  private var known: Notebook.Progress
  private var kept: Notebook.Progress
  private let terminal: any Terminal
  private let code: CodeEffects
  private let borrowers: Borrowers
  private let cache = ResultCache()
  private var running: [Tutor.RunID: Flag] = [:]
  /// Checks that have processes and a folder of their own.
  private let checks = DispatchGroup()

  init(
    context: RunContext, terminal: any Terminal, desk: CodeDesk = CodeDesk(),
    environment: [String: String] = ProcessInfo.processInfo.environment,
    progress: Notebook.Progress = Notebook.Progress(),
    save: @escaping @MainActor (inout Notebook.Progress) -> [String]
  ) {
    self.context = context
    self.terminal = terminal
    self.save = save
    known = progress
    kept = progress
    code = CodeEffects(desk: desk, terminal: terminal, environment: environment)
    borrowers = Borrowers(terminal: terminal, environment: environment)
  }

  /// Stops what still runs, and lets checks clear up behind them: at most so long that nobody who
  /// leaves has to wonder.
  func finish() {
    for flag in running.values { flag.raise() }
    _ = checks.wait(timeout: .now() + 3)
  }

  func perform(_ effect: Tutor.Effect, _ mailbox: Mailbox<Tutor.Message>) {
    switch effect {
    case .open(let id, let file):
      let lesson = LessonParser.load(file, as: file.lastPathComponent)
      guard lesson.folder != nil else {
        return mailbox.post(.couldNotOpen("The file \(file.path) cannot be read."))
      }
      mailbox.post(.opened(id: id, BoundLesson(lesson)))
    case .watch(let file): LessonWatch.follow(file, mailbox)
    case .page(let name, let text, let line):
      borrowers.page(text, named: name, line: line, mailbox)
    case .source(let file, let line): borrowers.edit(file, line: line, mailbox)
    case .gather(let entries):
      Thread.detachNewThread {
        mailbox.post(.gathered(SearchableLesson.all(entries)))
      }
    case .survey(let files):
      Thread.detachNewThread {
        let cells = files.mapValues { file in
          BoundLesson(LessonParser.load(file, as: file.lastPathComponent)).countedCellIDs
        }
        mailbox.post(.surveyed(cells))
      }
    case .run(let id, let cell, let settings): start(id, cell, settings, mailbox)
    case .cancel(let id): running[id]?.raise()
    case .recall(let lesson, let cell, let settings): recall(lesson, cell, settings, mailbox)
    case .edit(let cell): code.edit(cell, mailbox)
    case .check(let id, let cell): check(id, cell, mailbox)
    case .agree(let cell): code.agree(cell, mailbox)
    case .keep(let cell, let text): code.keep(cell, text, mailbox)
    case .restore(let cell): code.restore(cell, mailbox)
    case .save(let progress): keep(progress, mailbox)
    case .adopted(let other, let base): known = known.adopting(other, since: base)
    case .suspend:
      terminal.suspend()
      mailbox.post(.event(.resized(terminal.size)))
    case .redraw: terminal.forget()
    case .copy(let text):
      if !terminal.copy(text) {
        mailbox.post(.told("This terminal has no clipboard to copy to."))
      }
    case .mouse(let listens): terminal.listen(toMouse: listens)
    case .export(let files): mailbox.post(.told(FileExport.write(files)))
    }
  }

  /// Keeps what the tutor has done since it was heard last, beside what others have.
  ///
  /// The tutor may save again before it has heard of their work, which is not to look removed then.
  private func keep(_ progress: Notebook.Progress, _ mailbox: Mailbox<Tutor.Message>) {
    var whole = progress.merged(with: kept, since: known)
    if let message = save(&whole).first { mailbox.post(.couldNotSave(message)) }
    (known, kept) = (progress, whole)
    if progress.adopting(whole, since: progress) != progress {
      mailbox.post(.kept(whole, since: progress))
    }
  }

  /// Checks the learner's code in the background, unless the learner must be asked first.
  private func check(
    _ id: Tutor.RunID, _ cell: BoundCode, _ mailbox: Mailbox<Tutor.Message>
  ) {
    let desk = code.desk
    if let question = desk.question(about: cell) {
      return mailbox.post(.asks(id, question: question))
    }
    code.follow(cell, mailbox)
    let flag = Flag()
    running = [id: flag]
    // The box waits in system calls, so it gets a thread of its own.
    checks.enter()
    Thread.detachNewThread { [checks] in
      mailbox.post(.finished(id, desk.check(cell, isCancelled: { flag.isRaised })))
      checks.leave()
    }
  }

  /// Draws what an earlier run yielded, when there was one.
  private func recall(
    _ lesson: String, _ cell: BoundCell, _ settings: [String: String],
    _ mailbox: Mailbox<Tutor.Message>
  ) {
    let (context, cache) = (context, cache)
    guard !cache.isEmpty else { return }
    Thread.detachNewThread {
      guard let outcome = cache.outcome(of: cell, settings: settings, context) else { return }
      mailbox.post(.recalled(lesson: lesson, cellID: cell.id, outcome))
    }
  }

  private func start(
    _ id: Tutor.RunID, _ cell: BoundCell, _ settings: [String: String],
    _ mailbox: Mailbox<Tutor.Message>
  ) {
    let flag = Flag()
    // One runs at a time; what was replaced has been told to stop.
    running = [id: flag]
    let (context, cache) = (context, cache)
    Thread.detachNewThread {
      let pace = Pace()
      let observer = RunObserver(
        isCancelled: { flag.isRaised },
        progressed: { share in
          if pace.allows() { mailbox.post(.progressed(id, share: share)) }
        },
        partial: { mailbox.post(.arrived(id, $0)) })
      let outcome = cell.run(settings: settings, context, observer)
      cache.keep(outcome, of: cell, settings: settings, context)
      mailbox.post(.finished(id, outcome))
    }
  }
}

/// A wish to stop, seen from any thread.
private final class Flag: Sendable {
  private let value = Atomic(false)
  var isRaised: Bool { value.load(ordering: .relaxed) }
  func raise() { value.store(true, ordering: .relaxed) }
}

/// Lets something through at most 30 times a second.
private final class Pace: Sendable {
  private let last = Mutex<ContinuousClock.Instant?>(nil)

  func allows() -> Bool {
    let now = ContinuousClock.now
    return last.withLock { last in
      if let before = last, now - before < .milliseconds(33) { return false }
      last = now
      return true
    }
  }
}
