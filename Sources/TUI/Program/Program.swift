public import Screen

/// A program as a value: messages go in, a new state and effects come out.
public protocol Program {
  associatedtype Message: Sendable
  associatedtype Effect: Sendable

  static func message(for event: Event) -> Message
  /// Whether an effect may come after the next frame: what the learner does not wait for.
  static func canWait(_ effect: Effect) -> Bool
  var isFinished: Bool { get }
  /// How often to send ticks; nil while nothing moves.
  var tickMilliseconds: Int? { get }
  /// The only place where state changes.
  mutating func update(_ message: Message) -> [Effect]
  /// The screen; the same for the same state and size.
  func view(_ size: Size) -> Grid
  /// Where the hardware cursor stands: at what the keys act on.
  func cursor(_ size: Size) -> Point?
}

extension Program {
  public static func canWait(_ effect: Effect) -> Bool { false }
  public var tickMilliseconds: Int? { nil }
  public func cursor(_ size: Size) -> Point? { nil }
}

/// Runs a program until it is finished; waits in one place only.
///
/// - Parameters:
///   - program: Its state, which the caller may look at afterwards.
///   - terminal: Where it is shown.
///   - first: Effects to carry out before the first frame.
///   - later: Effects to carry out after it.
///   - perform: Carries out one effect; what comes of it arrives in the mailbox. Effects keep their
///     order; those at the end that can wait come after the frame.
@MainActor
public func run<P: Program>(
  _ program: inout P, on terminal: some Terminal, first: [P.Effect] = [],
  later: [P.Effect] = [], perform: (P.Effect, Mailbox<P.Message>) -> Void
) {
  let mailbox = Mailbox<P.Message>()
  var waiting: [P.Effect] = []
  var later = later
  func catchUp() {
    for effect in waiting { perform(effect, mailbox) }
    waiting = []
  }
  func carryOut(_ effects: [P.Effect]) {
    for effect in effects {
      waiting.append(effect)
      if !P.canWait(effect) { catchUp() }
    }
  }
  carryOut(first)
  var pending = [P.message(for: .resized(terminal.size))]
  while true {
    for message in pending { carryOut(program.update(message)) }
    if program.isFinished { catchUp() }
    // What effects answer at once belongs to the same frame.
    pending = mailbox.drain()
    guard pending.isEmpty else { continue }
    if program.isFinished { return }
    terminal.show(program.view(terminal.size), cursor: program.cursor(terminal.size))
    waiting += later
    later = []
    catchUp()
    let heard = terminal.nextEvents(
      orWakeOn: mailbox.descriptor, timeoutMilliseconds: program.tickMilliseconds)
    pending = heard.map { P.message(for: $0) } + mailbox.drain()
  }
}
