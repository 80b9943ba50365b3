/// What can be checked only when the whole lesson is read.
struct LessonRules {
  let source: SourceText
  let matter: FrontMatter
  let elements: [MarkdownReader.Placed]
  let cells: CellReader
  let sections: [Section]
  let anchors: Set<String>

  func check(into report: inout Report, path: String) {
    checkReferences(into: &report)
    checkLinks(into: &report, path: path)
    checkSizes(into: &report)
  }

  private func checkReferences(into report: inout Report) {
    for reference in cells.references where !cells.ids.contains(reference.value) {
      report.addUnknown(
        .danglingReference, reference, what: "cell", among: cells.ids.sorted())
    }
  }
}
