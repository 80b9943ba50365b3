import Foundation
import Screen
import Testing

@testable import Plot

/// Our ticks beside those of matplotlib, which `ticks.txt` records.
@Suite struct TickOracleTests {
  private struct Case {
    let kind: Substring
    let low: Double
    let high: Double
    let ticks: [Double]
  }

  private static func cases(_ kind: String) throws -> [Case] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "ticks.txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap {
      let words = $0.split(separator: " ")
      let numbers = words.dropFirst().compactMap { Double($0) }
      guard words[0] == kind, numbers.count == words.count - 1 else { return nil }
      return Case(
        kind: words[0], low: numbers[0], high: numbers[1], ticks: Array(numbers.dropFirst(2)))
    }
  }

  @Test func `linear ticks are as dense as those of MaxNLocator`() throws {
    let cases = try Self.cases("linear")
    #expect(cases.count == 60)
    for item in cases {
      let ours = LinearTicks.best(low: item.low, high: item.high, count: 6) { _ in 1 }.map(\.value)
      // Six were asked for; MaxNLocator takes that for the most, we for the mean.
      #expect((4...9).contains(ours.count), "\(item.low)...\(item.high) \(ours)")
      #expect(ours.count >= item.ticks.count - 2, "\(item.low)...\(item.high) \(ours)")
      let (first, last) = try (#require(ours.first), #require(ours.last))
      #expect(first >= item.low && last <= item.high)
    }
  }

  @Test(arguments: [2, 10]) func `powers are ticked where LogLocator ticks them`(base: Int) throws {
    let cases = try Self.cases("log\(base)")
    #expect(cases.count == 20)
    for item in cases {
      let set = LogTicks.best(
        low: item.low, high: item.high, base: base, format: .auto, isASCII: true
      ) { _ in true }
      let ours = set.ticks.map(\.value) + set.minor
      for tick in item.ticks {
        #expect(
          ours.contains { abs($0 / tick - 1) < 1e-9 }, "\(tick) of \(item.low)...\(item.high)")
      }
    }
  }
}
