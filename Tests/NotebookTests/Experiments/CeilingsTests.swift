import Kernels
import Testing

@testable import Notebook

@Suite struct CeilingsTests {
  @Test func `a later measurement raises a ceiling and never lowers it`() {
    let first = Ceilings(peak: 3, bandwidth: 5)
    #expect(first.raised(to: nil) == first)
    #expect(first.raised(to: Ceilings(peak: 2, bandwidth: 7)) == Ceilings(peak: 3, bandwidth: 7))
    #expect(first.raised(to: Ceilings(peak: 9, bandwidth: 4)) == Ceilings(peak: 9, bandwidth: 5))
  }

  @Test func `measuring again is done, and kept`() throws {
    let first = try Ceilings.measure(threads: 1, .quiet)
    let second = try Ceilings.measure(threads: 1, .quiet)
    #expect(first.peak > 0 && first.bandwidth > 0)
    #expect(second.peak >= first.peak && second.bandwidth >= first.bandwidth)
    #expect(try Ceilings.known(threads: 1, .quiet).peak >= second.peak)
  }
}
