import Foundation
import Kernels
import Lessons
import Notebook
import Screen

/// The paragraphs of `flashtutor doctor`.
struct DoctorReport {
  var environment: Environment
  var settings: Settings

  private func lines(_ title: String, _ facts: [(String, String)]) -> String {
    let width = 16
    return title + "\n"
      + facts.map { name, value in
        "  " + name.padding(toLength: width, withPad: " ", startingAt: 0) + value + "\n"
      }.joined() + "\n"
  }

  var machine: String {
    let machine = Machine.inspect()
    return lines(
      "Machine",
      [
        ("processor", machine.processor),
        ("cores", "\(machine.cores), \(settings.threads) threads used by kernels"),
        ("instructions", "\(machine.instructionSet), \(machine.vectorLanes) float32 lanes"),
        (
          "caches",
          machine.cacheBytes.map { "\($0.name) \(ByteSize.text($0.bytes))" }.joined(separator: ", ")
        ),
        ("free memory", ByteSize.text(machine.freeMemoryBytes)),
        ("kernels", machine.isOptimized ? "optimised" : "not optimised: speeds mean little"),
      ])
  }

  /// Peak and bandwidth, measured now.
  ///
  /// - Throws: `Failure` with code 130 when interrupted, else 4.
  func speeds() throws(Failure) -> String {
    Interruption.watch()
    let control = RunControl(isCancelled: { Interruption.hasHappened })
    do throws(KernelError) {
      let one = try Machine.measurePeak(threads: 1, control)
      let all = try Machine.measurePeak(threads: settings.threads, control)
      let bandwidth = try Machine.measureReadBandwidth(
        bytes: 256 << 20, threads: settings.threads, control)
      return lines(
        "Measured just now",
        [
          ("peak, 1 thread", String(format: "%.0f GFLOP/s in float32", one / 1e9)),
          ("peak, \(settings.threads) threads", String(format: "%.0f GFLOP/s", all / 1e9)),
          ("memory reads", String(format: "%.1f GB/s", bandwidth / 1e9)),
          ("ridge point", String(format: "%.1f FLOP/B", all / bandwidth)),
        ])
    } catch .cancelled {
      throw Failure(code: .interrupted, message: "flashtutor: interrupted")
    } catch {
      throw Failure(code: .runFailed, message: "flashtutor: \(error)")
    }
  }

  var terminal: String {
    let capabilities = environment.capabilities(settings)
    let variables = environment.variables
    return lines(
      "Terminal",
      [
        ("TERM", variables["TERM"] ?? "not set"),
        ("output", environment.isTerminal ? "a terminal" : "not a terminal"),
        ("columns", "\(environment.columns(settings))"),
        ("locale", environment.isUnicode ? "UTF-8" : "not UTF-8: ASCII drawings"),
        ("colours", capabilities.colors.rawValue),
        ("glyphs", capabilities.glyphs.rawValue),
      ])
  }

  /// Rows that look even when the font has the characters, and what to do when one does not.
  var testCard: String {
    guard environment.isUnicode else { return "" }
    return """
      Glyph test card: each row should be four even shapes between two bars
        braille    |⠉⣀⣿⢸|   if not: --glyphs quadrant
        quadrants  |▘▝▞▙|   if not: --glyphs block
        blocks     |▀▄█▌|   if not: --glyphs ascii
        boxes      |┌─┐│|   if not: --glyphs ascii


      """
  }

  var paths: String {
    let variables = environment.variables
    let course = Library.installedCourse?.path ?? "not found; use --lessons DIR"
    return lines(
      "Paths",
      [
        ("course", course),
        ("config", Config.location(variables)),
        ("progress", ProgressStore.standardFile.path),
      ])
  }
}
