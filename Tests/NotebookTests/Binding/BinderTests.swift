import Lessons
import Testing

@testable import Notebook

@Suite struct BinderTests {
  @Test func `a cell without mistakes is bound`() {
    let bound = bind(
      cell(
        """
        experiment: measure
        kernels: [standard, flash2]
        over: {n: [16, 32]}
        headDim: 8
        knobs:
          causal: {toggle: true}
          batch: {choices: [1, 2]}
          blockQ: {range: 16..64, step: 16, start: 32}
        figures:
          - {mark: line, x: {field: n, scale: log2}, y: {field: time, unit: ms}, series: kernel, alt: Both grow.}
        expect:
          - error.max[kernel=flash2] < 1e-4
        """))
    #expect(bound.diagnostics.map(\.message) == [])
    let knobs = bound.cells["a"]?.knobs ?? []
    #expect(knobs.map(\.parameter) == ["causal", "batch", "blockQ"])
    #expect(knobs.map(\.values) == [["false", "true"], ["1", "2"], ["16", "32", "48", "64"]])
    #expect(knobs.map(\.start) == ["false", "1", "32"])
  }

  @Test func `a knob shows bytes in the unit that suits them`() throws {
    let bound = bind(
      cell(
        """
        experiment: model
        knobs:
          fastMemory: {choices: [24 KiB, 192 KiB], start: 192 KiB}
          headDim: {choices: [32, 64]}
        figures:
          - {mark: table, columns: [traffic]}
        """))
    let knobs = try #require(bound.cells["a"]?.knobs)
    #expect(knobs.map { $0.shown($0.start) } == ["192 KiB", "64"])
    #expect(knobs.first?.values == ["24576", "196608"])
  }

  @Test func `every mistake is found at once with its place`() {
    let bound = bind(
      """
      ```flash {#one .run}
      experiment: mesure
      ```

      ```flash {#two .run}
      experiment: measure
      kernels: [flsh1, naive]
      headDim: 4096
      hedDim: 8
      batch: many
      ```
      """)
    #expect(codes(bound) == ["E201", "E203", "E204", "E202", "E208"])
    #expect(bound.cells.isEmpty)
    let kernel = bound.diagnostics.first { $0.code == "E203" }
    #expect(kernel?.message == "there is no kernel 'flsh1'; did you mean 'flash1'?")
    #expect(kernel?.range == SourceRange(start: SourcePosition(line: 18, column: 11), length: 5))
    #expect(kernel?.sourceLine == "kernels: [flsh1, naive]")
    let range = bound.diagnostics.first { $0.code == "E204" }
    #expect(
      range?.message == "'headDim' is 4096, out of range; it takes a whole number, 1 to 512")
  }

  @Test(arguments: [
    ("figures: [{mark: line, x: n, y: tiem, alt: A.}]", "E205"),
    ("figures: [{mark: line, x: kernel, y: time, alt: A.}]", "E216"),
    ("figures: [{mark: line, x: n, y: {field: time, unit: MiB}, alt: A.}]", "E207"),
    ("figures: [{mark: heatmap, matrix: scors, alt: A.}]", "E210"),
    ("figures: [{mark: tiles, alt: A.}]", "E220"),
    ("expect: [tiem < 1]", "E205"),
    ("expect: ['time[kernl=flash2] < 1']", "E205"),
    ("over: {seconds: [1, 2]}", "E213"),
    ("over: {kernels: [naive]}", "E213"),
    ("over: {n: [16, 0]}", "E204"),
    ("over: {n: [16]}\nknobs: {n: {choices: [16, 32]}}", "E214"),
    ("knobs: {n: {toggle: true}}", "E214"),
    ("knobs: {headDim: {choices: [32, 1024]}}", "E204"),
    ("knobs: {hedDim: {choices: [32, 64]}}", "E202"),
    ("headDim: 8\nknobs: {headDim: {choices: [32, 64]}}", "E214"),
    ("heads: 4\nkvHeads: 3", "E215"),
  ])
  func `a mistake has its code`(yaml: String, code: String) {
    let bound = bind(cell("experiment: measure\n" + yaml))
    #expect(codes(bound) == [code])
    #expect(bound.cells["a"] == nil)
  }

  @Test func `a sweep of too many points is not bound`() {
    let many = (1...40).map(String.init).joined(separator: ", ")
    let bound = bind(cell("experiment: model\nover: {n: [\(many)], batch: [\(many)]}"))
    #expect(codes(bound) == ["E213"])
  }

  @Test func `what binding costs is bounded over all cells of a lesson`() {
    let knobs = ["n", "batch", "heads", "headDim"].map { "  \($0): {range: 1..250, step: 1}" }
      .joined(separator: "\n")
    let body = (0..<40).map { place in
      "```flash {#c\(place) .run}\nexperiment: model\nknobs:\n\(knobs)\n```\n"
    }.joined(separator: "\n")
    let bound = bind(body)
    #expect(bound.cells.count == 20)
    #expect(
      bound.diagnostics.contains {
        $0.code == "E214" && $0.message.hasPrefix("the knobs of a lesson may have 20000")
      })
    let settings = (0..<40).map { place in
      "```flash {#c\(place) .run}\nexperiment: model\nx: "
        + String(repeating: "word ", count: 6000).chunked(every: 4000) + "\n```\n"
    }.joined(separator: "\n")
    #expect(
      bind(settings).diagnostics.contains {
        $0.code == "E005" && $0.message.contains("256 KiB of settings together")
      })
  }

  @Test func `defaults of the lesson apply to parameters that a cell does not set`() {
    let body = cell("experiment: model\nn: 32")
    let bound = bind(body, defaults: "{headDim: 8, timeout: 3}")
    #expect(bound.cells["a"]?.base["headDim"] == .integer(8))
    #expect(bound.cells["a"]?.timeoutSeconds == 3)
    #expect(codes(bind(body, defaults: "{hedDim: 8}")) == ["E202"])
  }

  @Test func `a predict cell needs a run cell as its source`() {
    let question = "question: How many?\nanswer: max(n)\nsource: b"
    #expect(
      codes(bind(cell(question, kind: "predict"))).contains { ["E218", "E105"].contains($0) })
    let plain = cell("question: How many?\nanswer: max(n)", kind: "predict")
    #expect(codes(bind(plain)) == ["E205"])
  }

  @Test(arguments: [
    (
      "tiles[n=64] / tiles[n=16]", "tiles[n=16] > 0", "E211", "no row has n=64; there are 16, 32",
      17
    ),
    ("tiles[n=16]", "value > tiles[n=64]", "E211", "no row has n=64; there are 16, 32", 27),
    (
      "tiles[kernel=naive, n=16]", "value > 1", "E211", "no row has kernel=naive; there are flash2",
      22
    ),
    (
      "tiles[fastMemory=16, n=16]", "value > 1", "E205",
      "the results have no field 'fastMemory' to choose rows by", 15
    ),
  ])
  func `an answer chooses among the rows of its source`(
    answer: String, condition: String, code: String, message: String, column: Int
  ) {
    let question = cell(
      "question: How many?\nanswer: \(answer)\nsource: b\n"
        + "feedback:\n  - when: \(condition)\n    say: No.", kind: "predict")
    let source =
      "```flash {#b .run}\nexperiment: model\nkernels: [flash2]\nover: {n: [16, 32]}\n```"
    let bound = bind(question + "\n" + source)
    #expect(bound.diagnostics.map(\.code) == [code])
    #expect(bound.diagnostics.first?.message == message)
    #expect(bound.diagnostics.first?.range.start.column == column)
  }

  @Test func `an answer may choose among quoted rows`() {
    let question = cell(
      "question: How many?\nanswer: cache[model=b]\nsource: b", kind: "predict")
    let source = """
      ```flash {#b .run}
      experiment: data
      source: invented
      columns: [model, cache]
      rows: [[a, 1], [b, 2]]
      ```
      """
    #expect(bind(question + "\n" + source).diagnostics.map(\.message) == [])
  }

  @Test(arguments: [
    (
      "expect: [max(seen) == width]",
      "'width' is a parameter of mask that its results do not have as a field; write its value, or "
        + "sweep it with 'over'"
    ),
    (
      "figures: [{mark: line, x: width, y: seen, alt: A.}]",
      "'width' is a parameter of mask that its results do not have as a field; write its value, or "
        + "sweep it with 'over'"
    ),
    (
      "figures: [{mark: bar, x: query, y: sene, alt: A.}]",
      "the results have no field 'sene'; did you mean 'seen'?"
    ),
  ])
  func `a parameter that is no field is told from a name that is unknown`(
    yaml: String, message: String
  ) {
    let bound = bind(cell("experiment: mask\nmask: window\n" + yaml))
    #expect(codes(bound) == ["E205"])
    #expect(bound.diagnostics.map(\.message) == [message])
    let swept = "over: {width: [1, 2]}\n"
    let isSpelled = !yaml.contains("sene")
    #expect(
      codes(bind(cell("experiment: mask\nmask: window\n" + swept + yaml)))
        == (isSpelled ? [] : ["E205"]))
  }

  @Test(arguments: [
    (
      "line", "total", "96 ms",
      "the rule is measured in s, and 'total' on its axis is measured in B"
    ),
    ("point", "tiles", "96 KiB", "the rule is measured in B, and 'tiles' on its axis has no unit"),
    (
      "step", "total", "first(operations)",
      "the rule is measured in FLOP, and 'total' on its axis is measured in B"
    ),
    ("line", "total", "96 MiB", ""), ("line", "total", "first(total)", ""),
    ("line", "total", "1e6", ""), ("line", "total", "312 MiB / 1.5", ""),
  ])
  func `a rule measures what its axis does`(
    mark: String, y: String, value: String, message: String
  ) {
    let bound = bind(
      cell(
        "experiment: model\nkernels: [flash2]\nover: {n: [16, 32]}\nfigures:\n"
          + "  - {mark: \(mark), x: n, y: \(y), rules: [{value: \(value)}], alt: A.}"))
    #expect(bound.diagnostics.map(\.code) == (message.isEmpty ? [] : ["E207"]))
    #expect(bound.diagnostics.map(\.message) == (message.isEmpty ? [] : [message]))
  }

  @Test func `a solution sets knobs to permitted values`() {
    let exercise = """
      experiment: model
      knobs:
        blockQ: {range: 8..64, step: 8, start: 8}
      goal: scratch < 1e6
      prompt: Make it small.
      solution: 
      """
    #expect(codes(bind(cell(exercise + "{blockQ: 16}", kind: "exercise"))) == [])
    #expect(codes(bind(cell(exercise + "{blockQ: 9}", kind: "exercise"))) == ["E219"])
  }

  @Test func `every field that an experiment declares is named once`() {
    for experiment in Catalogue.experiments {
      for table in experiment.tables {
        #expect(Set(table.fields.map(\.name)).count == table.fields.count, "\(experiment.name)")
      }
      #expect(Set(experiment.parameters.map(\.name)).count == experiment.parameters.count)
    }
  }
}

extension String {
  /// The text on lines of so many characters, each indented as what goes on from the line before.
  fileprivate func chunked(every length: Int) -> String {
    var lines: [Substring] = []
    var rest = self[...]
    while !rest.isEmpty {
      lines.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return lines.joined(separator: "\n  ")
  }
}
