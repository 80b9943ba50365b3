/// What lessons can use, in Markdown, generated from the declarations.
public enum ExperimentReference {
  /// The names of all experiments.
  public static var names: [String] { Catalogue.experiments.map(\.name) }

  /// A line for each experiment.
  public static var overview: String {
    let width = names.map(\.count).max() ?? 0
    return Catalogue.experiments.map { experiment in
      experiment.name.padded(to: width) + "  " + experiment.summary + "\n"
    }.joined()
  }

  /// The reference of one experiment; nil when there is none of that name.
  public static func markdown(_ name: String) -> String? {
    Catalogue.experiment(name).map(markdown)
  }

  /// The reference of all experiments, one after the other.
  public static var markdown: String {
    Catalogue.experiments.map(markdown).joined(separator: "\n")
  }

  private static func markdown(_ experiment: any Experiment) -> String {
    var text = "## `\(experiment.name)`\n\n\(experiment.summary)\n\n### Parameters\n\n"
    text += MarkdownText.table(
      ["parameter", "takes", "default", "meaning"],
      experiment.parameters.map {
        ["`\($0.name)`", $0.domainText, $0.standardText, $0.sentence + $0.sweepNote]
      })
    for declaration in experiment.tables {
      text += "\n### Table `\(declaration.name)`\n\n" + fields(declaration.fields)
    }
    if !experiment.matrices.isEmpty { text += "\n### Matrices\n\n" + fields(experiment.matrices) }
    return text
  }

  private static func fields(_ fields: [FieldDeclaration]) -> String {
    MarkdownText.table(
      ["field", "unit", "from", "meaning"],
      fields.map {
        [
          "`\($0.name)`", $0.isText ? "text" : $0.isTruth ? "true or false" : $0.unit,
          $0.provenance.rawValue, $0.sentence,
        ]
      })
  }
}

extension Parameter {
  fileprivate var sweepNote: String { isSweepable || isList ? "" : " Cannot be swept." }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
