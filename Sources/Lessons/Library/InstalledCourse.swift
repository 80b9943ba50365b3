public import Foundation

extension Library {
  /// The folder of the course that came with the program: beside an installed binary, or in the
  /// build's resources; nil when neither is there.
  public static var installedCourse: URL? {
    var places: [URL] = []
    for binary in binaries {
      let folder = binary.deletingLastPathComponent()
      places.append(folder.appendingPathComponent("../share/flashtutor/Lessons").standardized)
      // A test runner lies in a bundle beside the resources on some systems.
      for step in ["", "..", "../..", "../../.."] {
        let base = folder.appendingPathComponent(step).standardized
        for kind in ["resources", "bundle"] {
          places.append(base.appendingPathComponent("flashtutor_Lessons.\(kind)/Lessons"))
        }
      }
    }
    return places.first { LessonFile.isFolder($0) }
  }

  /// The running program without symbolic links, and what the tests' runner was given to run.
  private static var binaries: [URL] {
    var binaries: [URL] = []
    if let real = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      binaries.append(URL(fileURLWithPath: real))
    }
    if let path = Bundle.main.executablePath {
      binaries.append(URL(fileURLWithPath: path).resolvingSymlinksInPath())
    }
    for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
      binaries.append(URL(fileURLWithPath: argument).resolvingSymlinksInPath())
    }
    return binaries
  }
}
