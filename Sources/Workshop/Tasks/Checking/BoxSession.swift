/// One run of a compiled program over cases, with a key of its own.
struct BoxSession {
  let compiler: Compiler
  let limits: BoxLimits

  func run(
    _ program: String, cases: [CodeCase], in folder: String,
    cancelled: () -> Bool
  ) throws(BoxError) -> (BoxReport, BoxOutcome) {
    var random = SystemRandomNumberGenerator()
    let key = (random.next(), random.next())
    let outcome = try Box().run(
      executable: program, input: CaseMessage(cases, key: key).bytes,
      folder: folder, readable: compiler.toolchain.readableAtRun, limits: limits,
      cancelled: cancelled)
    return (FrameReader.read(outcome.results, key: key, cases: cases.count), outcome)
  }
}
