import Foundation
import Lessons
import Notebook
import Testing

@testable import TUI

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Saves of a lesson while its author looks at the preview.
@Suite @MainActor struct LessonWatchTests {
  private func hear(_ mailbox: Mailbox<Tutor.Message>) -> String? {
    var waiting = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 20_000) == 1 else { return nil }
    guard case .revised(let bound)? = mailbox.drain().last else { return nil }
    return bound.lesson.title
  }

  @Test func `a save is heard, in place or as another file, also through a link`() throws {
    try withSampleFile(sampleText) { file in
      let link = file.deletingLastPathComponent().appending(path: "link-\(UUID()).md")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
      defer { try? FileManager.default.removeItem(at: link) }
      let mailbox = Mailbox<Tutor.Message>()
      LessonWatch.follow(link, mailbox)
      for (title, isAtomic) in [("In place", false), ("As another file", true), ("Again", false)] {
        let text = sampleText.replacing("A sample lesson", with: title)
        try Data(text.utf8).write(to: file, options: isAtomic ? .atomic : [])
        #expect(hear(mailbox) == title)
      }
    }
  }
}
