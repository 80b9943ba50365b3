import Testing

@testable import Workshop

@Suite struct SignatureTests {
  @Test func `labels, names and types are read`() throws {
    let signature = try CodeSignature(
      "func f(_ x: [Float], at  i: Int, q: Matrix) -> (o: Matrix, l: [Float])")
    #expect(signature.function == "f")
    #expect(signature.parameters.map(\.label) == [nil, "at", "q"])
    #expect(signature.parameters.map(\.name) == ["x", "i", "q"])
    #expect(signature.parameters.map(\.kind) == [.vector, .integer, .matrix])
    #expect(signature.results.map(\.name) == ["o", "l"])
    #expect(
      signature.mainSource().contains("= f(input0, at: input1, q: input2)"))
  }

  @Test(arguments: [
    ("f() -> Int", "expected 'func', found 'f'"),
    ("func f(x: Int)", "expected '->', found the end"),
    ("func f(x: String) -> Int", "there is no type 'String' here"),
    ("func f(x Int) -> Int", "expected ':'"),
    ("func f(x: Int) -> Scores", "'Scores' cannot be a result"),
    ("func f(x: Int) -> Int { 3 }", "expected the end, found '{'"),
    ("func (x: Int) -> Int", "expected the function's name"), ("", "expected 'func'"),
  ])
  func `what is no signature is refused with the place`(text: String, says: String) {
    do {
      _ = try CodeSignature(text)
      Issue.record("\(text) was read")
    } catch {
      #expect("\(error)".contains(says), "\(error)")
    }
  }
}
