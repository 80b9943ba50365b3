import Foundation
import Lessons

/// The lessons that the program can open: those of the given folders, then the course it came with.
struct Course {
  var library: Library
  var folders: [URL]

  /// - Throws: `Failure` with code 2 for a folder that isn't there.
  init(_ settings: Settings) throws(Failure) {
    var folders: [URL] = []
    for (path, source) in settings.lessonFolders {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
      else { throw .usage("\(source): there is no folder '\(path)'") }
      folders.append(URL(fileURLWithPath: path, isDirectory: true))
    }
    if let installed = Library.installedCourse { folders.append(installed) }
    guard !folders.isEmpty else {
      throw .usage(
        "the course is not beside the program, in ../share/flashtutor/Lessons; install both with "
          + "make install, or name a folder of lessons (.md) with --lessons DIR")
    }
    self.folders = folders
    library = Library(folders: folders)
  }

  /// The file of a lesson named by id or by path.
  ///
  /// - Throws: `Failure` with code 2: unknown id (with the nearest match), no such file.
  func file(of name: String) throws(Failure) -> URL {
    if name.hasSuffix(".md") || name.contains("/") {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) else {
        throw .usage("there is no file '\(name)'")
      }
      guard !isFolder.boolValue else {
        throw .usage("'\(name)' is a folder; name one of its files, or give --lessons '\(name)'")
      }
      return URL(fileURLWithPath: name)
    }
    if let entry = library.entry(id: name) { return entry.file }
    let hint = library.nearestID(to: name).map { "; " + Spelling.proposal($0) } ?? ""
    guard !name.isEmpty else { throw .usage("the name of a lesson is missing") }
    throw .usage(
      "there is no lesson '\(name)'\(hint.isEmpty ? "; `flashtutor list` names them" : hint)")
  }

  /// Reads a lesson named by id or by path; one that can't be read says so in its diagnostics.
  ///
  /// - Throws: `Failure` with code 2, as ``file(of:)``.
  func lesson(_ name: String) throws(Failure) -> Lesson {
    Self.read(try file(of: name))
  }

  /// Reads a lesson file; one that can't be read says so in its diagnostics.
  static func read(_ file: URL) -> Lesson {
    LessonParser.load(file, as: shown(file))
  }

  /// A path as short as it can be said from here.
  static func shown(_ file: URL) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return file.path.hasPrefix(here) ? String(file.path.dropFirst(here.count)) : file.path
  }
}
