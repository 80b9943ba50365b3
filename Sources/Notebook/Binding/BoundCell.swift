public import Lessons

/// A run or exercise cell, ready to run.
public struct BoundCell: Sendable {
  public var id: String
  public var spec: RunSpec
  /// The knobs in the order of the file, each with its permitted values as texts.
  public var knobs: [BoundKnob]
  let experiment: any Experiment
  /// Every parameter that has a value: defaults, the lesson's, the cell's.
  let base: Settings
  let sweep: Sweep
  let timeoutSeconds: Double
  let isExercise: Bool
  let sourceLines: [String]

  static let standardTimeout = 10.0

  /// The values of the knobs at the start, by parameter name.
  public var initialSettings: [String: String] {
    Dictionary(knobs.map { ($0.parameter, $0.start) }) { first, _ in first }
  }

  /// Where the knobs stand with these values: each at its start unless it is among them.
  func knobSettings(_ settings: [String: String]) -> [String: String] {
    let start = initialSettings
    return start.merging(settings.filter { start[$0.key] != nil }) { $1 }
  }

  /// What stands in the lesson at a range; nil when the range is not that of a text.
  func sourceText(_ range: SourceRange) -> String? {
    let line = range.start.line - 1
    guard sourceLines.indices.contains(line), range.length > 1, range.start.column >= 1 else {
      return nil
    }
    let text = String(sourceLines[line].dropFirst(range.start.column - 1).prefix(range.length))
      .trimmed
    // In quotes it may hold escapes, of which the range knows nothing.
    return text.isEmpty || text.hasPrefix("\"") || text.hasPrefix("'") ? nil : text
  }

  /// The knob values of the exercise's solution; nil when there is none.
  public var solutionSettings: [String: String]? {
    guard !spec.solution.isEmpty else { return nil }
    var settings: [String: String] = [:]
    for entry in spec.solution {
      guard let value = try? experiment.parameter(entry.key.value)?.read(entry.value) else {
        continue
      }
      settings[entry.key.value] = value.text
    }
    return settings
  }

  /// Runs the cell and checks its expectations.
  ///
  /// Blocks until it is done, refused or cancelled.
  ///
  /// - Parameters:
  ///   - settings: knob values, or (headless `--set`) any parameter of the experiment.
  ///   - context: threads, seed and memory limit.
  ///   - observer: hears of progress and partial results, and may cancel.
  /// - Returns: results, figures and how it ended; failures are messages in it.
  public func run(
    settings: [String: String], _ context: RunContext, _ observer: RunObserver = RunObserver()
  ) -> CellOutcome {
    var run: CellRun
    do throws(SettingsError) {
      run = try CellRun(self, settings, context, observer)
    } catch {
      return CellOutcome(status: .failed, messages: error.sentences)
    }
    return run.run()
  }
}

/// A knob with its values.
public struct BoundKnob: Hashable, Sendable {
  public var parameter: String
  /// A sentence from the experiment's declaration.
  public var explanation: String
  public var unit: String
  /// Every permitted value as text, in order; toggles have `false` and `true`.
  public var values: [String]
  public var start: String
  /// Numbers that may be typed besides ``values``; nil: none.
  public var numbers: Numbers?

  /// A range of numbers, all of it or its whole numbers.
  public struct Numbers: Hashable, Sendable {
    public var range: ClosedRange<Double>
    public var isWhole: Bool

    public init(range: ClosedRange<Double>, isWhole: Bool) {
      self.range = range
      self.isWhole = isWhole
    }

    public func contains(_ number: Double) -> Bool {
      range.contains(number) && (!isWhole || number == number.rounded())
    }
  }

  public init(
    parameter: String, explanation: String, unit: String, values: [String], start: String,
    numbers: Numbers? = nil
  ) {
    self.parameter = parameter
    self.explanation = explanation
    self.unit = unit
    self.values = values
    self.start = start
    self.numbers = numbers
  }

  /// A value as a reader wants it: 192 KiB, not 196608.
  public func shown(_ value: String) -> String {
    guard !unit.isEmpty, let number = Double(value) else { return value }
    return Format.human(number, unit: unit)
  }
}
