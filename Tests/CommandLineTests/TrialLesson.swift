/// What lessons of tests in a real terminal have in common.
enum TrialLesson {
  static let frontMatter = """
    ---
    format: 1
    id: trial
    title: A trial
    minutes: 1
    order: -1
    ---
    """

  /// A cell that is done at once and draws two lines.
  static let quickCell = """
    ```flash {#quick .run}
    experiment: model
    kernels: [standard, flash2]
    over: {n: [128, 256, 512]}
    figures:
      - mark: line
        title: Bytes moved
        x: {field: n, scale: log2}
        y: {field: traffic, scale: log10, unit: MiB}
        series: kernel
        alt: Both grow.
    ```
    """
}
