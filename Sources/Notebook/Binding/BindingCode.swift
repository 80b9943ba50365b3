/// Mistakes that binding finds, by stable code.
public enum BindingCode: String, Hashable, Sendable, CaseIterable {
  case unknownExperiment = "E201"
  case unknownParameter = "E202"
  case unknownKernel = "E203"
  case outOfRange = "E204"
  case unknownField = "E205"
  case unknownColorMap = "E206"
  case unknownUnit = "E207"
  case wrongType = "E208"
  case unknownMatrix = "E210"
  case unknownChoice = "E212"
  case sweep = "E213"
  case knob = "E214"
  case combination = "E215"
  case textField = "E216"
  case expression = "E217"
  case unknownSource = "E218"
  case solution = "E219"
  case channel = "E220"
  case timeout = "E221"

  /// What the code means and what to do, for `check --explain`.
  public var explanation: String {
    switch self {
    case .unknownExperiment:
      "The cell asks for an experiment that is not in the catalogue; `flashtutor experiments` lists it."
    case .unknownParameter:
      "A key is neither common to all cells nor a parameter of the cell's experiment."
    case .unknownKernel: "There is no kernel of that name; `flashtutor kernels` lists them."
    case .wrongType:
      "A value has the wrong type: a word where a number is taken, a list, a fraction."
    case .outOfRange: "A value lies outside the range that its parameter declares."
    case .unknownChoice: "A word is none of those that its parameter takes."
    case .sweep:
      "`over` needs a list of values of parameters that can be swept, at most 1000 points in all."
    case .knob: "A knob's value or start is none that the knob or its parameter permits."
    case .combination: "Values that are right each by itself do not go together."
    case .unknownField:
      "A figure or expression names a column that the cell's results do not have."
    case .textField: "A column of texts stands where numbers are needed."
    case .expression:
      "An expression calls an unknown function or gives it too few or too many values."
    case .unknownColorMap: "There is no colour map of that name."
    case .unknownUnit: "The unit is unknown or does not measure what the column holds."
    case .unknownMatrix: "The experiment has no matrix of that name."
    case .unknownSource: "A predict cell's `source` must be the id of a run cell of the lesson."
    case .solution: "An exercise's solution must set its knobs, to values that they permit."
    case .channel: "A figure lacks what its mark needs: x and y, a matrix, or columns."
    case .timeout: "A timeout must lie between 0 and 600 seconds."
    }
  }
}
