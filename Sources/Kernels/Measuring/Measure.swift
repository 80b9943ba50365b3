extension Attention {
  /// Runs a kernel repeatedly and says what it took: after a warm-up, at least 7 runs or 0.3 s.
  ///
  /// - Throws: ``KernelError``.
  public static func measure(
    _ kernel: KernelName, _ problem: Problem, recipe: InputRecipe = InputRecipe(),
    _ options: RunOptions = RunOptions(), _ effort: Effort = Effort(),
    _ control: RunControl = .quiet
  ) throws(KernelError) -> Measurement {
    throw .invalid("not built yet")
  }
}
