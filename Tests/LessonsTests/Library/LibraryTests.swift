import Foundation
import Lessons
import Testing

@Suite struct LibraryTests {
  private func write(_ name: String, id: String, order: Int, in folder: URL) throws {
    let text = "---\nid: \(id)\ntitle: \(id)\nsummary: S\norder: \(order)\n---\n\nText.\n"
    try text.write(
      to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  @Test func `lessons stand in the order of the course`() throws {
    try withFolder { folder in
      try write("a.md", id: "last", order: 9, in: folder)
      try write("b.md", id: "beta", order: 1, in: folder)
      try write("c.md", id: "alpha", order: 1, in: folder)
      let library = Library(folders: [folder])
      #expect(library.entries.map(\.frontMatter.id) == ["alpha", "beta", "last"])
      #expect(library.nearestID(to: "alpa") == "alpha")
      #expect(library.nearestID(to: "zzz") == nil)
    }
  }

  @Test func `the nearer folder wins and says so`() throws {
    try withFolder { near in
      try withFolder { far in
        try write("a.md", id: "same", order: 1, in: near)
        try write("z.md", id: "same", order: 5, in: far)
        let library = Library(folders: [near, far])
        #expect(library.entries.map(\.file.lastPathComponent) == ["a.md"])
        #expect(library.entries.first?.shadowed.map(\.lastPathComponent) == ["z.md"])
        #expect(library.complaints == [])
      }
    }
  }

  @Test func `a thousand lessons are read, and each stands in its place`() throws {
    try withFolder { folder in
      for number in 0..<1000 {
        try write("\(number).md", id: "l\(number)", order: 1000 - number, in: folder)
      }
      let ids = Library(folders: [folder]).entries.map(\.frontMatter.id)
      #expect(ids == (0..<1000).reversed().map { "l\($0)" })
    }
  }

  @Test func `settings longer than the head of a file are read whole`() throws {
    try withFolder { folder in
      let own = (0..<900).map { "x-\($0): words\n" + ($0 % 50 == 0 ? "\n" : "") }.joined()
      let text = "---\n\(own)id: late\ntitle: Late\nsummary: S\n---\n\nText.\n"
      try text.write(
        to: folder.appendingPathComponent("a.md"), atomically: true, encoding: .utf8)
      let entry = Library(folders: [folder]).entries.first
      #expect(entry?.frontMatter.id == "late")
      #expect(entry?.diagnostics == [])
    }
  }

  @Test func `whatever is named like a lesson is listed, never trapped on`() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("dir.md"), withIntermediateDirectories: false)
      try Data().write(to: folder.appendingPathComponent("empty.md"))
      try Data([0x2D, 0x0A, 0xFF, 0xFE]).write(to: folder.appendingPathComponent("latin.md"))
      try FileManager.default.createSymbolicLink(
        atPath: folder.appendingPathComponent("gone.md").path, withDestinationPath: "nowhere")
      let library = Library(folders: [folder, folder.appendingPathComponent("missing")])
      let faults = library.entries.map { entry in
        "\(entry.frontMatter.id) \(entry.diagnostics.map(\.code).joined())"
      }
      #expect(faults == ["dir E001", "empty E003", "gone E001", "latin E002"])
      #expect(library.complaints.count == 1)
      #expect(
        summary(LessonParser.load(folder.appendingPathComponent("latin.md")).diagnostics)
          == "2:1 E002 the file is not UTF-8 from here on; save it as UTF-8")
    }
  }
}
