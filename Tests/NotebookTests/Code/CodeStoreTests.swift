import Foundation
import Lessons
import Testing
import Workshop

@testable import Notebook

@Suite struct CodeStoreTests {
  private func code() throws -> BoundCode { try #require(bind(codeLesson).codes["write"]) }

  @Test func `keeps what was written under lesson and cell`() throws {
    try withFolder { folder in
      let store = CodeStore(folder: folder)
      let code = try code()
      #expect(store.text(of: code) == code.starter)
      #expect(!store.isTouched(code))
      let file = try store.prepare(code)
      #expect(file.path(percentEncoded: false).hasSuffix("/fixture/write.swift"))
      #expect(try String(contentsOf: file, encoding: .utf8) == code.starter)
      try store.keep("// mine\n", of: code)
      #expect(try store.prepare(code) == file)
      #expect(store.text(of: code) == "// mine\n")
    }
  }

  @Test func `texts of another machine are taken over, and none is written over`() throws {
    try withFolder { folder in
      let store = CodeStore(folder: folder.appending(path: "code"))
      #expect(store.texts.isEmpty)
      let texts = ["a/one.swift": "// 1\n", "a/two.swift": "// 2\n"]
      #expect(try store.take(texts) == [])
      #expect(store.texts == texts)
      #expect(try store.take(texts) == [])
      let other = try store.take(["a/one.swift": "// other\n", "b/x.swift": "// x\n"])
      #expect(other == ["your a/one.swift stays; the other one is a/one.1.swift beside it"])
      #expect(try store.take(["a/one.swift": "// other\n"]) == [])
      #expect(store.texts == texts.merging(["b/x.swift": "// x\n"]) { $1 })
      let names = [
        "../x.swift", "a/../../x.swift", "/tmp/x.swift", "a/b/c.swift", "x.swift", "a/x.sh",
        "a/.swift",
      ]
      for name in names { #expect(try store.take([name: "no"]) == []) }
      #expect(store.texts.count == 3)
      let top = try FileManager.default.contentsOfDirectory(
        atPath: folder.path(percentEncoded: false))
      #expect(top == ["code"])
    }
  }

  @Test func `restoring keeps every old text beside the starter`() throws {
    try withFolder { folder in
      let store = CodeStore(folder: folder)
      let code = try code()
      #expect(try store.restore(code) == nil)
      var olds: [String] = []
      for text in ["// one\n", "// two\n"] {
        try store.keep(text, of: code)
        let old = try #require(try store.restore(code))
        #expect(try String(contentsOf: old, encoding: .utf8) == text)
        #expect(store.text(of: code) == code.starter)
        olds.append(old.lastPathComponent)
      }
      #expect(olds == ["write.1.swift", "write.2.swift"])
    }
  }

  @Test func `a lesson cannot choose a folder by its id`() throws {
    try withFolder { folder in
      var code = try code()
      code.lessonID = "../../etc"
      code.id = ".."
      let file = CodeStore(folder: folder).file(of: code)
      #expect(file.standardizedFileURL.path == folder.path + "/______etc/__.swift")
    }
  }

  @Test func `asks about lessons from elsewhere once for their text`() throws {
    try withFolder { folder in
      let desk = CodeDesk(store: CodeStore(folder: folder.appending(path: "code")))
      let bound = bind(codeLesson)
      let code = try #require(bound.codes["write"])
      let question = try #require(desk.question(about: code))
      #expect(question.contains("did not come with flashtutor"))
      try desk.agree(to: code)
      #expect(desk.question(about: code) == nil)
      let changed = try #require(bind(codeLesson + "\nOne word more.\n").codes["write"])
      #expect(desk.question(about: changed) != nil)
    }
  }

  @Test func `code of the installed course needs no agreement where the box is whole`() throws {
    let course = try #require(Library.installedCourse)
    var lesson = bind(codeLesson).lesson
    lesson.folder = course.path
    let consent = CodeConsent(folder: URL(filePath: "/nowhere"))
    #expect(
      consent.question(about: lesson, .init(guardsFiles: true, guardsCalls: true)) == nil)
    let gap = try #require(
      consent.question(about: lesson, .init(guardsFiles: false, guardsCalls: true)))
    #expect(gap.contains("Landlock"))
  }
}
