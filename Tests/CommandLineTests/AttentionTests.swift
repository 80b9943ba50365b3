import Foundation
import Kernels
import Testing

/// A case with known answers among those of the kernels' tests.
private struct Known {
  static let names = [
    "basic", "ragged", "causal", "cross", "causal-cross", "key-mask", "masked-row", "gqa",
    "large-logits", "window", "one-token", "decode",
  ]

  let name: String

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("KernelsTests/Golden")

  func path(_ file: String) -> String {
    Self.folder.appendingPathComponent("\(name)/\(file).npy").path
  }

  /// The flags of the case, as `index.json` has them.
  func arguments() throws -> [String] {
    let data = try Data(contentsOf: Self.folder.appendingPathComponent("index.json"))
    let index = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let sizes = try #require(index[name] as? [String: Any])
    var words = ["--q", path("q"), "--k", path("k"), "--v", path("v")]
    if let window = sizes["window"] as? Int {
      words += ["--window", "\(window)"]
    } else if sizes["causal"] as? Bool == true {
      words.append("--causal")
    }
    if sizes["mask"] != nil { words += ["--mask", path("mask")] }
    return words
  }
}

/// The largest difference; equal infinities don't differ.
private func difference(_ path: String, _ expected: NpyArray) throws -> Double {
  let actual = try NpyArray(path: path)
  #expect(actual.shape == expected.shape)
  guard actual.shape == expected.shape else { return .infinity }
  return zip(actual.doubles, expected.doubles).reduce(0) { largest, pair in
    guard pair.0 != pair.1 else { return largest }
    let difference = abs(pair.0 - pair.1)
    return difference.isNaN ? .infinity : max(largest, difference)
  }
}

@Suite struct AttentionTests {
  @Test(arguments: Known.names, ["standard", "flash2"])
  func `gives the known answers, forward and backward`(name: String, kernel: String) throws {
    let known = Known(name: name)
    let folder = try Scratch()
    let result = try Program.run(
      ["attention", "--kernel", kernel] + known.arguments() + [
        "--out", folder.path("o"), "--lse", folder.path("lse"), "--dout", known.path("do"),
        "--dq", folder.path("dq"), "--dk", folder.path("dk"), "--dv", folder.path("dv"),
        "--verify", "--threads", "2",
      ], in: folder)
    #expect(result.code == 0, "\(result.errors)")
    for file in ["o", "lse", "dq", "dk", "dv"] {
      let expected = try NpyArray(path: known.path(file))
      let largest = expected.doubles.filter(\.isFinite).map(abs).max() ?? 0
      // The kernels' own tests hold them to their bound; the files must not add to it.
      let score: Double = name == "large-logits" ? 100 : 6
      let tolerance = 2e-7 * (1 + score) * max(1, largest)
      #expect(try difference(folder.path(file), expected) <= tolerance, "\(file)")
    }
    #expect(result.output.split(separator: "\n").filter { $0.contains("max error") }.count == 2)
  }

  @Test(arguments: ["naive", "online", "flash1"])
  func `every kernel takes the same files`(kernel: String) throws {
    let known = Known(name: "causal")
    let folder = try Scratch()
    let result = try Program.run(
      ["attention", "--kernel", kernel] + known.arguments() + ["--out", folder.path("o")],
      in: folder)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try difference(folder.path("o"), try NpyArray(path: known.path("o"))) < 5e-6)
  }
}

/// Small tensors of a test's own.
private struct Files {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// Writes numbers that look random but aren't; returns the path.
  func numbers(
    _ name: String, _ shape: [Int],
    as type: ([Double]) -> NpyArray.Values = {
      .float32($0.map { Float($0) })
    }
  ) throws -> String {
    let count = shape.reduce(1, *)
    let values = (0..<count).map {
      (sin(Double($0) * 1.7 + Double(name.count)) * 64).rounded() / 64
    }
    try NpyArray(shape: shape, type(values)).write(path: folder.path(name))
    return folder.path(name)
  }

  func mask(_ shape: [Int], _ sees: (Int) -> Bool) throws -> String {
    let flags = (0..<shape.reduce(1, *)).map(sees)
    try NpyArray(shape: shape, .bool(flags)).write(path: folder.path("mask"))
    return folder.path("mask")
  }

  func run(_ words: [String]) throws -> Program.Result {
    try Program.run(["attention"] + words, in: folder)
  }

  /// Runs on files named q, k and v and returns the output.
  func output(_ shape: [Int], _ keyShape: [Int], _ words: [String] = []) throws -> NpyArray {
    let result = try run(
      [
        "--q", numbers("q", shape), "--k", numbers("kk", keyShape),
        "--v", numbers("vvv", keyShape), "--out", folder.path("o"),
      ] + words)
    #expect(result.code == 0, "\(result.errors)")
    return try NpyArray(path: folder.path("o"))
  }
}

@Suite struct AttentionShapeTests {
  @Test func `dimensions that are left out change no number`() throws {
    let files = try Files()
    let four = try files.output([1, 1, 5, 4], [1, 1, 9, 4])
    let three = try files.output([1, 5, 4], [1, 9, 4])
    let two = try files.output([5, 4], [9, 4], ["--lse", files.folder.path("lse")])
    #expect(four.shape == [1, 1, 5, 4] && three.shape == [1, 5, 4] && two.shape == [5, 4])
    #expect(four.values == three.values && three.values == two.values)
    #expect(try NpyArray(path: files.folder.path("lse")).shape == [5])
  }

  @Test func `other number types are read and float32 is written`() throws {
    let files = try Files()
    let expected = try files.output([2, 3, 4], [2, 3, 4])
    // Multiples of 1/64 below 1 are exact in all three.
    for (name, type) in [
      ("half", { .float16($0.map { Float16($0) }) }), ("double", { .float64($0) }),
    ] as [(String, ([Double]) -> NpyArray.Values)] {
      let result = try files.run([
        "--q", files.numbers("q", [2, 3, 4], as: type),
        "--k", files.numbers("kk", [2, 3, 4], as: type),
        "--v", files.numbers("vvv", [2, 3, 4], as: type), "--out", files.folder.path(name),
      ])
      #expect(result.code == 0, "\(result.errors)")
      #expect(try NpyArray(path: files.folder.path(name)) == expected)
    }
  }

  @Test func `a mask for all, for each batch entry and for each head says the same`() throws {
    let files = try Files()
    let (shape, keyShape) = ([2, 2, 3, 4], [2, 2, 5, 4])
    func sees(_ index: Int) -> Bool { index % 15 % 7 != 0 }
    let expected = try files.output(shape, keyShape, ["--mask", files.mask([3, 5], sees)])
    for maskShape in [[1, 3, 5], [2, 3, 5], [2, 1, 3, 5], [2, 2, 3, 5], [1, 1, 3, 5]] {
      let mask = try files.mask(maskShape, sees)
      #expect(try files.output(shape, keyShape, ["--mask", mask]) == expected, "\(maskShape)")
    }
  }

  @Test func `a mask narrows the causal mask and the window`() throws {
    let files = try Files()
    let (shape, keyShape) = ([3, 4], [5, 4])
    let open = try files.mask([3, 5]) { _ in true }
    for flags in [["--causal"], ["--window", "2"], ["--causal", "--window", "2"]] {
      let expected = try files.output(shape, keyShape, flags)
      #expect(try files.output(shape, keyShape, flags + ["--mask", open]) == expected)
    }
    let closed = try files.mask([3, 5]) { _ in false }
    let nothing = try files.output(shape, keyShape, ["--causal", "--mask", closed])
    #expect(nothing.floats.allSatisfy { $0 == 0 })
  }

  @Test func `no queries and no keys are sizes like any other`() throws {
    let files = try Files()
    #expect(try files.output([0, 4], [3, 4]).shape == [0, 4])
    #expect(try files.output([3, 4], [0, 4]).floats.allSatisfy { $0 == 0 })
  }
}

@Suite struct AttentionRefusalTests {
  /// The command line that is right but for what the test changes.
  private func words(_ files: Files, _ changes: [String: String]) throws -> [String] {
    var words = [
      "--q": try files.numbers("q", [2, 6, 4]), "--k": try files.numbers("k", [2, 6, 4]),
      "--v": try files.numbers("v", [2, 6, 4]), "--out": files.folder.path("o"),
    ]
    words.merge(changes) { $1 }
    return words.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
  }

  private func expectRefusal(
    _ files: Files, _ changes: [String: String], code: Int32 = 2, _ parts: String...
  ) throws {
    let result = try files.run(try words(files, changes))
    #expect(result.code == code, "\(changes) \(result.errors)")
    for part in parts { #expect(result.errors.contains(part), "\(part): \(result.errors)") }
    #expect(!FileManager.default.fileExists(atPath: files.folder.path("o")))
  }

  @Test func `files that are none are named with what is wrong`() throws {
    let files = try Files()
    let folder = files.folder
    let good = try Data(contentsOf: URL(fileURLWithPath: files.numbers("good", [2, 6, 4])))
    func damaged(_ name: String, _ data: Data) throws -> String {
      try data.write(to: URL(fileURLWithPath: folder.path(name)))
      return folder.path(name)
    }
    var header = good
    header[20] = 0x7B
    var version = good
    version[6] = 9
    var complex = good
    let type = try #require(complex.range(of: Data("<f4".utf8)))
    complex.replaceSubrange(type, with: Data("<c8".utf8))
    for (path, part) in [
      (folder.path("missing.npy"), "No such file"), (folder.folder.path, "directory"),
      ("/dev/zero", "not a .npy file"), (try damaged("empty", Data()), "not a .npy file"),
      (try damaged("short", good.dropLast(3)), "too short"),
      (try damaged("long", good + [0]), "too long"),
      (try damaged("cut", good.prefix(40)), "malformed header"),
      (try damaged("header", header), "malformed header"),
      (try damaged("version", version), "version 9.0"),
      (try damaged("complex", complex), "type '<c8'"),
    ] {
      for name in ["--q", "--k", "--v"] { try expectRefusal(files, [name: path], path, part) }
    }
  }

  @Test func `numbers that aren't finite are told with their place`() throws {
    let files = try Files()
    for (name, value) in [("nan", Float.nan), ("inf", .infinity)] {
      var numbers = [Float](repeating: 0, count: 48)
      numbers[31] = value
      try NpyArray(shape: [2, 6, 4], .float32(numbers)).write(path: files.folder.path(name))
      try expectRefusal(
        files, ["--v": files.folder.path(name)], files.folder.path(name), "index [1, 1, 3]")
    }
    // Beyond float32's range.
    try NpyArray(shape: [2, 6, 4], .float64([Double](repeating: 1e300, count: 48)))
      .write(path: files.folder.path("large"))
    try expectRefusal(files, ["--k": files.folder.path("large")], "large", "index [0, 0, 0]")
  }

  @Test func `shapes that don't fit are told with both files`() throws {
    let files = try Files()
    for (name, shape, part) in [
      ("--q", [48], "2 to 4 dimensions"), ("--q", [1, 1, 2, 6, 4], "2 to 4 dimensions"),
      ("--k", [6, 4], "2 dimensions"), ("--v", [2, 5, 4], "must be that of K"),
      ("--q", [2, 6, 5], "headDim 4"), ("--q", [3, 6, 4], "must be a multiple"),
    ] {
      let path = try files.numbers("other", shape)
      try expectRefusal(files, [name: path], path, part)
    }
    let deep = try files.numbers("deep", [1, 600])
    try expectRefusal(files, ["--q": deep, "--k": deep, "--v": deep], deep, "headDim is 600")
    let mask = try files.mask([6, 5]) { _ in true }
    try expectRefusal(files, ["--mask": mask], mask, "last two extents must be [6, 6]")
    let planes = try files.mask([3, 6, 6]) { _ in true }
    try expectRefusal(files, ["--mask": planes], planes, "for each head")
    let numbers = try files.numbers("numbers", [6, 6])
    try expectRefusal(files, ["--mask": numbers], numbers, "not of type bool")
    let gradient = try files.numbers("gradient", [6, 8])
    try expectRefusal(
      files, ["--dout": gradient, "--dq": files.folder.path("dq")], gradient, "must be that of Q")
  }

  @Test func `options that don't fit are named`() throws {
    let files = try Files()
    try expectRefusal(files, ["--kernel": "flash3"], "no kernel 'flash3'; did you mean 'flash")
    try expectRefusal(files, ["--scale": "nan"], "--scale")
    try expectRefusal(files, ["--window": "-3"], "--window")
    try expectRefusal(files, ["--block-q": "5000"], "blockQ is 5000")
    try expectRefusal(files, ["--dq": files.folder.path("dq")], "--dq needs --dout")
    let gradient = try files.numbers("gradient", [2, 6, 4])
    try expectRefusal(files, ["--dout": gradient], "--dout needs --dq, --dk or --dv")
    try expectRefusal(
      files, ["--dout": gradient, "--dq": files.folder.path("o")], "name the same file")
    try expectRefusal(
      files,
      ["--dout": gradient, "--dq": files.folder.path("dq"), "--kernel": "flash1"],
      "flash1 has no backward pass; standard and flash2 have one")
    try expectRefusal(files, ["--lse": "/nowhere/lse.npy"], "there is no folder '/nowhere'")
    try expectRefusal(files, ["--lse": files.folder.folder.path], "is a folder")
  }

  @Test func `what is too large for memory is refused with its estimate`() throws {
    let files = try Files()
    try expectRefusal(
      files, ["--memory-limit": "2KiB"], code: 4, "refused: needs", "may take 2.0 KiB")
  }
}
