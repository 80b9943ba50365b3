import Lessons
import Testing

@Suite struct SpellingTests {
  @Test(arguments: [
    ("flsh1", "flash1"), ("tyled", "tiled"), ("Time", "time"), ("kernles", "kernels"),
    ("zebra", nil), ("ab", nil), ("", nil),
  ])
  func `the nearest word is found when it is near enough`(word: String, expected: String?) {
    let known = ["flash1", "flash2", "tiled", "time", "kernels"]
    #expect(Spelling.nearest(to: word, among: known) == expected)
  }
}
