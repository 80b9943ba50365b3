/// The Swift that a learner's code is compiled with: matrices that count, and the harness.
///
/// A module of its own, compiled once for each compiler and kept: the learner's file is compiled
/// against it, and reaches neither the meter nor the key of the results.
public enum Prelude {
  /// What the compiler keeps.
  public static let module = SupportModule(
    name: "Prelude",
    files: [
      SourceFile(name: "Memory.swift", text: memory), SourceFile(name: "Tile.swift", text: tile),
      SourceFile(name: "Heap.swift", text: heap),
      SourceFile(name: "Harness.swift", text: harness),
    ])

  /// What the learner may use, for reading beside the task.
  public static let guide = """
    Matrix(rows: r, columns: c)   a matrix in slow memory, filled with 0
      m.rows, m.columns, m[i, j]    each number read or written is counted as moved
      m.tile(rows: a..<b)           reads rows into fast memory, as a Tile
      m.tile(rows: .., columns: ..) reads a part
      m.store(tile, row: i)         writes a tile back; also (.., row: i, column: j)
    Tile(rows: r, columns: c)     a block in fast memory, filled with 0
      t.rows, t.columns, t[i, j]    costs no traffic
      t.timesTransposed(u)          t · uᵀ, as in Q Kᵀ
      t.times(u)                    t · u, as in P V
      t.transposedTimes(u)          tᵀ · u, as in Pᵀ dO
      t.add(u)                      adds u, number by number
      t.scaleRow(i, by: x)          multiplies a row
      t.rowMaximum(i), t.rowSum(i)
    Scores                        the scores of a row, for reading with `for`; counted as read
    RowState(maximum: m, sum: s, output: [..])   what is known of a row after some keys
    exp, log, max, min, stride, ..  Swift's and the C library's
    """
}
