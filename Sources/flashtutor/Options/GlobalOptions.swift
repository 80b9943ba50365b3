import ArgumentParser

/// Flags that every subcommand takes; unset ones are looked for in the environment and the config.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: .customLong("lessons"),
    help: ArgumentHelp(
      "Add a folder of lessons; of two lessons with one id the nearer folder's is taken.",
      valueName: "dir"), completion: .directory)
  var lessons: [String] = []

  @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
  var color: ColorChoice?

  @Option(help: ArgumentHelp("Accents for a background: any, dark or light.", valueName: "name"))
  var theme: ThemeChoice?

  @Option(
    help: ArgumentHelp("Drawing characters: braille, quadrant, block or ascii.", valueName: "set"))
  var glyphs: GlyphChoice?

  @Option(
    help: ArgumentHelp(
      "How wide the terminal draws ambiguous characters: narrow or wide.", valueName: "width"))
  var ambiguous: WidthChoice?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Columns to lay text out for.", valueName: "n"))
  var width: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Seed of all random inputs.", valueName: "n"))
  var seed: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Threads that kernels may use.", valueName: "n"))
  var threads: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The most memory a run may take, as in 512MiB or 4GiB; half of what is free unless given.",
      valueName: "size"))
  var memoryLimit: String?

  @Flag(help: "Lines of text instead of the full screen.")
  var plain = false

  @Flag(help: "Leave the mouse to the terminal.")
  var noMouse = false
}

/// When to use colours.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// What the accents must stand out on.
enum ThemeChoice: String, ExpressibleByArgument, CaseIterable {
  case any, dark, light
}

/// How many columns characters take of which Unicode leaves it open.
enum WidthChoice: String, ExpressibleByArgument, CaseIterable {
  case narrow, wide
}

/// Which characters to draw with.
enum GlyphChoice: String, ExpressibleByArgument, CaseIterable {
  case braille, quadrant, block, ascii
}
