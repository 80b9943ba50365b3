import Foundation
import Testing

/// What nobody would type, faster than anybody could, at sizes that nobody would choose.
@Suite struct RandomKeysTests {
  private static let lesson = """
    ---
    format: 1
    id: storm
    title: A storm
    minutes: 1
    order: -1
    ---

    All kinds of cells, [a link](#last) and `code`.

    ```flash {#quick .run}
    experiment: model
    kernels: [standard, flash2]
    over: {n: [128, 256, 512]}
    knobs:
      headDim: {choices: [32, 64, 128]}
      causal: {toggle: true}
    figures:
      - mark: line
        title: Bytes moved
        x: {field: n, scale: log2}
        y: {field: traffic, scale: log10, unit: MiB}
        series: kernel
        alt: Both grow.
    ```

    ```flash {#slow .run}
    experiment: measure
    kernels: [naive, flash2]
    over: {n: [64, 4096]}
    timeout: 600
    ```

    ```flash {#steps .run}
    experiment: trace
    kernel: flash1
    n: 64
    headDim: 16
    blockQ: 16
    blockK: 16
    ```

    ```flash {#guess .predict}
    question: How many MiB do the scores take at n = 1024?
    unit: MiB
    answer: 4 * 1024^2 / 2^20
    ```

    ```flash {#pick .quiz}
    Which?
    - [ ] one :: No.
    - [x] two :: Yes.
    - [ ] three :: No.
    ```

    ```flash {#put .quiz type=order}
    In which order?
    1. first
    2. second
    3. third
    ```

    ## Last {#last}

    ```flash {#turn .exercise}
    experiment: model
    kernels: [flash2]
    n: 1024
    knobs:
      blockQ: {range: 16..256, step: 16, start: 16}
      blockK: {range: 16..256, step: 16, start: 16}
    goal: tiles <= 64
    solution: {blockQ: 128, blockK: 128}
    ```

    ```flash {.hint for=turn}
    A hint.
    ```

    ```flash {#write .code}
    task: safe-softmax
    ```

    ```swift {.starter for=write}
    func safeSoftmax(_ scores: [Float]) -> [Float] { scores }
    ```

    ```swift {.solution for=write}
    func safeSoftmax(_ scores: [Float]) -> [Float] { scores }
    ```
    """

  @Test func `random keys leave the program answering`() throws {
    let scratch = try Scratch()
    _ = try scratch.write(Self.lesson, to: "lessons/storm.md")
    _ = try scratch.write("", to: "tmp/place")
    let seed = Storm.seed
    var storm = Storm(seed: seed)
    var sent = 0
    var starts = 0
    while sent < Storm.keys {
      let terminal = try start(starts, in: scratch)
      starts += 1
      // A key that quits loses the rest of what was typed with it.
      let end = min(Storm.keys, sent + 20_000)
      while sent < end, terminal.exitCode == nil {
        if storm.next() % 16 == 0 {
          let size = storm.size()
          terminal.resize(columns: size.columns, rows: size.rows)
        }
        let keys = (0..<Int.random(in: 1...40, using: &storm)).map { _ in storm.key() }
        try terminal.type(Array(keys.joined()))
        sent += keys.count
        if storm.next() % 32 == 0 {
          try terminal.expectAnswer("\(sent) keys of seed \(seed)")
        }
      }
      try leave(terminal, "\(sent) keys of seed \(seed)")
    }
  }

  private func start(_ number: Int, in scratch: Scratch) throws -> PseudoTerminal {
    // By turns an editor that changes nothing, and the built-in one; a pager would keep the keys.
    let editor = number.isMultiple(of: 2) ? ["EDITOR": "true"] : [:]
    let terminal = try PseudoTerminal(
      ["--lessons", "lessons"], in: scratch,
      environment: editor.merging(["TMPDIR": scratch.path("tmp"), "PAGER": "true"]) { $1 })
    try terminal.expectAnswer("the start")
    return terminal
  }

  private func leave(_ terminal: PseudoTerminal, _ what: String) throws {
    try terminal.expectAnswer(what)
    if terminal.exitCode == nil {
      terminal.resize(columns: 80, rows: 24)
      // Whatever lies on top is closed, and a run stopped.
      for _ in 0..<6 {
        try terminal.type([0x1B])
        try terminal.expectAnswer("Esc after \(what)")
      }
      try terminal.expectSleep(what)
      try terminal.type("q")
    }
    #expect(try terminal.end() == "0", "after \(what)")
    #expect(terminal.isRestored, "after \(what)")
    try terminal.wait(for: "the end of every process") { terminal.processesLeft.isEmpty }
  }
}
