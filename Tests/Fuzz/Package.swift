// swift-tools-version: 6.2
import PackageDescription

/// Two drivers of the lesson parser.
///
/// `Fuzz` feeds it mutations, `Measure` times it on large and
/// hostile texts. See README.md for how to run them.
let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.0.0")],
  targets: [
    .target(
      name: "CMarkdown",
      linkerSettings: [.linkedLibrary("cmark-gfm"), .linkedLibrary("cmark-gfm-extensions")]),
    .target(
      name: "Lessons",
      dependencies: ["CMarkdown", .product(name: "Yams", package: "Yams")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]
        + (Context.environment["FUZZ"] == nil
          ? [] : [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])])),
    .executableTarget(name: "Measure", dependencies: ["Lessons"]),
  ]
    + (Context.environment["FUZZ"] == nil
      ? []
      : [
        .target(
          name: "Fuzz", dependencies: ["Lessons"],
          swiftSettings: [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])])
      ])
)
