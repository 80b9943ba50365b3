extension Toolchain {
  /// What compiling reads beyond the toolchain itself.
  var readableToCompile: [String] {
    #if os(Linux)
    ["/usr/include", "/etc/localtime"]
    #else
    ["/usr", "/Library/Developer", "/Applications/Xcode.app"]
    #endif
  }

  /// Compiles files of the working folder to one object.
  ///
  /// `modules` is where what C headers say is kept: a quarter of a second when it is there already.
  func front(
    _ files: [String], module: String, to object: String, modules: String = "modules"
  ) -> [String] {
    // A file `main.swift` begins at its first line, others at a type marked `@main`.
    let entry = files.contains("main.swift") ? [] : ["-parse-as-library"]
    let common =
      files + entry + [
        "-O", "-module-name", module, "-swift-version", "5",
        "-diagnostic-style=llvm", "-no-color-diagnostics", "-module-cache-path", modules, "-o",
        object,
      ]
    #if os(Linux)
    return [
      "\(tools)/swift-frontend", "-frontend", "-c", "-target", target,
      "-disable-objc-interop",
    ] + common
    #else
    return [swiftc, "-c", "-whole-module-optimization"] + common
    #endif
  }

  /// Has every file import a module.
  func importing(_ module: String) -> [String] {
    #if os(Linux)
    ["-import-module", module]
    #else
    ["-Xfrontend", "-import-module", "-Xfrontend", module]
    #endif
  }

  /// Keeps the module, so that other files can import it and inline what is in it.
  func keepingModule(_ path: String) -> [String] {
    #if os(Linux)
    ["-emit-module-path", path, "-enable-default-cmo"]
    #else
    ["-emit-module-path", path]
    #endif
  }

  /// Links objects to a program.
  func link(_ objects: [String], to program: String) -> [String] {
    #if os(Linux)
    let library = "\(resources)/linux"
    let architecture = target.split(separator: "-").first.map(String.init) ?? ""
    return [
      "\(tools)/clang", "--target=\(target)", "-fuse-ld=lld", "-pie", "-Xlinker", "-rpath",
      "-Xlinker", library, "\(library)/\(architecture)/swiftrt.o",
    ] + objects + [
      "-L", library, "-Xlinker", "--as-needed", "-lswiftSwiftOnoneSupport",
      "-lFoundation", "-lFoundationEssentials", "-lswiftGlibc", "-lswift_Concurrency",
      "-lswift_StringProcessing", "-lswiftCore", "-lm", "-o", program,
    ]
    #else
    return [swiftc] + objects + ["-o", program]
    #endif
  }
}
