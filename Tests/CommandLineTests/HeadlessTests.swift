import Foundation
import Testing

/// The commands that need no terminal, run as a user would run them.
@Suite struct HeadlessTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `the list names the lessons in the order of the course`() throws {
    let folder = try Scratch()
    let result = try Program.run(["list", "--json"], in: folder)
    #expect(result.code == 0)
    let lessons = try #require(try json(result.output)["lessons"] as? [[String: Any]])
    #expect(lessons.compactMap { $0["id"] as? String } == Program.lessonIDs)
  }

  @Test(arguments: Program.lessonIDs)
  func `every cell of a lesson is done and every expectation holds`(id: String) throws {
    let folder = try Scratch()
    let result = try Program.run(["run", id, "--format", "json"], in: folder)
    let cells = try #require(try json(result.output)["cells"] as? [[String: Any]])
    #expect(cells.filter { $0["kind"] as? String == "run" }.count >= 2)
    var held = 0
    var broken = 0
    for cell in cells {
      #expect(cell["status"] as? String == "done", "\(cell["id"] ?? "")")
      for expectation in cell["expectations"] as? [[String: Any]] ?? [] {
        let text = try #require(expectation["text"] as? String)
        let detail = expectation["detail"] as? String ?? ""
        if expectation["holds"] as? Bool == true {
          held += 1
          continue
        }
        broken += 1
        // How long something takes is not for a test to say, which may run beside others.
        #expect(text.contains("time") || detail.contains("the time limit"), "\(text): \(detail)")
      }
    }
    #expect(held >= 5 && broken < held)
    #expect(result.code == (broken == 0 ? 0 : 1), "\(result.errors)")
  }

  @Test func `text that is not for a terminal has no escapes`() throws {
    let folder = try Scratch()
    for arguments in [["run", "bottleneck"], [], ["--lesson", "tiling"], ["list"]] {
      let result = try Program.run(arguments, in: folder)
      #expect(result.code == 0)
      #expect(!result.output.isEmpty)
      #expect(!result.output.contains("\u{1B}"))
    }
  }

  @Test func `an unknown lesson is answered with the nearest id`() throws {
    let folder = try Scratch()
    for arguments in [["--lesson", "tilling"], ["run", "tilling"]] {
      let result = try Program.run(arguments, in: folder)
      #expect(result.code == 2)
      #expect(result.errors.contains("there is no lesson 'tilling'; did you mean 'tiling'?"))
    }
  }

  @Test func `a mistyped command is answered with the nearest one`() throws {
    let folder = try Scratch()
    let result = try Program.run(["chekc"], in: folder)
    #expect(result.code == 2)
    #expect(result.errors.contains("did you mean 'flashtutor check'?"))
  }

  @Test func `all mistakes of a lesson are reported in one go`() throws {
    let folder = try Scratch()
    let path = try folder.write(
      """
      ---
      format: 1
      id: broken
      titel: Broken
      ---

      ```flash {#a .run}
      experiment: measure
      kernels: [flsh1]
      n: 64
      headDim: 0
      figures:
        - mark: table
          alt: The numbers.
      ```
      """, to: "broken.md")
    let result = try Program.run(["check", path], in: folder)
    #expect(result.code == 3)
    #expect(result.output.contains("broken.md:4:1: error[E"))
    #expect(result.output.contains("did you mean 'title'?"))
    #expect(result.output.contains("broken.md:9:11: error[E"))
    #expect(result.output.contains("there is no kernel 'flsh1'; did you mean 'flash1'?"))
    #expect(result.output.contains("broken.md:11:10: error[E"))
    #expect(try Program.run(["run", path], in: folder).code == 3)
  }

  @Test func `the tables of several cells are told apart, and the lesson is not written over`()
    throws
  {
    let folder = try Scratch()
    let cell = "```flash {#ID .run}\nexperiment: model\nkernels: [flash2]\nn: 64\n```\n\n"
    let text =
      "---\nid: two\ntitle: Two\nsummary: S.\n---\n\n" + cell.replacing("ID", with: "a")
      + cell.replacing("ID", with: "b")
    let path = try folder.write(text, to: "two.md")
    let result = try Program.run(["run", path, "--format", "csv"], in: folder)
    let tables = result.output.components(separatedBy: "\r\n\r\n")
    #expect(tables.count == 2)
    #expect(tables.first?.hasPrefix("# cell a\r\nkernel,n,") == true)
    #expect(tables.last?.hasPrefix("# cell b\r\nkernel,n,") == true)
    let over = try Program.run(["run", path, "-o", path], in: folder)
    #expect(over.code == 2 && over.errors.contains("is the lesson itself"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test func `the sound cells of a lesson with a mistake run`() throws {
    let folder = try Scratch()
    let path = try folder.write(
      """
      ---
      id: partly
      title: Partly
      summary: S.
      ---

      ```flash {#good .run}
      experiment: model
      kernels: [flash2]
      n: 64
      expect: [n == 65]
      ```

      ```flash {#bad .run}
      experiment: modl
      ```

      ```flash {#worse .run}
      experiment: [
      ```
      """, to: "partly.md")
    for name in [path, path + "#good"] {
      let result = try Program.run(["run", name, "--format", "csv"], in: folder)
      #expect(result.code == 3)
      #expect(result.output.hasPrefix("kernel,n,"))
      #expect(result.errors.contains("did you mean 'model'?"))
      #expect(result.errors.contains("partly#good: does not hold: n == 65"))
    }
    let whole = try Program.run(["run", path], in: folder)
    #expect(whole.code == 3 && whole.output.contains("did you mean 'model'?"))
    for cell in ["bad", "worse"] {
      let result = try Program.run(["run", path + "#" + cell], in: folder)
      #expect(result.code == 3 && result.output.isEmpty)
      #expect(result.errors.contains("partly.md:"))
    }
    let check = try Program.run(["check", "--run", path], in: folder)
    #expect(check.code == 3)
    #expect(check.output.contains("error[E201]") && check.output.contains("error[R302]"))
    #expect(!check.output.contains("R301"))
  }

  @Test func `a problem too big for memory is refused with its estimate`() throws {
    let folder = try Scratch()
    let path = try folder.write(
      """
      ---
      format: 1
      id: big
      title: Big
      ---

      ```flash {#a .run}
      experiment: measure
      kernels: [standard]
      n: 1048576
      ```
      """, to: "big.md")
    let result = try Program.run(["run", path, "--format", "json"], in: folder)
    #expect(result.code == 4)
    let cells = try #require(try json(result.output)["cells"] as? [[String: Any]])
    #expect(cells.first?["status"] as? String == "refused")
    let messages = try #require(cells.first?["messages"] as? [String])
    #expect(messages.contains { $0.contains("TiB") }, "\(messages)")
  }

  @Test func `an expectation that fails ends with code 1`() throws {
    let folder = try Scratch()
    let path = try folder.write(
      """
      ---
      format: 1
      id: wrong
      title: Wrong
      ---

      ```flash {#a .run}
      experiment: model
      kernels: [standard]
      n: 64
      expect:
        - n == 65
      ```
      """, to: "wrong.md")
    let codes = try [["run", path], ["check", path], ["check", "--run", path]].map {
      try Program.run($0, in: folder).code
    }
    #expect(codes == [1, 0, 1])
  }

  @Test func `a knob is set from the command line within its range`() throws {
    let folder = try Scratch()
    let path = try folder.write(
      """
      ---
      format: 1
      id: knobs
      title: Knobs
      ---

      ```flash {#a .run}
      experiment: model
      kernels: [standard]
      n: 64
      knobs:
        n: {choices: [64, 128]}
      ```
      """, to: "knobs.md")
    let set = try Program.run(
      ["run", path + "#a", "--set", "n=128", "--format", "csv"], in: folder)
    #expect(set.code == 0)
    #expect(set.output.contains("128"))
    let mistyped = try Program.run(["run", path + "#a", "--set", "m=128"], in: folder)
    #expect(mistyped.code == 2)
    let outside = try Program.run(["run", path + "#a", "--set", "n=0"], in: folder)
    #expect(outside.code == 2)
  }
}
