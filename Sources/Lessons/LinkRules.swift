import Foundation

extension LessonRules {
  /// Links to headings and cells of the lesson, and to files beside it.
  func checkLinks(into report: inout Report, path: String) {
    guard !report.links.isEmpty else { return }
    let isOnDisk = FileManager.default.fileExists(atPath: path)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    var known: [String: Bool] = [:]
    for link in report.links where !report.isFull {
      let destination = link.destination
      guard !destination.isEmpty, !isElsewhere(destination) else { continue }
      if destination.hasPrefix("#") {
        let name = Self.decoded(destination.dropFirst())
        guard name != "top", !anchors.contains(name), !cells.ids.contains(name) else { continue }
        let near = Spelling.nearest(to: name, among: anchors.union(cells.ids).sorted())
        let remedy = near.map { "; " + Spelling.proposal("#\($0)") } ?? ""
        report.add(
          .brokenLink, at: place(of: link),
          "there is no heading or cell '\(destination)'\(remedy)")
        continue
      }
      let file = Self.decoded(destination.prefix { $0 != "#" && $0 != "?" })
      guard isInside(file) else {
        report.add(
          .brokenLink, at: place(of: link), "the link '\(destination)' leaves the lesson's folder")
        continue
      }
      guard isOnDisk, !file.isEmpty else { continue }
      let exists =
        known[file]
        ?? FileManager.default.fileExists(atPath: folder.appendingPathComponent(file).path)
      known[file] = exists
      if !exists {
        report.add(.brokenLink, at: place(of: link), "there is no file '\(file)' beside the lesson")
      }
    }
  }

  /// Whether the link has a scheme, as in `https:` or `mailto:`.
  private func isElsewhere(_ destination: String) -> Bool {
    guard let colon = destination.firstIndex(of: ":") else { return destination.hasPrefix("//") }
    let scheme = destination[..<colon]
    return scheme.first?.isLetter == true
      && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  private func isInside(_ file: String) -> Bool {
    guard !file.hasPrefix("/") else { return false }
    var depth = 0
    for part in file.split(separator: "/") where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return false }
    }
    return true
  }

  /// Where the destination is written in the lines of its block; else where the block begins.
  private func place(of link: Report.Link) -> SourceRange {
    let lines = source.lines(from: link.lines.lowerBound, through: link.lines.upperBound)
    return Self.place(of: link.destination, in: lines.prefix(200), from: link.lines.lowerBound)
      ?? SourceRange(start: SourcePosition(line: link.lines.lowerBound, column: 1))
  }

  /// Where a destination stands as a whole, not as the beginning of another.
  static func place(
    of destination: String, in lines: some Sequence<String>, from first: Int
  ) -> SourceRange? {
    for (offset, line) in lines.enumerated() {
      var rest = line[...]
      while let found = rest.range(of: destination) {
        let before = line[..<found.lowerBound].last
        let behind = line[found.upperBound...].first
        let isWhole =
          before.map { "(<: \t".contains($0) } ?? true
          && behind.map { ")> \t\"".contains($0) } ?? true
        if isWhole {
          let column = line.distance(from: line.startIndex, to: found.lowerBound) + 1
          return SourceRange(
            start: SourcePosition(line: first + offset, column: column),
            length: max(1, destination.count))
        }
        rest = line[found.upperBound...]
      }
    }
    return nil
  }

  private static func decoded(_ text: some StringProtocol) -> String {
    text.removingPercentEncoding ?? String(text)
  }
}
