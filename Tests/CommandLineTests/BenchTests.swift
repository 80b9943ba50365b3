import Foundation
import Testing

@Suite struct BenchTests {
  private func bench(_ words: [String], in folder: Scratch) throws -> Program.Result {
    try Program.run(["bench", "--heads", "2", "--head-dim", "16"] + words, in: folder)
  }

  @Test(arguments: ["forward", "backward"])
  func `json has a row for each combination, with the documented keys`(direction: String) throws {
    let folder = try Scratch()
    let result = try bench(
      ["--kernels", "standard,flash2", "--n", "32,48", "--threads", "1,2", "--format", "json"]
        + (direction == "backward" ? ["--backward", "--causal"] : []), in: folder)
    #expect(result.code == 0, "\(result.errors)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(Set(report.keys) == ["machine", "rows"])
    let machine = try #require(report["machine"] as? [String: Any])
    #expect((machine["peakGflops"] as? Double ?? 0) > 0)
    #expect((machine["peaks"] as? [Any])?.count == 2)
    let rows = try #require(report["rows"] as? [[String: Any]])
    #expect(rows.count == 8)
    for row in rows {
      #expect(
        Set(row.keys) == [
          "kernel", "n", "headDim", "heads", "batch", "causal", "threads", "direction", "seconds",
          "gflops", "shareOfPeak", "peakBytes", "maxError",
        ])
      #expect(row["direction"] as? String == direction)
      #expect(row["causal"] as? Bool == (direction == "backward"))
      #expect((row["seconds"] as? Double ?? 0) > 0)
      #expect((row["maxError"] as? Double ?? 1) < 1e-5)
      #expect((row["peakBytes"] as? Int ?? 0) > 0)
    }
    let places = rows.map { "\($0["n"] ?? "")/\($0["threads"] ?? "")/\($0["kernel"] ?? "")" }
    #expect(Set(places).count == 8)
    #expect(places.first == "32/1/standard")
  }

  @Test func `queries given apart bring the share of the read bandwidth`() throws {
    let folder = try Scratch()
    let few = ["--queries", "1", "--n", "4096", "--kernels", "flash2", "--threads", "1"]
    let result = try bench(few + ["--format", "json"], in: folder)
    #expect(result.code == 0, "\(result.errors)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let machine = try #require(report["machine"] as? [String: Any])
    let reading = try #require((machine["bandwidths"] as? [[String: Any]])?.first)
    let limit = try #require(reading["gigabytesPerSecond"] as? Double)
    let row = try #require((report["rows"] as? [[String: Any]])?.first)
    #expect(row["queries"] as? Int == 1 && row["n"] as? Int == 4096)
    // Two heads of 16: K and V of 4096 rows, Q and O of one, L.
    let numbers = 2 * (2 * 4096 * 16 + 2 * 16 + 1)
    let bytes = Double(4 * numbers)
    let seconds = try #require(row["seconds"] as? Double)
    let speed = try #require(row["gigabytesPerSecond"] as? Double)
    #expect(abs(speed - bytes / seconds / 1e9) < 1e-9 * speed)
    let share = try #require(row["shareOfBandwidth"] as? Double)
    #expect(abs(share - speed / limit) < 1e-9 * share)
    let table = try bench(few, in: folder)
    #expect(table.output.contains("of reading") && table.output.contains("reading: "))
    let csv = try bench(few + ["--format", "csv"], in: folder)
    #expect(csv.output.contains(",queries,gigabytesPerSecond,shareOfBandwidth\n"))
  }

  @Test func `csv has a header and a line for each row, the table says what was compared`() throws {
    let folder = try Scratch()
    let csv = try bench(["--n", "32,40", "--kernels", "flash2", "--format", "csv"], in: folder)
    let lines = csv.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first?.hasPrefix("kernel,n,headDim,heads,batch,causal,threads,direction") == true)
    let table = try bench(["--n", "32", "--kernels", "flash2", "--backward"], in: folder)
    #expect(table.code == 0)
    #expect(table.output.contains("peak: "))
    #expect(table.output.contains("against float64, all 192 rows of dQ, dK and dV"))
  }

  @Test func `the threads of the settings hold where the list is not given`() throws {
    let folder = try Scratch()
    let result = try Program.run(
      ["bench", "--n", "32", "--kernels", "flash2,naive", "--format", "csv"], in: folder,
      environment: ["FLASHTUTOR_THREADS": "2"])
    #expect(result.output.contains("flash2,32,64,8,1,false,2,forward"))
    #expect(result.output.contains("naive,32,64,8,1,false,1,forward"))
  }

  @Test func `what does not fit is refused before anything is measured`() throws {
    let folder = try Scratch()
    let result = try bench(
      ["--kernels", "flash2,standard", "--n", "32,131072", "--memory-limit", "1GiB"], in: folder)
    #expect(result.code == 4)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("standard at n 131072, headDim 16, heads 2, batch 1: refused"))
    #expect(result.errors.contains("needs 128.") && result.errors.contains("GiB"))
  }

  @Test(arguments: [
    (["--kernels", "flsh2"], "did you mean 'flash2'?"), (["--n", "0"], "--n: '0'"),
    (["--n", "12,x"], "--n: 'x'"), (["--n", ","], "--n: the list is empty"),
    (["--threads", "1,65"], "--threads: '65'"), (["--heads", "0"], "--heads: '0'"),
    (["--batch", "9999999"], "--batch: '9999999'"), (["--queries", "0"], "--queries: '0'"),
    (["--kernels", "flash1", "--backward"], "flash1 has no backward pass"),
  ]) func `a bad value is named`(words: [String], part: String) throws {
    let folder = try Scratch()
    let result = try Program.run(["bench"] + words, in: folder)
    #expect(result.code == 2, "\(result.errors)")
    #expect(result.errors.contains(part), "\(result.errors)")
  }

  @Test func `ctrl-C ends it with code 130`() throws {
    let folder = try Scratch()
    let code = try Spawn.run(
      [
        "timeout", "--preserve-status", "-s", "INT", "2", Program.path, "bench", "--n", "8192",
        "--kernels", "naive",
      ], environment: folder.environment)
    #expect(code == 130)
  }
}
