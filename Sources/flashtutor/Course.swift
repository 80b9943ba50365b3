import Foundation
import Lessons

/// The lessons that the program can open: those of the given folders, then the course it came with.
struct Course {
  var library: Library
  var folders: [URL]

  /// - Throws: `Failure` with code 2 for a folder that isn't there.
  init(_ settings: Settings) throws(Failure) {
    var folders: [URL] = []
    for path in settings.lessonFolders {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
      else { throw .usage("--lessons: there is no folder '\(path)'") }
      folders.append(URL(fileURLWithPath: path, isDirectory: true))
    }
    if let installed = Library.installedCourse { folders.append(installed) }
    guard !folders.isEmpty else {
      throw .usage(
        "the course is not beside the program; reinstall it, or name it with --lessons DIR")
    }
    self.folders = folders
    library = Library(folders: folders)
  }

  /// The file of a lesson named by id or by path.
  ///
  /// - Throws: `Failure` with code 2: unknown id (with the nearest match), unreadable file.
  func file(of name: String) throws(Failure) -> URL {
    if name.hasSuffix(".md") || name.contains("/") {
      guard FileManager.default.fileExists(atPath: name) else {
        throw .usage("there is no file '\(name)'")
      }
      return URL(fileURLWithPath: name)
    }
    if let entry = library.entry(id: name) { return entry.file }
    let hint = library.nearestID(to: name).map { "; did you mean '\($0)'?" } ?? ""
    throw .usage(
      "there is no lesson '\(name)'\(hint.isEmpty ? "; `flashtutor list` names them" : hint)")
  }

  /// Reads a lesson named by id or by path.
  ///
  /// - Throws: `Failure` with code 2, as ``file(of:)``.
  func lesson(_ name: String) throws(Failure) -> Lesson {
    let file = try file(of: name)
    return try Self.read(file)
  }

  /// Reads a lesson file.
  ///
  /// - Throws: `Failure` with code 2 when the file can't be read at all.
  static func read(_ file: URL) throws(Failure) -> Lesson {
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw .usage("'\(Self.shown(file))' can't be read")
    }
    return LessonParser.parse(String(decoding: data, as: UTF8.self), file: shown(file))
  }

  /// A path as short as it can be said from here.
  static func shown(_ file: URL) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return file.path.hasPrefix(here) ? String(file.path.dropFirst(here.count)) : file.path
  }
}
