extension CodeSignature {
  /// The file that calls the learner's function from the harness.
  ///
  /// - Parameter name: Another name of the function, as in `Other.merge`.
  /// - Returns: The text of `main.swift`.
  func mainSource(calling name: String? = nil) -> String {
    let inputs = parameters.enumerated().map { index, parameter in
      "  let input\(index) = inputs.\(parameter.kind.accessor)(\(index))"
    }
    let arguments = parameters.enumerated().map { index, parameter in
      (parameter.label.map { "\($0): " } ?? "") + "input\(index)"
    }
    let outputs = results.map { result in
      "outputs.add(result\(result.name.map { ".\($0)" } ?? ""))"
    }
    return """
      Harness.run { inputs in
      \(inputs.joined(separator: "\n"))
        return {
          let result: \(resultType) = \(name ?? function)(\(arguments.joined(separator: ", ")))
          return { outputs in \(outputs.joined(separator: "; ")) }
        }
      }

      """
  }

  private var resultType: String {
    guard results.contains(where: { $0.name != nil }) else {
      return results.first?.kind.rawValue ?? "Void"
    }
    let elements = results.map { "\($0.name ?? "_"): \($0.kind.rawValue)" }
    return "(\(elements.joined(separator: ", ")))"
  }
}
