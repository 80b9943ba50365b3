import Foundation
import Notebook

/// The effects of code cells: editors, files, agreement.
@MainActor
struct CodeEffects {
  let desk: CodeDesk
  let terminal: any Terminal
  /// Where the learner's editor is named.
  let environment: [String: String]

  /// Opens the learner's copy in the learner's editor, or in the built-in one.
  func edit(_ code: BoundCode, _ mailbox: Mailbox<Tutor.Message>) {
    let file: URL
    do throws(CodeStoreError) {
      file = try desk.store.prepare(code)
    } catch {
      return mailbox.post(.told(error.sentence))
    }
    guard
      let editor = [environment["VISUAL"], environment["EDITOR"]].compactMap({ $0 })
        .first(where: { !$0.isEmpty })
    else {
      return mailbox.post(.write(cellID: code.id, text: desk.store.text(of: code)))
    }
    let before = Stamp(file)
    let path = file.path(percentEncoded: false)
    let status = terminal.lend(to: "\(editor) '\(path.replacing("'", with: "'\\''"))'")
    mailbox.post(.event(.resized(terminal.size)))
    guard status >= 0, status != 127 else {
      return mailbox.post(.told("The editor '\(editor)' cannot be started; set EDITOR."))
    }
    mailbox.post(.edited(cellID: code.id, isSaved: Stamp(file) != before))
  }

  func keep(_ code: BoundCode, _ text: String, _ mailbox: Mailbox<Tutor.Message>) {
    do throws(CodeStoreError) {
      try desk.store.keep(text, of: code)
    } catch {
      mailbox.post(.told(error.sentence))
    }
  }

  func restore(_ code: BoundCode, _ mailbox: Mailbox<Tutor.Message>) {
    do throws(CodeStoreError) {
      let aside = try desk.store.restore(code)
      mailbox.post(
        .told(
          aside.map { "The starter is back; your text is \($0.path(percentEncoded: false))" }
            ?? "This is the starter already."))
    } catch {
      mailbox.post(.told(error.sentence))
    }
  }

  func agree(_ code: BoundCode, _ mailbox: Mailbox<Tutor.Message>) {
    do throws(CodeStoreError) {
      try desk.agree(to: code)
    } catch {
      mailbox.post(.told(error.sentence))
    }
  }

  /// Tells saves apart, also those that change nothing.
  private struct Stamp: Equatable {
    var modified: Date?
    var text: Data?

    init(_ file: URL) {
      let path = file.path(percentEncoded: false)
      modified =
        (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
      text = FileManager.default.contents(atPath: path)
    }
  }
}
