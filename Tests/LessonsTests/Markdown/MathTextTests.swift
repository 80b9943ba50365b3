import Testing

@testable import Lessons

@Suite struct MathTextTests {
  @Test(arguments: [
    (#"\frac{QK^\top}{\sqrt{d}}"#, "QKᵀ/√d"),
    (#"m_i^{(j)} = \max(m_i^{(j-1)}, \max_k S_{ik})"#, "mᵢ⁽ʲ⁾ = max(mᵢ⁽ʲ⁻¹⁾, maxₖ Sᵢₖ)"),
    (#"O = \mathrm{softmax}\left(\frac{Q K^T}{\sqrt{d_k}}\right) V"#, "O = softmax((Q Kᵀ)/√dₖ) V"),
    (#"\sum_{j=1}^{n} e^{x_j - m} \le n \cdot \alpha"#, "Σⱼ₌₁ⁿ e^(xⱼ − m) ≤ n · α"),
    (#"\Theta(N^2 d^2 M^{-1})"#, "Θ(N² d² M⁻¹)"),
    (#"x \in \mathbb{R}^{n \times d}"#, "x ∈ ℝ^(n × d)"),
    (#"\frac{1}{1+e^{-x}}"#, "1/(1+e⁻ˣ)"),
    (#"\lceil N/B_r \rceil"#, "⌈N/Bᵣ⌉"),
    (#"\unknown{x}"#, "unknownx"),
    (#"\{a\} \\ b"#, "{a}; b"),
    ("", ""), ("{{{", ""), (#"\"#, ""), ("^", "^"), ("_{", "_"), (#"\frac{a}"#, "a/"),
  ]) func `formulas become readable`(tex: String, text: String) {
    #expect(MathText.unicode(tex) == text)
  }

  @Test(arguments: [
    ("costs $5 and $6.", "costs $5 and $6."),
    ("$x^2$ and $y_1$", "x² and y₁"),
    ("a $ b $ c", "a $ b $ c"),
    ("US$10 or US$20", "US$10 or US$20"),
    ("open $x", "open $x"), ("$$", "$$"), ("$", "$"),
  ]) func `dollars mean formulas only where they embrace one`(text: String, shown: String) {
    #expect(MathText.replacing(in: text) == shown)
  }

  @Test func `nesting without end is given up, not followed`() {
    let deep = String(repeating: "{", count: 100_000)
    #expect(MathText.unicode(deep).count <= 100_000)
    #expect(!MathText.unicode(String(repeating: #"\frac{"#, count: 5000)).isEmpty)
    #expect(!MathText.unicode(String(repeating: #"\frac"#, count: 5000)).isEmpty)
    #expect(!MathText.unicode(String(repeating: #"x^\sqrt"#, count: 5000)).isEmpty)
  }

  @Test func `a lesson may write formulas in all three ways`() {
    let lesson = LessonParser.parse(
      """
      ---
      format: 1
      id: a
      title: A
      ---

      Inline $e^x$ here, `$code$` stays.

      $$
      a_1 + a_2
      $$

      ```math
      \\sqrt{2}
      ```
      """, file: "a.md")
    let elements = lesson.sections.flatMap(\.elements)
    #expect(
      elements == [
        .paragraph([.text("Inline eˣ here, "), .code("$code$"), .text(" stays.")]),
        .code(language: "math", text: "a₁ + a₂"),
        .code(language: "math", text: "√2"),
      ])
  }
}
