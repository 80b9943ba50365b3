import Foundation
import Testing

@testable import Notebook

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct ProgressStoreTests {
  private func progress(_ lesson: String, _ cell: String, attempts: Int) -> Notebook.Progress {
    var record = Notebook.Progress.CellRecord()
    record.attempts = attempts
    var progress = Notebook.Progress()
    progress.lessons[lesson, default: Notebook.Progress.LessonRecord()].cells[cell] = record
    return progress
  }

  @Test func `what is saved is loaded`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "state/progress.json")
      var (store, empty, messages) = ProgressStore.load(from: file)
      #expect(empty == Notebook.Progress())
      #expect(messages == [])
      var mine = progress("tiling", "q", attempts: 2)
      #expect(store.save(&mine) == [])
      #expect(ProgressStore.load(from: file).progress == mine)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("\n") && text.contains("\"attempts\" : 2"))
      let names = try FileManager.default.contentsOfDirectory(
        atPath: file.deletingLastPathComponent().path())
      #expect(Set(names) == ["progress.json", "progress.json.lock"])
    }
  }

  @Test(arguments: ["", "{", "[]", "{\"lessons\": 3}"])
  func `a damaged file is set aside`(content: String) throws {
    try withFolder { folder in
      let file = folder.appending(path: "progress.json")
      try Data(content.utf8).write(to: file)
      try Data("older".utf8).write(to: folder.appending(path: "progress.json.damaged-1"))
      var (store, progress, messages) = ProgressStore.load(from: file)
      #expect(progress == Notebook.Progress())
      #expect(messages.first?.contains("damaged-2") == true)
      #expect(store.save(&progress) == [])
      let aside = folder.appending(path: "progress.json.damaged-2")
      #expect(try Data(contentsOf: aside) == Data(content.utf8))
    }
  }

  @Test func `a file of a newer version is left alone`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "progress.json")
      let content = Data("{\"version\": 2, \"currentLesson\": \"fa2\"}".utf8)
      try content.write(to: file)
      var (store, progress, messages) = ProgressStore.load(from: file)
      #expect(store.isReadOnly)
      #expect(progress.currentLesson == "fa2")
      #expect(messages.count == 1)
      progress.currentLesson = "tiling"
      #expect(store.save(&progress) == [])
      #expect(try Data(contentsOf: file) == content)
    }
  }

  @Test func `two instances keep what both did`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "progress.json")
      var (first, mine, _) = ProgressStore.load(from: file)
      var (second, theirs, _) = ProgressStore.load(from: file)
      mine = progress("tiling", "q", attempts: 1)
      theirs = progress("tiling", "p", attempts: 5)
      #expect(first.save(&mine) == [])
      #expect(second.save(&theirs) == [])
      #expect(Set(theirs.lessons["tiling"]?.cells.keys ?? [:].keys) == ["p", "q"])
      #expect(first.save(&mine) == [])
      #expect(mine == theirs)
    }
  }

  @Test(arguments: [(-3, 0), (Int.min, 0), (Int.max, 1_000_000_000), (7, 7)])
  func `counts out of range are brought into it, read or imported`(written: Int, kept: Int) throws {
    let text =
      "{\"version\":1,\"lessons\":{\"t\":{\"cells\":{\"c\":"
      + "{\"attempts\":\(written),\"hintsShown\":\(written)}}}}}"
    let read = try Progress(imported: Data(text.utf8)).lessons["t"]?.cells["c"]
    #expect(read?.attempts == kept && read?.hintsShown == kept)
  }

  @Test func `a lock that another holds for good is waited for once`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "progress.json")
      let lock = folder.appending(path: "progress.json.lock").path()
      let other = unsafe open(lock, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
      #expect(flock(other, LOCK_EX) == 0)
      var (store, mine, _) = ProgressStore.load(from: file)
      #expect(!store.isLockStuck)
      for attempts in 1...3 {
        mine = progress("tiling", "q", attempts: attempts)
        #expect(store.save(&mine) == [])
        #expect(store.isLockStuck)
        #expect(ProgressStore.load(from: file).progress == mine)
      }
      close(other)
      #expect(store.save(&mine) == [])
      #expect(!store.isLockStuck)
    }
  }

  @Test func `a reset is not undone by the file`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "progress.json")
      var (store, mine, _) = ProgressStore.load(from: file)
      mine = progress("tiling", "q", attempts: 1)
      #expect(store.save(&mine) == [])
      mine.lessons = [:]
      #expect(store.save(&mine) == [])
      #expect(ProgressStore.load(from: file).progress.lessons.isEmpty)
    }
  }

  @Test func `a place that cannot be written is a message and no loss`() throws {
    try withFolder { folder in
      let blocker = folder.appending(path: "file")
      try Data().write(to: blocker)
      var (store, mine, _) = ProgressStore.load(from: blocker.appending(path: "progress.json"))
      mine = progress("tiling", "q", attempts: 1)
      #expect(store.save(&mine).first?.hasPrefix("progress is not kept") == true)
      #expect(mine.lessons["tiling"]?.cells["q"]?.attempts == 1)
    }
  }

  @Test func `the file lies where XDG says`() {
    let home = ["HOME": "/home/ada"]
    #expect(
      ProgressStore.standardFile(environment: home).path()
        == "/home/ada/.local/state/flashtutor/progress.json")
    #expect(
      ProgressStore.standardFile(environment: ["HOME": "/h", "XDG_STATE_HOME": "/s"]).path()
        == "/s/flashtutor/progress.json")
  }

  @Test func `many instances at once lose nothing`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "progress.json")
      DispatchQueue.concurrentPerform(iterations: 8) { instance in
        var (store, mine, _) = ProgressStore.load(from: file)
        for answer in 1...5 {
          mine.lessons["tiling", default: Notebook.Progress.LessonRecord()]
            .cells["q\(instance)", default: Notebook.Progress.CellRecord()].attempts = answer
          _ = store.save(&mine)
        }
      }
      let cells = ProgressStore.load(from: file).progress.lessons["tiling"]?.cells ?? [:]
      #expect(cells.count == 8)
      #expect(cells.values.allSatisfy { $0.attempts == 5 })
    }
  }

  @Test func `absorbing takes what is further elsewhere`() {
    var here = progress("tiling", "q", attempts: 1)
    var there = progress("tiling", "q", attempts: 3)
    there.lessons["tiling"]?.cells["q"]?.isDone = true
    there.lessons["fa2"] = Notebook.Progress.LessonRecord()
    here.absorb(there)
    #expect(here.lessons["tiling"]?.cells["q"]?.attempts == 3)
    #expect(here.lessons["tiling"]?.cells["q"]?.opensSolution == true)
    #expect(here.lessons["fa2"] != nil)
    here.reset(lesson: "tiling", cell: "q")
    #expect(here.lessons["tiling"]?.cells.isEmpty == true)
    here.reset()
    #expect(here == Notebook.Progress())
  }
}
