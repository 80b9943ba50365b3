/// Values that cannot be run with, as sentences.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  public var sentences: [String]

  public init(sentences: [String]) {
    self.sentences = sentences
  }

  public var description: String { sentences.joined(separator: "\n") }
}

extension BoundCell {
  /// The settings and sweep of a run with knob values or `--set k=v` in place.
  ///
  /// A swept parameter that is given here is run at these values alone (`n=64` or `n=64,128`).
  ///
  /// - Throws: ``SettingsError`` with every unknown parameter and every wrong value.
  func resolve(_ settings: [String: String], _ context: RunContext) throws(SettingsError)
    -> (Settings, Sweep)
  {
    var resolved = base
    var sweep = sweep
    var sentences: [String] = []
    if let seed = context.seed, experiment.parameter("seed") != nil {
      resolved["seed"] = .integer(Int(clamping: min(seed, UInt64(UInt32.max))))
    }
    if experiment.parameter("threads") != nil, resolved["threads"] == nil {
      resolved["threads"] = .integer(min(max(context.threads, 1), 64))
    }
    for (name, text) in initialSettings.merging(settings, uniquingKeysWith: { $1 })
      .sorted(by: { $0.key < $1.key })
    {
      guard let parameter = experiment.parameter(name) else {
        sentences.append(
          "cell '\(id)': \(experiment.name) has no parameter '\(name)'"
            + Suggestion.text(name, among: experiment.parameters.map(\.name)))
        continue
      }
      do throws(ParameterMistakes) {
        if let axis = sweep.axes.firstIndex(where: { $0.parameter == name }) {
          var values: [ParameterValue] = []
          for item in Parameter.items(text) { values.append(try parameter.read(item)) }
          if !values.isEmpty { sweep.axes[axis].values = values }
        } else {
          resolved[name] = try parameter.read(text)
        }
      } catch {
        sentences += error.all.map { "cell '\(id)': \($0.message)" }
      }
    }
    let points = sweep.axes.reduce(1.0) { $0 * Double($1.values.count) }
    if points > Double(Sweep.maximumPoints) {
      sentences.append(
        "cell '\(id)': \(Format.number(points)) points; at most \(Sweep.maximumPoints) are run")
    }
    guard sentences.isEmpty else { throw SettingsError(sentences: sentences) }
    return (resolved, sweep)
  }

  /// Whether a run with these values is the one that the lesson describes: no knob is turned, and
  /// nothing else has another value.
  func isAsWritten(_ settings: [String: String], _ context: RunContext) -> Bool {
    guard let given = try? resolve(settings, context), let own = try? resolve([:], context) else {
      return false
    }
    return given.0.values == own.0.values && given.1 == own.1
  }

  /// What is wrong with these values, as sentences; empty when a run may begin.
  public func complaints(about settings: [String: String]) -> [String] {
    do throws(SettingsError) {
      _ = try resolve(settings, RunContext(threads: 1))
      return []
    } catch {
      return error.sentences
    }
  }
}
