import Foundation
import Testing

/// The shipped course against what this project says about it.
@Suite struct CourseTests {
  /// The root of this checkout.
  private static var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  private static var lessonFiles: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(
        atPath: root.appendingPathComponent("Lessons").path
      ).filter { $0.hasSuffix(".md") }.sorted().map { "Lessons/" + $0 }
    }
  }

  /// The ids of a lesson's cells.
  private static func cells(in lesson: String) -> [String] {
    lesson.matches(of: /(?m)^```flash \{#([A-Za-z0-9-]+) \./).map { String($0.1) }
  }

  /// The lesson's own id.
  private static func id(of lesson: String) throws -> String {
    String(try #require(lesson.firstMatch(of: /(?m)^id: *([a-z0-9-]+)/)).1)
  }

  @Test func `every cell that the coverage page names is in the course`() throws {
    var known: Set<String> = []
    for file in try Self.lessonFiles {
      let lesson = try Self.text(file)
      let id = try Self.id(of: lesson)
      known.formUnion(Self.cells(in: lesson).map { "\(id)#\($0)" })
    }
    let page = try Self.text("docs/coverage.md")
    let named = page.matches(of: /`([a-z0-9-]+#[A-Za-z0-9-]+)`/).map { String($0.1) }
    #expect(named.count >= 40)
    #expect(Set(named).subtracting(known) == [])
    let lessons = Set(named.compactMap { $0.split(separator: "#").first.map(String.init) })
    #expect(lessons == Set(Program.lessonIDs))
    for row in page.split(separator: "\n").filter({ $0.hasPrefix("| ") }).dropFirst(2) {
      #expect(row.contains(/`[a-z0-9-]+#/), "no cell shows: \(row)")
    }
  }

  @Test func `every lesson has what a lesson must have`() throws {
    for file in try Self.lessonFiles {
      let lesson = try Self.text(file)
      func count(_ kind: String) -> Int {
        lesson.split(separator: "\n").count {
          $0.hasPrefix("```flash") && $0.contains(".\(kind)") && !$0.contains("for=")
        }
      }
      #expect(count("run") >= 4, "\(file)")
      let drawn = lesson.matches(of: /(?m)^```flash \{#[a-z0-9-]+ \.run\}\n(?:[^`].*\n)*?figures:/)
      #expect(drawn.count >= 4, "\(file)")
      #expect(count("predict") >= 2, "\(file)")
      #expect(count("quiz") >= 1, "\(file)")
      // It opens with a question, and quotes a misconception that it refutes.
      let first = lesson.firstMatch(of: /(?m)^```flash \{#[A-Za-z0-9-]+ \.([a-z]+)/)
      #expect(first?.1 == "predict", "\(file)")
      #expect(lesson.contains(/(?m)^"[A-Z][^"]+" ?\S/), "\(file) refutes nothing")
      #expect(count("exercise") >= 2, "\(file)")
      let summary = try #require(lesson.firstRange(of: "## What to take away\n"), "\(file)")
      #expect(lesson[summary.upperBound...].contains(/next|lesson/), "\(file) leads nowhere")
      if ["online-softmax", "tiling", "fa2"].contains(try Self.id(of: lesson)) {
        #expect(count("code") >= 2, "\(file)")
        #expect(lesson.contains(/mark: tiles|trace\.rescale/), "\(file) animates nothing")
      }
      for exercise in lesson.matches(of: /\{#([a-z0-9-]+) \.exercise\}/).map({ String($0.1) }) {
        #expect(lesson.contains("{.hint for=\(exercise)}"), "\(exercise)")
        #expect(lesson.contains("{.solution for=\(exercise)}"), "\(exercise)")
      }
    }
  }

  @Test func `a listing in a lesson is what the kernel's file says`() throws {
    var listings = 0
    for file in try Self.lessonFiles {
      let lines = try Self.text(file).split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() where line == "```swift" {
        listings += 1
        let above = index > 0 ? lines[index - 1] : ""
        let path = try #require(
          above.firstMatch(of: /^<!-- (Sources\/Kernels\/Textbook\/[A-Za-z0-9+]+\.swift) -->$/),
          "\(file):\(index + 1) does not name the file that it shows")
        let listing = lines[(index + 1)...].prefix { $0 != "```" }.map(String.init)
        let source = try Self.text(String(path.1)).split(
          separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        // An 80-column screen indents code by four and frames it by two.
        #expect(listing.allSatisfy { $0.count <= 74 }, "\(file):\(index + 1) is too wide")
        #expect(listing.count <= 24, "\(file):\(index + 1) is too long")
        #expect(
          Listing(listing).isPart(of: source),
          "\(file):\(index + 1) is not what \(path.1) says")
      }
    }
    #expect(listings >= 6)
  }
}

/// Lines of code without their common indentation and without comments.
private struct Listing: Hashable {
  var lines: [String]

  init(_ lines: some Sequence<String>) {
    let code = lines.map { line in
      String(line.prefix(upTo: line.firstRange(of: "//")?.lowerBound ?? line.endIndex))
    }.filter { !$0.allSatisfy(\.isWhitespace) }
    let indentation = code.map { $0.prefix(while: \.isWhitespace).count }.min() ?? 0
    self.lines = code.map { line in
      let end = line.lastIndex { !$0.isWhitespace } ?? line.startIndex
      return String(line[...end].dropFirst(indentation))
    }
  }

  func isPart(of source: [String]) -> Bool {
    let whole = Listing(source).lines
    guard !lines.isEmpty, whole.count >= lines.count else { return false }
    return (0...whole.count - lines.count).contains { start in
      Listing(whole[start..<start + lines.count]) == self
    }
  }
}
