import Foundation

/// Writes what the learner saves, and never over anything.
enum FileExport {
  /// Writes into the first of the folders that can be written to; says where.
  ///
  /// Where one of the files is there already, all get a number: `cell.txt`, then `cell-2.txt`.
  static func write(
    _ files: [ExportedFile],
    into folders: [URL] = [
      URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true),
      home(),
    ]
  ) -> String {
    for folder in folders {
      let named = fresh(files, in: folder)
      do {
        for file in named {
          try Data(file.content.utf8).write(
            to: folder.appending(path: file.name), options: .withoutOverwriting)
        }
        return "Saved \(inShort(named)) in \(folder.path)"
      } catch {
        continue
      }
    }
    return "Could not save: neither \(folders.first?.path ?? "here") nor the home folder can be "
      + "written to."
  }

  /// The home folder as the learner's shell has it.
  static func home(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> URL {
    guard let home = environment["HOME"], home.hasPrefix("/") else {
      return FileManager.default.homeDirectoryForCurrentUser
    }
    return URL(fileURLWithPath: home, isDirectory: true)
  }

  private static let mostOfAName = 999

  private static func fresh(_ files: [ExportedFile], in folder: URL) -> [ExportedFile] {
    for number in 1...mostOfAName {
      let named = files.map { file in
        var file = file
        if number > 1 {
          let stem = file.name.prefix { $0 != "." }
          file.name = "\(stem)-\(number)\(file.name.dropFirst(stem.count))"
        }
        return file
      }
      let isFree = named.allSatisfy {
        !FileManager.default.fileExists(atPath: folder.appending(path: $0.name).path)
      }
      if isFree { return named }
    }
    return files
  }

  /// The first by its name, the others by what they end in: the bottom line is short.
  private static func inShort(_ files: [ExportedFile]) -> String {
    let stem = files.first.map { String($0.name.prefix { $0 != "." }) } ?? ""
    return files.enumerated().map { $0 == 0 ? $1.name : String($1.name.trimmingPrefix(stem)) }
      .joined(separator: ", ")
  }
}
