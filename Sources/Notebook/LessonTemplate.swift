/// The text of a new lesson, for `flashtutor new`.
public enum LessonTemplate {
  /// A commented lesson that passes `check --run` as it is.
  ///
  /// - Parameter id: small letters, digits and dashes; also makes the title.
  /// - Returns: the whole file.
  public static func text(id: String) -> String {
    let words = id.split(separator: "-").joined(separator: " ")
    let title = words.prefix(1).uppercased() + words.dropFirst()
    return """
      ---
      format: 1
      id: \(id)                 # stable: progress is kept under it
      title: \(title)
      summary: One sentence that the course list shows.
      minutes: 10
      order: 100
      objectives: [what the learner can do afterwards]
      defaults: {seed: 42}      # parameters of cells that do not say otherwise
      ---

      Open with a question that the learner can answer wrongly.

      ## A question first

      ```flash {#p-scores .predict}
      question: How many MiB do the scores of one head take at n = 1024 in float32?
      unit: MiB
      answer: 4 * 1024^2 / 2^20
      tolerance: 5%
      feedback:
        - when: value < 1
          say: The matrix has n x n entries, not n x d.
      explanation: Every query has a score for every key.
      ```

      ## Run it

      `flashtutor experiments` lists what a cell can do, and the fields of its results.

      ```flash {#time-vs-n .run}
      experiment: measure
      kernels: [standard, flash2]
      over: {n: [64, 128, 256]}
      headDim: 32
      seconds: 0.05
      knobs:
        causal: {toggle: true}
      figures:
        - mark: line
          title: Time against sequence length
          x: {field: n, scale: log2, label: sequence length}
          y: {field: time, scale: log10}
          series: kernel
          alt: Both grow with the square of the length.
      expect:
        - error.max < 1e-4
      ```

      ```flash {#q-growth .quiz}
      What happens to the time when n doubles?
      - [ ] it doubles :: That would hold if each query saw a fixed number of keys.
      - [x] it grows about four times :: Yes: there are n x n scores.
      ```

      ## Try it

      ```flash {#x-tile .exercise}
      experiment: model
      kernels: [flash2]
      n: 1024
      knobs:
        blockQ: {range: 16..256, step: 16, start: 16}
        blockK: {range: 16..256, step: 16, start: 16}
      prompt: Visit at most 64 tiles.
      goal: tiles <= 64
      solution: {blockQ: 128, blockK: 128}
      ```

      ```flash {.hint for=x-tile}
      There are n / blockQ rows of tiles, and n / blockK columns.
      ```

      ## To take away

      - One sentence for each thing to remember.

      """
  }
}
