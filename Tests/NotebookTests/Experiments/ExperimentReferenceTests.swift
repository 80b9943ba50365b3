import Lessons
import Testing

@testable import Notebook

@Suite struct ExperimentReferenceTests {
  @Test func `every parameter and field is in the reference`() throws {
    #expect(ExperimentReference.names == Catalogue.experiments.map(\.name))
    #expect(Set(ExperimentReference.names).count == ExperimentReference.names.count)
    for experiment in Catalogue.experiments {
      let text = try #require(ExperimentReference.markdown(experiment.name))
      for parameter in experiment.parameters {
        #expect(text.contains("| `\(parameter.name)` | \(parameter.domainText) |"))
        #expect(!parameter.standardText.isEmpty, "\(parameter.name) has no default in words")
      }
      for field in experiment.tables.flatMap(\.fields) {
        #expect(text.contains("| `\(field.name)` |"))
      }
    }
    #expect(ExperimentReference.markdown("mesure") == nil)
  }

  @Test func `the codes of mistakes are not shared`() {
    let own = BindingCode.allCases.map(\.rawValue) + RunCode.allCases.map(\.rawValue)
    #expect(Set(own).count == own.count)
    for (code, title) in [
      (BindingCode.unknownKernel, DiagnosticCode.unknownKernel),
      (.outOfRange, .outOfRange), (.unknownField, .unknownField), (.wrongType, .wrongType),
      (.unknownColorMap, .unknownColorMap), (.unknownUnit, .badUnit),
      (.unknownMatrix, .unknownMatrix), (.unknownExperiment, .unknownExperiment),
      (.unknownParameter, .unknownParameter),
    ] {
      #expect(code.rawValue == title.code)
    }
  }

  @Test func `the template of a new lesson is without mistakes`() {
    let text = LessonTemplate.text(id: "my-lesson")
    let lesson = LessonParser.parse(text, file: "my-lesson.md")
    #expect(lesson.title == "My lesson")
    #expect(BoundLesson(lesson).diagnostics.map(\.description) == [])
  }

  @Test func `the template of a new lesson keeps its promises`() {
    let lesson = LessonParser.parse(LessonTemplate.text(id: "my-lesson"), file: "my-lesson.md")
    let check = LessonCheck(BoundLesson(lesson), context)
    #expect(check.diagnostics.map(\.description) == [])
    #expect(check.report.exitCode == 0)
  }
}
