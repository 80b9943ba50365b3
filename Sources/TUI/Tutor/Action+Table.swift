import Lessons
import Notebook
import Plot

extension Action {
  static let all: [Action] = [
    Action(.help, [.character("?")], "keys", "Show the keys that work here", 0) { _ in true },
    Action(.stop, [.escape, .control("c")], "stop", "Stop what runs", 1) { $0.activeRun != nil },
    Action(.close, [.escape], "close", "Close what lies on top", 1) { $0.overlay != nil },
    Action(
      .act, [.enter, .character("r"), .character("c")], "run",
      "Act on the cell in focus: run, commit, submit", 2
    ) {
      $0.isReading && $0.reading?.focus != nil
    },
    Action(.edit, [.character("E")], "edit", "Write the code of the cell in your editor", 3) {
      $0.codeInFocus != nil
    },
    Action(.runAll, [.character("R")], "run all above", "Run every cell down to this one", nil) {
      $0.isReading && $0.reading?.focus != nil
    },
    Action(.open, [.enter, .right, .character("l")], "open", "Open the chosen lesson", 2) {
      $0.isListing && !$0.library.entries.isEmpty
    },
    Action(.down, [.down, .character("j")], "choose", "Choose the next lesson", 3) { $0.isListing },
    Action(.up, [.up, .character("k")], "up", "Choose the lesson before", nil) { $0.isListing },
    Action(
      .choose, "123456789".map { .character($0) }, "choose", "Choose an answer of the quiz", 3
    ) { $0.focusedQuiz != nil },
    Action(.turnUp, [.character("+"), .character("=")], "turn", "Turn the chosen knob up", 4) {
      !$0.knobsInFocus.isEmpty
    },
    Action(.turnDown, [.character("-")], "turn down", "Turn the chosen knob down", nil) {
      !$0.knobsInFocus.isEmpty
    },
    Action(.type, [.character("e")], "type", "Type a value for the chosen knob", nil) {
      !$0.knobsInFocus.isEmpty
    },
    Action(
      .nextKnob, [.right], "knob", "Choose the next knob; turn it when it is the only one", nil
    ) {
      !$0.knobsInFocus.isEmpty
    },
    Action(
      .previousKnob, [.left], "knob", "Choose the knob before; turn it when it is the only one", nil
    ) {
      !$0.knobsInFocus.isEmpty
    },
    Action(.hint, [.character("H")], "hint", "Show the next hint", 5) { $0.hasHint },
    Action(.solution, [.character("S")], "solution", "Show the solution", 12) { $0.hasSolution },
    Action(.zoom, [.character("z")], "zoom", "Show the figure on the whole screen", 5) {
      $0.isReading && !$0.figuresInFocus.isEmpty
    },
    Action(.film, [.character("a")], "animate", "Play the way through the tiles", 4) {
      $0.hasFilm
    },
    Action(.view, [.character("v")], "view", "Show the figures as chart, table or words", 6) {
      $0.isReading && !$0.figuresInFocus.isEmpty
    },
    Action(.save, [.character("w")], "save", "Save the cell as text, CSV and SVG", 13) {
      $0.isReading && $0.focusedState?.outcome != nil
    },
    Action(.copy, [.character("y")], "copy", "Copy the data of the cell", nil) {
      $0.isReading && $0.reading?.focus != nil
    },
    Action(
      .reset, [.character("x")], "reset",
      "Forget what was done with this cell; put its starter back", nil
    ) {
      $0.isReading && $0.reading?.focus != nil
    },
    Action(.nextCell, [.tab], "next cell", "Go to the next cell", 6) { $0.isReading },
    Action(.previousCell, [.backTab], "cell before", "Go to the cell before", nil) { $0.isReading },
    Action(.scrollDown, [.down, .character("j")], "scroll", "Scroll down a line", nil) {
      $0.isReading
    },
    Action(.scrollUp, [.up, .character("k")], "scroll up", "Scroll up a line", nil) {
      $0.isReading
    },
    Action(.pageDown, [.character(" "), .pageDown], "page", "Scroll down a page", 7) {
      $0.isReading
    },
    Action(.pageUp, [.character("b"), .pageUp], "page up", "Scroll up a page", nil) {
      $0.isReading
    },
    Action(.halfDown, [.character("d")], "half page", "Scroll down half a page", nil) {
      $0.isReading
    },
    Action(.halfUp, [.character("u")], "half page up", "Scroll up half a page", nil) {
      $0.isReading
    },
    Action(.nextSection, [.character("l"), .right], "section", "Go to the next section", 8) {
      $0.isReading
    },
    Action(
      .previousSection, [.character("h"), .left], "section before", "Go to the section before", nil
    ) { $0.isReading },
    Action(.first, [.home, .character("g")], "top", "Go to the beginning", nil) {
      $0.overlay == nil
    },
    Action(.last, [.end, .character("G")], "end", "Go to the end", nil) {
      $0.overlay == nil
    },
    Action(.search, [.character("/")], "search", "Search this lesson", 9) { $0.isReading },
    Action(.nextHit, [.character("n")], "next hit", "Go to the next place found", 3) {
      $0.isReading && !$0.search.hits.isEmpty
    },
    Action(.previousHit, [.character("N")], "hit before", "Go to the place found before", nil) {
      $0.isReading && !$0.search.hits.isEmpty
    },
    Action(
      .back, [.backspace, .control("o")], "back", "Go back to where the last jump began", nil
    ) { $0.overlay == nil && !$0.history.isEmpty },
    Action(.contents, [.character("t")], "contents", "Show the contents of the lesson", 9) {
      $0.isReading
    },
    Action(.nextLesson, [.character("]")], "next lesson", "Open the next lesson", 11) {
      $0.isReading && $0.neighbor(1) != nil
    },
    Action(.previousLesson, [.character("[")], "lesson before", "Open the lesson before", nil) {
      $0.isReading && $0.neighbor(-1) != nil
    },
    Action(.courses, [.character("L")], "lessons", "Show the list of lessons", 10) {
      $0.isReading
    },
    Action(
      .palette, [.character(":"), .control("p")], "all actions", "List every action there is", nil
    ) { $0.overlay == nil },
    Action(.mouse, [.character("M")], "mouse", "Use the mouse, or leave it to the terminal", nil) {
      _ in true
    },
    Action(.redraw, [.control("l")], "redraw", "Draw the screen anew", nil) { _ in true },
    Action(.suspend, [.control("z")], "suspend", "Go back to the shell; fg returns", nil) {
      _ in true
    },
    Action(.quit, [.character("q")], "quit", "Save and quit", 20) { $0.overlay == nil },
  ]
}
