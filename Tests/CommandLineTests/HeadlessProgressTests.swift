import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The progress file when writers are killed, meet each other, or find no room.
@Suite struct HeadlessProgressTests {
  private static let cells = 400

  /// Progress in which every cell has as many attempts: a file that mixes two states is seen.
  private func text(attempts: Int) -> String {
    let cells = (0..<Self.cells).map { "\"c\($0)\": {\"attempts\": \(attempts)}" }
    return "{\"version\": 1, \"lessons\": {\"tiling\": {\"cells\": {"
      + cells.joined(separator: ",") + "}}}}"
  }

  /// The attempts of the cells, when the file is whole; none when it is not there yet.
  private func attempts(_ path: String) throws -> Set<Int> {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let lessons = try #require(root["lessons"] as? [String: [String: Any]])
    let cells = lessons["tiling"]?["cells"] as? [String: [String: Any]] ?? [:]
    #expect(cells.count == Self.cells)
    return Set(cells.values.compactMap { $0["attempts"] as? Int })
  }

  @Test func `a writer killed at any moment leaves a whole file`() throws {
    let folder = try Scratch()
    let state = folder.path("state/flashtutor/progress.json")
    let import0 = try folder.write(text(attempts: 1), to: "0.json")
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try Program.run(["progress", "import", import0], in: folder).code == 0)
    var whole = clock.now - start
    var last = 1
    var killed = 0
    var round = 1
    // Those that were done before the signal came do not count.
    while killed < 200, round < 1000 {
      round += 1
      let file = try folder.write(text(attempts: round), to: "\(round % 2).json")
      let child = try Spawn.start(
        [Program.path, "progress", "import", file], environment: folder.environment)
      // A moment within the life of the writer, or just behind its end.
      let moment = whole * Double.random(in: 0...1.2)
      var time = timespec(
        tv_sec: Int(moment.components.seconds),
        tv_nsec: Int(moment.components.attoseconds / 1_000_000_000))
      nanosleep(&time, nil)
      kill(child, SIGKILL)
      let isKilled = try Spawn.end(of: child) == 128 + SIGKILL
      if isKilled { killed += 1 }
      let found = try attempts(state)
      #expect(found == [last] || found == [round])
      // What else the machine does decides how long a writer lives, now more and now less.
      if !isKilled {
        whole = whole * 0.95
      } else if found != [round] {
        whole = whole * 1.02
      }
      last = found.first ?? last
    }
    #expect(killed == 200 && last > 2, "\(killed) killed, \(last) written last")
    let final = try folder.write(text(attempts: 2000), to: "0.json")
    #expect(try Program.run(["progress", "import", final], in: folder).code == 0)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: folder.path("state/flashtutor"))
    #expect(names.sorted() == ["progress.json", "progress.json.lock"])
  }

  @Test func `two instances at once lose nothing`() throws {
    let folder = try Scratch()
    var children: [pid_t] = []
    for place in 0..<8 {
      let file = try folder.write(
        "{\"version\": 1, \"lessons\": {\"l\(place)\": {\"row\": \(place + 1)}}}",
        to: "\(place).json")
      children.append(
        try Spawn.start(
          [Program.path, "progress", "import", file], environment: folder.environment))
    }
    for child in children { #expect(try Spawn.end(of: child) == 0) }
    let result = try Program.run(["progress", "--json"], in: folder)
    for place in 0..<8 { #expect(result.output.contains("\"l\(place)\"")) }
  }

  @Test func `a damaged file is set aside and said so`() throws {
    let folder = try Scratch()
    _ = try folder.write("{\"version\": 1, \"less", to: "state/flashtutor/progress.json")
    let result = try Program.run(["list"], in: folder)
    #expect(result.code == 0)
    #expect(result.errors.contains("it is set aside as"))
    #expect(
      FileManager.default.fileExists(
        atPath: folder.path("state/flashtutor/progress.json.damaged-1")))
  }

  @Test func `a file of a newer version is read and left alone`() throws {
    let folder = try Scratch()
    let text = "{\"version\": 99, \"lessons\": {}}"
    let path = try folder.write(text, to: "state/flashtutor/progress.json")
    #expect(try Program.run(["progress"], in: folder).errors.contains("newer flashtutor"))
    let reset = try Program.run(["progress", "reset", "--all"], in: folder)
    #expect(reset.code == 4)
    #expect(reset.errors.contains("nothing was forgotten"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  /// Whether a file system of a few pages can be had without being root.
  private static let hasSmallDisks =
    (try? Spawn.run(
      ["unshare", "-Urm", "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/tmp"],
      environment: ProcessInfo.processInfo.environment)) == 0

  @Test(.enabled(if: hasSmallDisks))
  func `on a full disk the file stays as it was, and that is said`() throws {
    let folder = try Scratch()
    let first = try folder.write(#"{"version": 1, "lessons": {"a": {"row": 7}}}"#, to: "1.json")
    let second = try folder.write(text(attempts: 2), to: "2.json")
    _ = try folder.write("", to: "state/mounted-over")
    let script = try folder.write(
      """
      mount -t tmpfs -o size=64k tmpfs "$XDG_STATE_HOME" || exit 9
      "$1" progress import "$2" || exit 8
      dd if=/dev/zero of="$XDG_STATE_HOME/fill" bs=1k count=100 2> /dev/null
      "$1" progress import "$3" 2> "$HOME/complaint"
      echo $? > "$HOME/code"
      "$1" progress --json > "$HOME/kept"
      ls "$XDG_STATE_HOME/flashtutor" > "$HOME/names"
      """, to: "script.sh")
    #expect(
      try Spawn.run(
        ["unshare", "-Urm", "sh", script, Program.path, first, second],
        environment: folder.environment) == 0)
    func read(_ name: String) throws -> String {
      try String(contentsOfFile: folder.path(name), encoding: .utf8)
    }
    #expect(try read("code") == "4\n")
    #expect(try read("complaint").contains("No space left on device"))
    #expect(try read("kept").contains("\"row\" : 7"))
    #expect(try read("names") == "progress.json\nprogress.json.lock\n")
  }

  @Test func `a place that cannot be written is said and nothing is lost`() throws {
    let folder = try Scratch()
    let file = try folder.write("{\"version\": 1}", to: "export.json")
    _ = try folder.write("a file where a folder should be", to: "state")
    let result = try Program.run(["progress", "import", file], in: folder)
    #expect(result.code == 4)
    #expect(result.errors.contains("nothing was taken over: progress is not kept"))
    #expect(try Program.run(["list"], in: folder).code == 0)
  }
}
