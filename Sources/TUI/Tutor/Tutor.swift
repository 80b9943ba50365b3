public import struct Foundation.URL
public import Lessons
public import Notebook
public import Screen

/// The tutor as a value: the course list, the open lesson, and what the learner has done.
public struct Tutor: Program {
  public enum Message: Sendable {
    case event(Event)
    case opened(id: String, BoundLesson)
    case couldNotOpen(String)
    /// The open lesson, saved anew by its author.
    case revised(BoundLesson)
    /// The cells of each lesson, by lesson id.
    case surveyed([String: [String]])
    case progressed(RunID, share: Double)
    /// What has come of a run so far.
    case arrived(RunID, CellOutcome)
    case finished(RunID, CellOutcome)
    /// What an earlier run with these settings yielded.
    case recalled(lesson: String, cellID: String, CellOutcome)
    /// A check waits until the learner agrees.
    case asks(RunID, question: String)
    /// The learner has left the editor.
    case edited(cellID: String, isSaved: Bool)
    /// An editor in a window of its own has saved the learner's code.
    case saved(lessonID: String, cellID: String)
    /// No editor is set: the built-in one takes its place.
    case write(cellID: String, text: String)
    case couldNotSave(String)
    /// What was saved, with others' work, and what the tutor had handed over for it.
    case kept(Progress, since: Progress)
    /// What there is to search in all lessons.
    case gathered([SearchableLesson])
    /// A sentence for the bottom line.
    case told(String)
  }

  public enum Effect: Sendable {
    case open(id: String, file: URL)
    case survey([String: URL])
    /// Reads all lessons for a search.
    case gather([Library.Entry])
    /// Tells of every save of a file.
    case watch(URL)
    case run(RunID, BoundCell, settings: [String: String])
    case cancel(RunID)
    /// Looks for an earlier run with these settings.
    case recall(lesson: String, BoundCell, settings: [String: String])
    /// Opens the learner's code in an editor.
    case edit(BoundCode)
    /// Compiles and runs the learner's code, if the learner has agreed to it.
    case check(RunID, BoundCode)
    /// Notes that code of the cell's lesson may run.
    case agree(BoundCode)
    /// Keeps what the learner has written.
    case keep(BoundCode, String)
    /// Puts the starter back.
    case restore(BoundCode)
    case save(Progress)
    /// Others' work is part of the progress now: what was kept, and what was handed over for it.
    case adopted(Progress, since: Progress)
    /// Shows a text in the pager, at a line counted from 1.
    case page(name: String, text: String, line: Int)
    /// Opens a lesson's file in an editor, at a line.
    case source(URL, line: Int)
    /// Writes files for the learner.
    case export([ExportedFile])
    /// Puts text on the terminal's clipboard.
    case copy(String)
    /// Listens to the mouse, or leaves it to the terminal.
    case mouse(Bool)
    case suspend
    /// Sends the whole screen again.
    case redraw
  }

  /// One execution of a cell; messages of runs that were replaced are ignored.
  public struct RunID: Hashable, Sendable {
    var number: Int
  }

  struct ActiveRun {
    var id: RunID
    var cellID: String
    var share = 0.0
    /// The first tick after the start, and the last.
    var started: Double?
    var now = 0.0
    /// A prediction that waits for the results.
    var prediction: String?

    var seconds: Double { started.map { max(0, now - $0) } ?? 0 }
  }

  var library: Library
  /// What the terminal can show, and what is shown of it.
  let terminalCapabilities: Capabilities
  var capabilities: Capabilities
  var background: Theme.Background
  var theme: Theme
  var keys: KeyMap
  /// The keys of a chord that has begun.
  var pending: [Key] = []
  /// A number typed before a key.
  var count: Int?
  var size = Size(columns: 80, rows: 24)
  public internal(set) var progress: Progress
  var cellsOfLessons: [String: [String]] = [:]
  /// The chosen lesson of the list, counted among those that the filter leaves.
  var selection = 0
  var listFilter = ""
  var reading: Reading?
  /// The lesson, while one of its cells is played with.
  var parked: Reading?
  var overlay: Overlay?
  /// The list of keys, on top of everything.
  var help: Help?
  var activeRun: ActiveRun?
  var runCount = 0
  /// Cells to run after the one that runs.
  var queue: [String] = []
  var search = Search()
  var history: [Place] = []
  /// Where lessons were left in this session, by id.
  var places: [String: Reading.Anchor] = [:]
  /// Where to go once a lesson is open.
  var placeToShow: Place?
  /// The heading, cell or text to go to once a lesson is open.
  var aim: Aim?
  /// Every lesson for a search; nil until one was begun.
  var searchable: [SearchableLesson]?
  var usesMouse = false
  /// Whether the reader is the lesson's author.
  var isPreview = false
  /// Whether the last key took a character from an answer.
  var isErasing = false
  var notice: String
  var mayQuitByInterrupt = false
  public internal(set) var isFinished = false
  /// Why the program has ended.
  public internal(set) var departure = Departure.quit

  /// A tutor that shows the course list.
  public init(
    library: Library, progress: Progress, capabilities: Capabilities, keys: KeyMap = .standard,
    background: Theme.Background = .any, notice: String = ""
  ) {
    self.library = library
    self.progress = progress
    self.keys = keys
    terminalCapabilities = capabilities
    self.capabilities = capabilities
    self.capabilities.background = background
    self.background = background
    self.notice = notice
    theme = Theme(capabilities.colors, for: background)
    selection =
      library.entries.firstIndex { $0.frontMatter.id == progress.currentLesson } ?? 0
  }

  public static func message(for event: Event) -> Message { .event(event) }

  /// A disk may take its time with what is kept.
  public static func canWait(_ effect: Effect) -> Bool {
    if case .save = effect { true } else { false }
  }

  /// Elapsed time is shown while something runs, and films move.
  public var tickMilliseconds: Int? {
    if case .film(let film) = overlay, film.isPlaying { return 1000 / Film.speeds[film.speed] }
    return activeRun == nil ? nil : 100
  }

  var isFirstVisit: Bool { progress.currentLesson.isEmpty && progress.lessons.isEmpty }

  /// Cells done and cells there are, as far as they are known.
  func count(of lessonID: String) -> (done: Int, total: Int?) {
    let record = progress.lessons[lessonID]
    let cells = cellsOfLessons[lessonID]
    let done = record?.cells.count { $0.value.isDone && cells?.contains($0.key) != false } ?? 0
    return (done, cells?.count)
  }

  var marks: Marks { Marks(capabilities) }
}

/// How a session ended.
public enum Departure: Hashable, Sendable {
  case quit
  /// A signal asked for it.
  case signal
  /// The terminal vanished.
  case hangup
}
