import Foundation
import Testing

/// Completions, asked for with Tab in the shells themselves.
@Suite(.enabled(if: TerminalSession.isAvailable)) struct CompletionTests {
  private static let shells: [(name: String, start: String)] = [
    ("bash", "bash --norc -i -c 'source script; exec bash --rcfile script -i'"),
    (
      "zsh",
      "mkdir -p site && cp script site/_flashtutor && ZDOTDIR=$PWD zsh -i"
    ),
    ("fish", "fish --no-config --init-command 'source script'"),
  ]

  private static func isInstalled(_ shell: String) -> Bool {
    (try? Spawn.run([shell, "--version"], environment: ProcessInfo.processInfo.environment)) == 0
  }

  /// What stands on the prompt's line after a Tab.
  private func completed(
    _ text: String, in shell: String, until wanted: String
  ) throws {
    let folder = try Scratch()
    let start = try #require(Self.shells.first { $0.name == shell }?.start)
    let bin = try folder.write("#!/bin/sh\nexec \"$FLASHTUTOR\" \"$@\"\n", to: "bin/flashtutor")
    #expect(try Spawn.run(["chmod", "+x", bin], environment: folder.environment) == 0)
    _ = try folder.write(
      "fpath=(site $fpath)\nautoload -Uz compinit\ncompinit -u -D\nPS1='prompt> '\n", to: ".zshrc")
    let session = try TerminalSession(
      running: "PATH=\"$PWD/bin:$PATH\"\nexport PATH\nPS1='prompt> '\nexport PS1\n"
        + "flashtutor completion \(shell) > script\n\(start)",
      in: folder, columns: 100)
    // The shells differ in their prompts: all echo what is typed once they read it.
    try session.wait(for: "a prompt of \(shell)") {
      $0.contains(">") || $0.contains("#") || $0.contains("$")
    }
    try session.press(text, "Tab")
    try session.expect(wanted)
  }

  @Test(arguments: ["bash", "zsh", "fish"].filter(isInstalled)) func `options, lessons and cells`(
    shell: String
  ) throws {
    try completed("flashtutor experi", in: shell, until: "flashtutor experiments")
    try completed("flashtutor --memo", in: shell, until: "flashtutor --memory-limit")
    try completed("flashtutor --lesson onl", in: shell, until: "--lesson online-softmax")
    try completed("flashtutor --threads 1 --lesson til", in: shell, until: "--lesson tiling")
    try completed("flashtutor run til", in: shell, until: "run tiling")
    try completed("flashtutor run tiling#wa", in: shell, until: "#walk")
  }
}
