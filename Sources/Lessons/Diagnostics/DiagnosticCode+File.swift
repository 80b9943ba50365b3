extension DiagnosticCode {
  static let file: [DiagnosticCode] = [
    unreadableFile, notUTF8, noFrontMatter, unclosedFrontMatter, tooLarge, unreadableYAML, anchor,
    tooDeep, duplicateKey, unknownKey, missingKey, wrongValue, newerFormat, badID,
    sameLesson, requiresItself,
  ]

  public static let unreadableFile = DiagnosticCode(
    "E001", "The file cannot be read",
    "The file is missing, is a folder, or may not be read by this user.",
    wrong: "mkdir 03-tiling.md", right: "A text file 03-tiling.md that you may read.")
  public static let notUTF8 = DiagnosticCode(
    "E002", "The file is not UTF-8",
    "Lessons are UTF-8 text. Bytes that are not UTF-8 would show as different letters on\n"
      + "different machines.",
    wrong: "A file saved as Latin-1 or UTF-16.",
    right: "The same file after: iconv -f latin1 -t utf-8 old.md > new.md")
  public static let noFrontMatter = DiagnosticCode(
    "E003", "The front matter is missing",
    "A lesson opens with a block of settings between two lines of three dashes. Without an id the\n"
      + "learner's progress cannot be kept.",
    wrong: "# Tiling\n\nText.", right: "---\nformat: 1\nid: tiling\ntitle: Tiling\n---\n\nText.")
  public static let unclosedFrontMatter = DiagnosticCode(
    "E004", "The front matter is never closed",
    "The settings at the top end with a line of three dashes of their own.",
    wrong: "---\nid: tiling\ntitle: Tiling\n\nText.",
    right: "---\nid: tiling\ntitle: Tiling\n---\n\nText.")
  public static let tooLarge = DiagnosticCode(
    "E005", "A limit of size is exceeded",
    "A file may have 16 MiB and 1.6 million marks (a line counts as four, a star as two), a line\n"
      + "8 KiB, the front matter 16 KiB, a paragraph 8 KiB, a list or table 512 KiB, a cell 64 KiB, 16\n"
      + "figures and 100 expectations, a lesson 2000 cells, 256 KiB of settings and 200 mistakes. The\n"
      + "limits keep a stranger's lesson from taking your time and memory.",
    wrong: "values: [0.1, 0.2, … one million numbers on one line]",
    right: "over: {n: [128, 256, 512, 1024]}")
  public static let unreadableYAML = DiagnosticCode(
    "E006", "The settings are not YAML",
    "Front matter and cells are YAML: `key: value` with a blank behind the colon, lists in\n"
      + "brackets or with dashes, nested keys indented by blanks, never by tabs. Text that begins\n"
      + "with a sign such as [ { * ! % @ or contains ': ' stands in quotes.",
    wrong: "kernels: [standard, flash2", right: "kernels: [standard, flash2]")
  public static let anchor = DiagnosticCode(
    "E007", "Anchors and aliases are not read",
    "YAML can name a value with & and repeat it with *. Nested, that makes gigabytes of a few\n"
      + "lines, so lessons do without.",
    wrong: "knobs: &k {n: {toggle: true}}", right: "knobs: {causal: {toggle: true}}")
  public static let tooDeep = DiagnosticCode(
    "E008", "Something is nested too deeply",
    "Quotes and lists may be 24 levels deep, settings too; a line may be indented by 119 columns.",
    wrong: "> > > > > > … thirty times", right: "> > A quote in a quote.")
  public static let duplicateKey = DiagnosticCode(
    "E009", "A key stands twice", "Of two values for one key it is unclear which one counts.",
    wrong: "n: 128\nn: 256", right: "over: {n: [128, 256]}")
  public static let unknownKey = DiagnosticCode(
    "E010", "There is no such key",
    "The key is not one that lessons know here; the message has the nearest one. Keys that begin\n"
      + "with x- are free for your own use in the front matter.",
    wrong: "titel: Tiling", right: "title: Tiling")
  public static let missingKey = DiagnosticCode(
    "E011", "A key is missing", "The cell or the front matter needs this key.",
    wrong: "---\ntitle: Tiling\n---", right: "---\nid: tiling\ntitle: Tiling\n---")
  public static let wrongValue = DiagnosticCode(
    "E012", "The value is of the wrong kind",
    "The key expects another kind of value: a number, a list, true or false, or one of a few words.",
    wrong: "minutes: a quarter", right: "minutes: 15")
  public static let newerFormat = DiagnosticCode(
    "E013", "The lesson has a newer format",
    "The lesson was written for a newer flashtutor, which may mean something else by the same\n"
      + "words. Update flashtutor, or write the lesson in format 1.",
    wrong: "format: 2", right: "format: 1")
  public static let badID = DiagnosticCode(
    "E014", "The id has other characters than a-z, 0-9 and dash",
    "Ids are typed on the command line and kept in the progress file: small letters, digits and\n"
      + "single dashes, at most 64.",
    wrong: "id: My Lesson!", right: "id: my-lesson")
  public static let sameLesson = DiagnosticCode(
    "E015", "Two lessons of a folder have the same id",
    "Only one of them can be opened by its id, and both would keep their progress in one place.\n"
      + "Give one another id. (Across folders it is no mistake: the nearer folder's lesson is taken.)",
    wrong: "01-tiling.md and 02-tiles.md, both with id: tiling",
    right: "01-tiling.md with id: tiling, 02-tiles.md with id: tiles")
  public static let requiresItself = DiagnosticCode(
    "E016", "The lesson requires itself",
    "`requires` names the lessons that a learner should have worked through before this one.",
    wrong: "id: tiling\nrequires: [tiling]", right: "id: tiling\nrequires: [bottleneck]")
}
