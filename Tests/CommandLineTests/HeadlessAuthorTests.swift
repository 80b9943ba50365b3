import Foundation
import Testing

/// The commands of those who write lessons, and of those who change machines.
@Suite struct HeadlessAuthorTests {
  @Test func `a new lesson passes its own check`() throws {
    let folder = try Scratch()
    let made = try Program.run(["new", "my-first", "--dir", folder.path("own")], in: folder)
    #expect(made.code == 0)
    #expect(made.output.contains("check --run"))
    let path = folder.path("own/my-first.md")
    let check = try Program.run(["check", "--run", path], in: folder)
    #expect(check.code == 0)
    #expect(check.output == "1 lesson checked and run: 0 errors, 0 warnings\n")
    let again = try Program.run(["new", "my-first", "--dir", folder.path("own")], in: folder)
    #expect(again.code == 2)
    #expect(again.errors.contains("is there already"))
  }

  @Test func `a lesson in a nearer folder stands in front of the course's`() throws {
    let folder = try Scratch()
    let made = try Program.run(["new", "tiling", "--dir", folder.path("own")], in: folder)
    #expect(made.errors.contains("has this id too"))
    let list = try Program.run(["list", "--lessons", folder.path("own")], in: folder)
    #expect(list.output.contains("stands in front of"))
    #expect(list.output.contains("03-tiling.md"))
  }

  @Test func `progress is carried to another machine and nothing there is lost`() throws {
    let here = try Scratch()
    let there = try Scratch()
    let first = #"{"version": 1, "lessons": {"tiling": {"cells": {"a": {"isDone": true}}}}}"#
    let second = #"{"version": 1, "lessons": {"tiling": {"cells": {"b": {"attempts": 3}}}}}"#
    _ = try here.write(first, to: "state/flashtutor/progress.json")
    _ = try there.write(second, to: "state/flashtutor/progress.json")
    _ = try here.write("// mine\n", to: "state/flashtutor/code/tiling/c-merge.swift")
    let file = here.path("progress.json")
    #expect(try Program.run(["progress", "export", file], in: here).code == 0)
    #expect(try Program.run(["progress", "import", file], in: there).code == 0)
    let result = try Program.run(["progress", "--json"], in: there)
    let progress = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let lessons = try #require(progress["lessons"] as? [String: [String: Any]])
    let cells = try #require(lessons["tiling"]?["cells"] as? [String: [String: Any]])
    #expect(cells["a"]?["isDone"] as? Bool == true)
    #expect(cells["b"]?["attempts"] as? Int == 3)
    let code = there.path("state/flashtutor/code/tiling/c-merge.swift")
    #expect(try String(contentsOfFile: code, encoding: .utf8) == "// mine\n")
    _ = try there.write("// another\n", to: "state/flashtutor/code/tiling/c-merge.swift")
    let again = try Program.run(["progress", "import", file], in: there)
    #expect(again.code == 0 && again.errors.contains("the other one is tiling/c-merge.1.swift"))
    #expect(try String(contentsOfFile: code, encoding: .utf8) == "// another\n")
  }

  @Test func `a progress file of a newer version is not taken over`() throws {
    let folder = try Scratch()
    let file = try folder.write(#"{"version": 99}"#, to: "progress.json")
    let result = try Program.run(["progress", "import", file], in: folder)
    #expect(result.code == 2)
    #expect(result.errors.contains("newer flashtutor (version 99)"))
  }

  @Test func `editors get place and proposal, and people the list of codes`() throws {
    let folder = try Scratch()
    let file = try folder.write("---\nid: a\ntitel: A\n---\n", to: "a.md")
    let result = try Program.run(["check", "--format", "json", file], in: folder)
    #expect(result.code == 3)
    let root = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let all = try #require(root?["diagnostics"] as? [[String: Any]])
    let unknown = try #require(all.first { $0["code"] as? String == "E010" })
    #expect(unknown["line"] as? Int == 3 && unknown["column"] as? Int == 1)
    #expect(unknown["endColumn"] as? Int == 6 && unknown["suggestion"] as? String == "title")
    let list = try Program.run(["check", "--explain"], in: folder)
    #expect(list.code == 0 && list.output.contains("E010  There is no such key\n"))
    #expect(try Program.run(["check", "--explain", "E010"], in: folder).output.contains("Wrong:"))
  }
}
