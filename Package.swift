// swift-tools-version: 6.2
import PackageDescription

/// The processor that the kernels are compiled for: the one at hand, unless FLASHTUTOR_MARCH names
/// another (`x86-64-v3`, `armv8-a`, …) or is empty for a build that runs everywhere.
let processor = Context.environment["FLASHTUTOR_MARCH"] ?? "native"

#if arch(arm64)
let processorOption = "-mcpu"
#else
let processorOption = "-march"
#endif

let processorFlags = processor.isEmpty ? [] : ["-Xcc", "\(processorOption)=\(processor)"]

/// What every Swift target is held to.
let common: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Targets in which no unsafe pointer may live unmarked.
let strict = common + [.strictMemorySafety()]

/// Kernels run optimised in debug builds too, and for the processor above.
///
/// As one module, because a register tile must be inlined into the loops of other files.
let fast =
  common + [
    .unsafeFlags(
      ["-O", "-whole-module-optimization", "-num-threads", "2", "-disable-batch-mode"]
        + processorFlags)
  ]

/// References that a learner waits for, in debug builds too.
let optimised: [SwiftSetting] = [
  .unsafeFlags(["-O", "-whole-module-optimization", "-num-threads", "2", "-disable-batch-mode"])
]

let package = Package(
  name: "flashtutor",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "flashtutor", targets: ["flashtutor"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(
      name: "CMarkdown",
      linkerSettings: [.linkedLibrary("cmark-gfm"), .linkedLibrary("cmark-gfm-extensions")]),
    .target(name: "CProcessor"),
    .target(name: "CBox", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
    .target(name: "Workshop", dependencies: ["CBox"], swiftSettings: strict + optimised),
    .target(
      name: "Kernels",
      dependencies: ["CProcessor"],
      swiftSettings: fast,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "Screen", swiftSettings: strict),
    .target(name: "Plot", dependencies: ["Screen"], swiftSettings: strict),
    .target(
      name: "Lessons",
      dependencies: ["CMarkdown", .product(name: "Yams", package: "Yams")],
      resources: [.copy("../../Lessons")],
      swiftSettings: strict),
    .target(
      name: "Notebook",
      dependencies: ["Lessons", "Kernels", "Plot", "Screen", "Workshop"],
      swiftSettings: strict),
    .target(
      name: "TUI",
      dependencies: ["Notebook", "Lessons", "Plot", "Screen", "CNcurses"],
      swiftSettings: common),
    .executableTarget(
      name: "flashtutor",
      dependencies: [
        "Notebook", "Lessons", "Kernels", "Plot", "Screen", "TUI", "Workshop",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: common),
    .executableTarget(
      name: "PlotBenchmark", dependencies: ["Plot", "Screen"], path: "Benchmarks/PlotBenchmark",
      swiftSettings: common),
    .executableTarget(
      name: "LessonBenchmark", dependencies: ["Lessons", "Notebook"],
      path: "Benchmarks/LessonBenchmark", swiftSettings: common),
    .testTarget(
      name: "KernelsTests", dependencies: ["Kernels"], resources: [.copy("Golden")],
      swiftSettings: common),
    .testTarget(
      name: "ScreenTests", dependencies: ["Screen"], exclude: ["widths.txt"],
      swiftSettings: common),
    .testTarget(
      name: "PlotTests", dependencies: ["Plot", "Screen"], exclude: ["Golden", "ticks.txt"],
      swiftSettings: common),
    .testTarget(name: "LessonsTests", dependencies: ["Lessons"], swiftSettings: common),
    .testTarget(name: "WorkshopTests", dependencies: ["Workshop"], swiftSettings: common),
    .testTarget(
      name: "NotebookTests",
      dependencies: ["Notebook", "Lessons", "Kernels", "Plot", "Screen", "Workshop"],
      swiftSettings: common),
    .testTarget(
      name: "TUITests", dependencies: ["TUI", "Notebook", "Lessons", "Plot", "Screen"],
      exclude: ["Screens"],
      swiftSettings: common),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "flashtutor", "Kernels", "TUI",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: common),
  ]
)

// The fuzz targets, which `scripts/fuzz` builds: every other build would pay for them.
if Context.environment["FLASHTUTOR_FUZZ"] != nil {
  package.targets += ["FuzzLesson", "FuzzExpression"].map { name in
    .executableTarget(
      name: name, dependencies: ["Lessons", "Notebook"], path: "Tests/Fuzz/\(name)",
      swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])])
  }
}
