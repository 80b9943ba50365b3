import Foundation
import Notebook
import Screen
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@testable import TUI

/// ncurses on /dev/null: what is drawn is read back from its own memory.
@Suite(.serialized) @MainActor struct CursesTests {
  private func withTerminal(
    _ name: String, options: DisplayOptions = DisplayOptions(),
    _ body: (CursesTerminal) throws -> Void
  ) throws {
    let null = try #require(FileHandle(forUpdatingAtPath: "/dev/null"))
    let terminal = try CursesTerminal(
      name: name, options: options,
      descriptors: (null.fileDescriptor, null.fileDescriptor))
    defer { terminal.close() }
    terminal.resize(to: Size(columns: 40, rows: 10))
    try body(terminal)
  }

  @Test func `glyphs, colours and attributes arrive`() throws {
    try withTerminal("xterm-256color") { terminal in
      var grid = Grid(terminal.size)
      grid.write(
        "⣿", column: 0, row: 0,
        style: Style(foreground: .indexed(32), background: .indexed(214), attributes: .bold))
      grid.write("é", column: 39, row: 9)
      terminal.show(grid, cursor: nil)
      let first = try #require(terminal.glyph(column: 0, row: 0))
      #expect(first.text == "⣿")
      #expect(first.colors == (32, 214))
      #expect(first.attributes == Style.Attributes.bold.rawValue)
      #expect(terminal.glyph(column: 39, row: 9)?.text == "é")
    }
  }

  @Test func `wide characters keep their neighbours in place`() throws {
    try withTerminal("xterm-256color") { terminal in
      var grid = Grid(terminal.size)
      grid.write("a漢b", column: 0, row: 0)
      terminal.show(grid, cursor: nil)
      #expect(terminal.glyph(column: 1, row: 0)?.text == "漢")
      #expect(terminal.glyph(column: 3, row: 0)?.text == "b")
    }
  }

  @Test(arguments: [
    ("xterm-256color", ColorDepth.indexed256), ("xterm", .ansi8), ("vt100", .none),
    ("linux", .ansi8),
  ])
  func `each terminal shows a lesson in the colours it has`(name: String, depth: ColorDepth) throws
  {
    try withTerminal(name) { terminal in
      #expect(terminal.capabilities.colors == depth)
      let tutor = sampleTutor(columns: 40, rows: 10, capabilities: terminal.capabilities)
      terminal.show(tutor.view(terminal.size), cursor: tutor.cursor(terminal.size))
      #expect(terminal.glyph(column: 1, row: 0)?.text == "A")
    }
  }

  @Test func `no colour is used where none is wanted`() throws {
    try withTerminal("xterm-256color", options: DisplayOptions(allowsColor: false)) { terminal in
      #expect(terminal.capabilities.colors == .none)
      var grid = Grid(terminal.size)
      grid.write("a", column: 0, row: 0, style: Style(attributes: [.dim, .bold]))
      terminal.show(grid, cursor: nil)
      #expect(terminal.glyph(column: 0, row: 0)?.attributes == Style.Attributes.bold.rawValue)
    }
  }

  @Test func `an unknown terminal is treated as xterm`() throws {
    try withTerminal("no-such-terminal") { terminal in
      #expect(terminal.notice.contains("xterm-256color"))
    }
  }

  /// A frame in parts is torn, and each part wakes the terminal.
  @Test func `a frame is written at once`() throws {
    // Each write is a packet of its own here.
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Self.packets, 0, &ends) == 0)
    defer { ends.forEach { close($0) } }
    let terminal = try CursesTerminal(
      name: "xterm-256color", descriptors: (ends[0], ends[0]))
    defer { terminal.close() }
    terminal.resize(to: Size(columns: 60, rows: 20))
    // The first one enters the terminal.
    terminal.show(Grid(terminal.size), cursor: Point(column: 3, row: 3))
    _ = written(to: ends[1])
    for frame in 0..<3 {
      var grid = Grid(terminal.size)
      for row in stride(from: frame, to: 20, by: 3) {
        grid.write("row \(row)", column: row, row: row, style: Style(attributes: .bold))
        grid.write("frame \(frame)", column: 40, row: row)
      }
      terminal.show(grid, cursor: Point(column: 3, row: 3))
      let packets = written(to: ends[1])
      #expect(packets.count == 1, "\(packets)")
      #expect(packets.first?.contains("row") == true)
    }
  }

  #if canImport(Glibc)
  private static let packets = Int32(SOCK_SEQPACKET.rawValue)
  #else
  private static let packets = SOCK_DGRAM
  #endif

  private func written(to end: Int32) -> [String] {
    var packets: [String] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(end, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      guard count > 0 else { return packets }
      packets.append(String(decoding: buffer.prefix(count), as: UTF8.self))
    }
  }
}
