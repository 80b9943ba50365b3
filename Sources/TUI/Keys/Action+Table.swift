import Lessons
import Notebook
import Plot

extension Action {
  /// The order decides when two actions share a key: the first that is valid is meant.
  static let all: [Action] = general + cells + figures + moving + list + film + zoomed + session

  private static let general: [Action] = [
    Action(.help, .anywhere, ["?", Chord(.function(1))], "keys", "Show the keys that work here", 0)
    {
      _ in true
    },
    Action(
      .stop, .lesson, [Chord(.escape), Chord(.control("c"))], "stop", "Stop what runs", 1
    ) { $0.activeRun != nil },
    Action(
      .close, .anywhere, [Chord(.escape), "q"], "back", "Go back to the lesson", 2
    ) { $0.film != nil || $0.zoom != nil || $0.address != nil || $0.isInPlayground },
  ]

  private static let cells: [Action] = [
    Action(.follow, .lesson, [Chord(.enter)], "follow", "Follow the link in focus", 2) {
      $0.isReading && $0.reading?.focusedLink != nil
    },
    Action(
      .act, .lesson, [Chord(.enter), "r", "c", Chord(.control("e"))], "run",
      "Act on the cell in focus: run, commit, submit, check", 2
    ) { $0.hasFocus },
    Action(
      .runOn, .lesson, [Chord(.control("r"))], "run on", "The same, then go to the next cell"
    ) { $0.hasFocus },
    Action(.edit, .lesson, ["E"], "edit", "Write the code of the cell in your editor", 3) {
      $0.codeInFocus != nil
    },
    Action(
      .source, .lesson, ["E", "gE"], "edit lesson",
      "Open the lesson in your editor, at this line"
    ) { $0.isReading && $0.lessonFile != nil },
    Action(.runAll, .lesson, ["R"], "run all above", "Run every cell down to this one") {
      $0.hasFocus
    },
    Action(
      .choose, .lesson, "123456789".map { Chord(.character($0)) }, "choose",
      "Choose an answer of the quiz", 3
    ) { $0.focusedQuiz != nil },
    Action(.turnUp, .lesson, ["+", "="], "turn", "Turn the chosen knob up", 4) {
      !$0.knobsInFocus.isEmpty
    },
    Action(.turnDown, .lesson, ["-"], "turn down", "Turn the chosen knob down") {
      !$0.knobsInFocus.isEmpty
    },
    Action(.type, .lesson, ["e"], "type", "Type a value for the chosen knob") {
      !$0.knobsInFocus.isEmpty
    },
    Action(
      .nextKnob, .lesson, [Chord(.right)], "knob",
      "Choose the next knob; turn it if it is the only one"
    ) { !$0.knobsInFocus.isEmpty },
    Action(
      .previousKnob, .lesson, [Chord(.left)], "knob",
      "Choose the knob before; turn it if it is the only one"
    ) { !$0.knobsInFocus.isEmpty },
    Action(.hint, .lesson, ["H"], "hint", "Show the next hint", 5) { $0.hasHint },
    Action(.solution, .lesson, ["S"], "solution", "Show the solution", 12) { $0.hasSolution },
    Action(
      .reset, .lesson, ["x"], "reset",
      "Forget the work on this cell; put its starter back"
    ) { $0.hasFocus },
    Action(
      .resetLesson, .lesson, ["X"], "reset lesson", "Forget what was done in this lesson"
    ) { $0.isReading && !$0.isInPlayground },
  ]

  private static let figures: [Action] = [
    Action(
      .playground, .lesson, ["p"], "play",
      "Play with every setting of the cell, or come back", 14
    ) { $0.isInPlayground && $0.isReading || $0.canPlay },
    Action(.zoom, .lesson, ["z"], "zoom", "Show the figure on the whole screen", 5) {
      $0.isReading && !$0.figuresInFocus.isEmpty
    },
    Action(.film, .lesson, ["a"], "animate", "Play the way through the tiles", 4) { $0.hasFilm },
    Action(.view, .lesson, ["v"], "view", "Show the figures as chart, table or words", 6) {
      $0.isReading && !$0.figuresInFocus.isEmpty
    },
    Action(.save, .lesson, ["w"], "save", "Save the cell as text, CSV and SVG", 13) {
      $0.isReading && $0.focusedState?.outcome != nil
    },
    Action(.copy, .lesson, ["y"], "copy", "Copy the data of the cell, or the link in focus") {
      $0.hasFocus || $0.isReading && $0.reading?.focusedLink != nil || $0.address != nil
    },
  ]

  private static let moving: [Action] = [
    Action(
      .pager, .lesson, ["o"], "pager",
      "Read the cell's output, or the lesson, in your pager", 15
    ) { $0.isReading },
    Action(.nextCell, .lesson, [Chord(.tab)], "next cell", "Go to the next cell or link", 6) {
      $0.isReading
    },
    Action(
      .previousCell, .lesson, [Chord(.backTab)], "cell before", "Go to the cell or link before"
    ) { $0.isReading },
    Action(.scrollDown, .lesson, [Chord(.down), "j"], "scroll", "Scroll down a line") {
      $0.isReading
    },
    Action(.scrollUp, .lesson, [Chord(.up), "k"], "scroll up", "Scroll up a line") {
      $0.isReading
    },
    Action(.pageDown, .lesson, [" ", Chord(.pageDown)], "page", "Scroll down a page", 7) {
      $0.isReading
    },
    Action(.pageUp, .lesson, ["b", Chord(.pageUp)], "page up", "Scroll up a page") {
      $0.isReading
    },
    Action(.halfDown, .lesson, ["d"], "half page", "Scroll down half a page") { $0.isReading },
    Action(.halfUp, .lesson, ["u"], "half page up", "Scroll up half a page") { $0.isReading },
    Action(.nextSection, .lesson, ["l", Chord(.right)], "section", "Go to the next section", 8) {
      $0.isReading
    },
    Action(
      .previousSection, .lesson, ["h", Chord(.left)], "section before", "Go to the section before"
    ) { $0.isReading },
    Action(.first, .anywhere, [Chord(.home), "gg"], "top", "Go to the beginning") {
      $0.overlay == nil
    },
    Action(
      .last, .anywhere, [Chord(.end), "G"], "end",
      "Go to the end; after a number to that section"
    ) { $0.overlay == nil },
    Action(.search, .lesson, ["/"], "search", "Search this lesson", 9) { $0.isReading },
    Action(.nextHit, .lesson, ["n"], "next hit", "Go to the next place found", 3) {
      $0.isReading && !$0.search.hits.isEmpty
    },
    Action(.previousHit, .lesson, ["N"], "hit before", "Go to the place found before") {
      $0.isReading && !$0.search.hits.isEmpty
    },
    Action(
      .searchCourse, .anywhere, ["g/"], "search all", "Search all lessons"
    ) { $0.overlay == nil && !$0.library.entries.isEmpty },
    Action(
      .back, .anywhere, [Chord(.backspace), Chord(.control("o"))], "back",
      "Go back to where the last jump began"
    ) { $0.overlay == nil && (!$0.history.isEmpty || $0.isInPlayground) },
    Action(.contents, .lesson, ["t"], "contents", "Show the contents of the lesson", 9) {
      $0.isReading
    },
    Action(.nextLesson, .lesson, ["]"], "next lesson", "Open the next lesson", 11) {
      $0.isReading && $0.neighbor(1) != nil
    },
    Action(.previousLesson, .lesson, ["["], "lesson before", "Open the lesson before") {
      $0.isReading && $0.neighbor(-1) != nil
    },
    Action(
      .courses, .anywhere, ["L"], "lessons", "Show the list of lessons; from there, the lesson", 10
    ) { $0.isReading || $0.isListing && $0.library.entry(id: $0.progress.currentLesson) != nil },
  ]

  private static let list: [Action] = [
    Action(
      .open, .list, [Chord(.enter), Chord(.right), "l"], "open", "Open the chosen lesson", 2
    ) { $0.isListing && !$0.listed.isEmpty },
    Action(.down, .list, [Chord(.down), "j"], "choose", "Choose the next lesson", 3) {
      $0.isListing
    },
    Action(.up, .list, [Chord(.up), "k"], "up", "Choose the lesson before") { $0.isListing },
    Action(
      .filter, .list, ["/"], "find",
      "Show the lessons with a word in the title or a state", 4
    ) { $0.isListing && !$0.library.entries.isEmpty },
  ]

  private static let film: [Action] = [
    Action(.play, .film, [" ", Chord(.enter)], "play", "Play, or pause", 1) { $0.film != nil },
    Action(
      .stepOn, .film, ["l", Chord(.right), "."], "step", "Show the next step", 3
    ) { $0.film != nil },
    Action(
      .stepBack, .film, ["h", Chord(.left), ","], "step back", "Show the step before"
    ) { $0.film != nil },
    Action(.faster, .film, ["+", "=", Chord(.up)], "speed", "Play faster", 4) { $0.film != nil },
    Action(.slower, .film, ["-", Chord(.down)], "slower", "Play slower") { $0.film != nil },
    Action(.filmStart, .film, [Chord(.home), "gg"], "start", "Go to the first step") {
      $0.film != nil
    },
    Action(.filmEnd, .film, [Chord(.end), "G"], "end", "Go to the last step") { $0.film != nil },
  ]

  private static let zoomed: [Action] = [
    Action(
      .nextValue, .figure, [Chord(.tab), " "], "next value", "Go to the next value", 1
    ) { $0.zoom != nil },
    Action(.previousValue, .figure, [Chord(.backTab)], "value before", "Go to the value before") {
      $0.zoom != nil
    },
    Action(.cursorLeft, .figure, [Chord(.left), "h"], "left", "Move the cursor to the left") {
      $0.zoom != nil
    },
    Action(.cursorRight, .figure, [Chord(.right), "l"], "right", "Move the cursor to the right") {
      $0.zoom != nil
    },
    Action(.cursorUp, .figure, [Chord(.up), "k"], "up", "Move the cursor up") { $0.zoom != nil },
    Action(.cursorDown, .figure, [Chord(.down), "j"], "down", "Move the cursor down") {
      $0.zoom != nil
    },
    Action(.nextFigure, .figure, ["n", "]"], "next figure", "Show the next figure", 3) {
      ($0.zoom?.count ?? 0) > 1
    },
    Action(.previousFigure, .figure, ["N", "["], "figure before", "Show the figure before") {
      ($0.zoom?.count ?? 0) > 1
    },
  ]

  private static let session: [Action] = [
    Action(
      .palette, .anywhere, [":", Chord(.control("p"))], "all actions", "List every action there is"
    ) { _ in true },
    Action(
      .theme, .anywhere, ["T"], "colours",
      "Change the colours: any background, dark, light, none"
    ) { _ in true },
    Action(.ascii, .anywhere, ["A"], "ASCII", "Draw with ASCII characters only, or with all") {
      _ in true
    },
    Action(.mouse, .anywhere, ["M"], "mouse", "Use the mouse, or leave it to the terminal") {
      _ in true
    },
    Action(.redraw, .anywhere, [Chord(.control("l"))], "redraw", "Draw the screen anew") {
      _ in true
    },
    Action(
      .suspend, .anywhere, [Chord(.control("z"))], "suspend", "Go back to the shell; fg returns"
    ) { _ in true },
    Action(.quit, .anywhere, ["q"], "quit", "Save and quit", 20) { $0.overlay == nil },
  ]
}
