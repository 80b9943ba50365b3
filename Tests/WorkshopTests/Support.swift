import Foundation

@testable import Workshop

enum Support {
  /// Kept between tests, so that modules are compiled once.
  static let cache = FileManager.default.temporaryDirectory.appending(
    path: "flashtutor-tests-\(ProcessInfo.processInfo.userName)"
  ).path(percentEncoded: false)

  /// What a hostile program calls, without the C library's headers.
  static let calls = SupportModule(
    name: "Calls",
    files: [
      SourceFile(
        name: "Calls.swift",
        text: """
          @_silgen_name("read") public func read(_: Int32, _: UnsafeMutableRawPointer, _: Int) -> Int
          @_silgen_name("write") public func write(_: Int32, _: UnsafeRawPointer, _: Int) -> Int
          @_silgen_name("open")
          public func open(_: UnsafePointer<CChar>, _: Int32, _: Int32) -> Int32
          @_silgen_name("rmdir") public func rmdir(_: UnsafePointer<CChar>) -> Int32
          @_silgen_name("fork") public func fork() -> Int32
          @_silgen_name("kill") public func kill(_: Int32, _: Int32) -> Int32
          @_silgen_name("getppid") public func getppid() -> Int32
          @_silgen_name("socket") public func socket(_: Int32, _: Int32, _: Int32) -> Int32
          @_silgen_name("usleep") public func usleep(_: UInt32) -> Int32
          @_silgen_name("exit") public func exit(_: Int32) -> Never
          @_silgen_name("system") func system(_: UnsafePointer<CChar>) -> Int32
          public func startShell() -> Int32 { system("true") }
          @inline(never) public func count() -> Int { Int(getppid() > 0 ? 1 : 2) }
          """)
    ])
}
