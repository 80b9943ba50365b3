import Foundation
import Notebook

/// The effects of code cells: editors, files, agreement.
@MainActor
struct CodeEffects {
  let desk: CodeDesk
  let terminal: any Terminal
  /// Where the learner's editor is named.
  let environment: [String: String]
  private let watch = CodeWatch()

  /// Opens the learner's copy in the learner's editor, or in the built-in one.
  func edit(_ code: BoundCode, _ mailbox: Mailbox<Tutor.Message>) {
    let file: URL
    do throws(CodeStoreError) {
      file = try desk.store.prepare(code)
    } catch {
      return mailbox.post(.told(error.sentence))
    }
    guard let editor = ShellCommand.editor(environment) else {
      return mailbox.post(.write(cellID: code.id, text: desk.store.text(of: code)))
    }
    watch.follow(code, at: file, mailbox)
    var status: Int32 = -1
    let isSaved = watch.lend(file) {
      status = terminal.lend(to: "\(editor) \(ShellCommand.quoted(file))")
    }
    mailbox.post(.event(.resized(terminal.size)))
    guard status >= 0, status != 127 else {
      return mailbox.post(.told("The editor '\(editor)' cannot be started; set EDITOR."))
    }
    mailbox.post(.edited(cellID: code.id, isSaved: isSaved))
  }

  /// Hears from now on when the learner's code is saved from outside.
  func follow(_ code: BoundCode, _ mailbox: Mailbox<Tutor.Message>) {
    watch.follow(code, at: desk.store.file(of: code), mailbox)
  }

  func keep(_ code: BoundCode, _ text: String, _ mailbox: Mailbox<Tutor.Message>) {
    do throws(CodeStoreError) {
      try watch.change(desk.store.file(of: code)) { () throws(CodeStoreError) in
        try desk.store.keep(text, of: code)
      }
    } catch {
      mailbox.post(.told(error.sentence))
    }
  }

  func restore(_ code: BoundCode, _ mailbox: Mailbox<Tutor.Message>) {
    do throws(CodeStoreError) {
      var aside: URL?
      try watch.change(desk.store.file(of: code)) { () throws(CodeStoreError) in
        aside = try desk.store.restore(code)
      }
      mailbox.post(
        .told(
          aside.map {
            "The starter is back; your text is \($0.lastPathComponent) in "
              + $0.deletingLastPathComponent().path(percentEncoded: false)
          }
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
}
