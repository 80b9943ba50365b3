extension DiagnosticCode {
  static let advice: [DiagnosticCode] = [
    controlCharacter, noFeedback, noAlternative, tooWide, tooLong, missingSummary,
    unknownRequirement,
  ]

  public static let controlCharacter = DiagnosticCode(
    "W301", "A control character was replaced",
    "Control characters and marks that reverse the direction of text can make a terminal show\n"
      + "something else than the file says, so they are shown as U+FFFD. Remove them.",
    wrong: "Text with an escape byte before [31m", right: "Text with **emphasis**.")
  public static let noFeedback = DiagnosticCode(
    "W302", "A wrong choice has no feedback",
    "Who chooses wrongly learns from being told why. Write it behind two colons.",
    wrong: "- [ ] once", right: "- [ ] once :: That would need all queries in fast memory.")
  public static let noAlternative = DiagnosticCode(
    "W303", "A figure has no alternative text",
    "The text is read out by screen readers and shown where the figure cannot be drawn. Say what\n"
      + "is to be seen, not what the axes are.",
    wrong: "- {mark: line, x: n, y: time}",
    right: "- {mark: line, x: n, y: time, alt: Both grow with the square of the length.}")
  public static let tooWide = DiagnosticCode(
    "W304", "A table or code is wider than 80 columns",
    "Text is wrapped to the window; tables are squeezed into it and lines of code broken, which is\n"
      + "hard to read.",
    wrong: "A code line of 100 characters.", right: "The same on two lines.")
  public static let tooLong = DiagnosticCode(
    "W305", "The lesson takes longer than it says",
    "Reckoned with 180 words and 18 lines of code a minute, and a share for each cell. Shorten it,\n"
      + "raise minutes, or end the title of a section that one may skip with (optional).",
    wrong: "minutes: 5\n---\n… 4000 words", right: "minutes: 25\n---\n… 4000 words")
  public static let missingSummary = DiagnosticCode(
    "W306", "The front matter lacks a summary",
    "The course list shows the summary beside the title.",
    wrong: "title: Tiling", right: "title: Tiling\nsummary: Blocks that fit in fast memory.")
  // W307 is found when a lesson runs.
  public static let unknownRequirement = DiagnosticCode(
    "W308", "The lesson requires one that is not known",
    "`requires` has ids of lessons: of the course, of a folder given with --lessons, or of the folder\n"
      + "that this lesson lies in. Found by `flashtutor check`.",
    wrong: "requires: [bottlenek]", right: "requires: [bottleneck]")
}
