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
          @_silgen_name("unlink") public func unlink(_: UnsafePointer<CChar>) -> Int32
          @_silgen_name("truncate") public func truncate(_: UnsafePointer<CChar>, _: Int) -> Int32
          @_silgen_name("chmod") public func chmod(_: UnsafePointer<CChar>, _: UInt32) -> Int32
          @_silgen_name("mkdir") public func mkdir(_: UnsafePointer<CChar>, _: UInt32) -> Int32
          @_silgen_name("utimes")
          public func utimes(_: UnsafePointer<CChar>, _: UnsafeRawPointer?) -> Int32
          @_silgen_name("symlink")
          public func symlink(_: UnsafePointer<CChar>, _: UnsafePointer<CChar>) -> Int32
          @_silgen_name("link")
          public func link(_: UnsafePointer<CChar>, _: UnsafePointer<CChar>) -> Int32
          @_silgen_name("rename")
          public func rename(_: UnsafePointer<CChar>, _: UnsafePointer<CChar>) -> Int32
          @_silgen_name("mknod")
          public func mknod(_: UnsafePointer<CChar>, _: UInt32, _: UInt) -> Int32
          @_silgen_name("fcntl") public func fcntl(_: Int32, _: Int32, _: Int) -> Int32
          @_silgen_name("ioctl")
          public func ioctl(_: Int32, _: UInt, _: UnsafeMutableRawPointer) -> Int32
          @_silgen_name("ptrace") public func ptrace(_: Int32, _: Int32, _: Int, _: Int) -> Int
          @_silgen_name("getenv") public func getenv(_: UnsafePointer<CChar>) -> UnsafePointer<CChar>?
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
