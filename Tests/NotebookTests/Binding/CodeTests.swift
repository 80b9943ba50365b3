import Lessons
import Testing

@testable import Notebook

@Suite struct CodeTests {
  @Test(arguments: BindingCode.allCases.map(\.rawValue) + RunCode.allCases.map(\.rawValue))
  func `every code that Notebook uses has a page`(code: String) {
    #expect(DiagnosticCode.named(code) != nil)
  }

  @Test func `no code has two pages`() {
    #expect(Set(DiagnosticCode.all.map(\.code)).count == DiagnosticCode.all.count)
  }
}
