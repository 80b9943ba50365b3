import Foundation
import Lessons
import Testing

@Suite struct DiagnosticTests {
  private func diagnostic(_ line: String, column: Int, length: Int) -> Diagnostic {
    Diagnostic(
      .unknownKernel, file: "03-tiling.md",
      range: SourceRange(start: .init(line: 41, column: column), length: length),
      message: "there is no kernel 'flsh1'; did you mean 'flash1'?", sourceLine: line)
  }

  @Test func `shows the line and a caret as compilers do`() {
    #expect(
      diagnostic("kernels: [flsh1]", column: 11, length: 5).description == """
        03-tiling.md:41:11: error[E203]: there is no kernel 'flsh1'; did you mean 'flash1'?
           41 | kernels: [flsh1]
              |           ^~~~~
        """)
  }

  @Test func `tabs and wide characters keep the caret aligned`() {
    let lines = diagnostic("\t漢字: [flsh1]", column: 7, length: 5).description.split(separator: "\n")
    #expect(lines[1] == "   41 | \t漢字: [flsh1]")
    #expect(lines[2] == "      | \t       ^~~~~")
  }

  @Test func `no escape sequence leaves a diagnostic`() {
    var diagnostic = diagnostic("a\u{1B}[31m", column: 1, length: 1)
    diagnostic.file = "\u{1B}c.md"
    #expect(!diagnostic.description.unicodeScalars.contains("\u{1B}"))
  }

  @Test func `is encoded flat for editors`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = try encoder.encode(diagnostic("x", column: 1, length: 1))
    #expect(
      String(decoding: json, as: UTF8.self) == """
        {"code":"E203","column":1,"endColumn":2,"file":"03-tiling.md","length":1,"line":41,\
        "message":"there is no kernel 'flsh1'; did you mean 'flash1'?","severity":"error",\
        "source":"x","suggestion":"flash1"}
        """)
  }

  @Test func `every code is unique and explained`() {
    let codes = DiagnosticCode.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for code in DiagnosticCode.all {
      #expect(!code.explanation.isEmpty && !code.wrong.isEmpty && !code.right.isEmpty)
      #expect(code.wrong != code.right)
    }
    #expect(DiagnosticCode.named("e203")?.title == "There is no such kernel")
  }
}
