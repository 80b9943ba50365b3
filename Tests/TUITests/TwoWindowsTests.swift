import Foundation
import Notebook
import Screen
import Testing

@testable import TUI

/// Two windows over one file of progress.
@Suite @MainActor struct TwoWindowsTests {
  /// A window: the tutor, what carries out its effects, and its own view of the file.
  @MainActor private final class Window {
    var tutor: Tutor
    let mailbox = Mailbox<Tutor.Message>()
    let runner: EffectRunner

    init(_ file: URL) {
      let loaded = ProgressStore.load(from: file)
      var store = loaded.store
      runner = EffectRunner(
        context: RunContext(threads: 1),
        terminal: ScriptedTerminal(size: Size(columns: 80, rows: 24)), progress: loaded.progress,
        save: { store.save(&$0) })
      tutor = sampleTutor(progress: loaded.progress)
    }

    /// Carries out effects and what comes of them.
    func perform(_ effects: [Tutor.Effect]) {
      for effect in effects { runner.perform(effect, mailbox) }
      for message in mailbox.drain() { perform(tutor.update(message)) }
    }

    func answer(_ cellID: String, _ keys: Key...) {
      tutor.goTo(cellID)
      for key in keys { perform(tutor.press(key)) }
    }
  }

  private func withFile(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "windows-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "progress.json"))
  }

  private func done(_ file: URL) -> Set<String> {
    let cells = ProgressStore.load(from: file).progress.lessons["sample"]?.cells ?? [:]
    return Set(cells.filter { $0.value.isDone }.keys)
  }

  @Test func `what one has done is kept however often the other saves`() throws {
    try withFile { file in
      let (first, second) = (Window(file), Window(file))
      first.answer("guess", .character("6"), .character("4"), .enter)
      second.answer("pick", .character("2"), .enter)
      #expect(done(file) == ["guess", "pick"])
      second.perform(second.tutor.press(.character("q")))
      #expect(done(file) == ["guess", "pick"])
      first.perform(first.tutor.press(.character("q")))
      #expect(done(file) == ["guess", "pick"])
      #expect(first.tutor.count(of: "sample").done == 2)
      let answer = ProgressStore.load(from: file).progress.lessons["sample"]?.cells["guess"]?.answer
      #expect(answer == "64")
    }
  }

  @Test func `two saves before the tutor hears of others' work lose none of it`() throws {
    try withFile { file in
      let (first, second) = (Window(file), Window(file))
      second.answer("pick", .character("2"), .enter)
      first.tutor.goTo("guess")
      first.tutor.type("64")
      // Keys that came together: both saves are carried out before a message is read.
      let saves = first.tutor.press(.enter) + first.tutor.press(.character("q"))
      for effect in saves { first.runner.perform(effect, first.mailbox) }
      #expect(done(file) == ["guess", "pick"])
    }
  }

  @Test func `what was taken over can be forgotten, once`() throws {
    try withFile { file in
      let (first, second) = (Window(file), Window(file))
      second.answer("pick", .character("2"), .enter)
      first.answer("guess", .character("6"), .character("4"), .enter)
      #expect(first.tutor.progress.lessons["sample"]?.cells["pick"]?.isDone == true)
      first.answer("pick", .character("x"), .character("y"))
      #expect(done(file) == ["guess"])
      first.perform(first.tutor.press(.character("q")))
      #expect(done(file) == ["guess"])
    }
  }

  @Test func `an import beside an open window stays`() throws {
    try withFile { file in
      let window = Window(file)
      var (store, progress, _) = ProgressStore.load(from: file)
      var record = Notebook.Progress.CellRecord()
      record.isDone = true
      progress.lessons["tiling", default: Notebook.Progress.LessonRecord()].cells["q"] = record
      #expect(store.save(&progress) == [])
      for _ in 0..<2 {
        window.answer("pick", .character("2"), .enter)
        let kept = ProgressStore.load(from: file).progress
        #expect(kept.lessons["tiling"]?.cells["q"]?.isDone == true)
        #expect(kept.lessons["sample"]?.cells["pick"]?.isDone == true)
      }
    }
  }
}
