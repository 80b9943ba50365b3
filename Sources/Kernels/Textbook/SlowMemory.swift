/// The large, slow memory of the textbook kernels; counts each number that crosses over to the
/// small, fast one.
///
/// A kernel may compute only on tiles that it has loaded, and a result is there only once stored.
struct SlowMemory<Number: TextbookNumber> {
  private(set) var numbersRead = 0
  private(set) var numbersWritten = 0

  mutating func load(_ matrix: Matrix<Number>, rows: Range<Int>) -> Matrix<Number> {
    numbersRead += rows.count * matrix.columns
    return matrix.rows(rows)
  }

  mutating func store(_ tile: Matrix<Number>, into matrix: inout Matrix<Number>, at row: Int) {
    numbersWritten += tile.count * tile.columns
    matrix.replaceRows(from: row, with: tile)
  }
}

/// Numbers in rows; `count` is how many rows.
struct Matrix<Number: TextbookNumber>: Sendable {
  let count: Int
  let columns: Int
  var numbers: [Number]

  init(_ count: Int, _ columns: Int, _ numbers: [Number]) {
    precondition(numbers.count == count * columns, "a matrix needs rows · columns numbers")
    self.count = count
    self.columns = columns
    self.numbers = numbers
  }

  init(_ count: Int, _ columns: Int, repeating number: Number = .zero) {
    self.init(count, columns, [Number](repeating: number, count: count * columns))
  }

  subscript(row: Int, column: Int) -> Number {
    get { numbers[row * columns + column] }
    set { numbers[row * columns + column] = newValue }
  }

  subscript(row: Int) -> ArraySlice<Number> { numbers[row * columns..<(row + 1) * columns] }

  func rows(_ range: Range<Int>) -> Matrix {
    Matrix(
      range.count, columns,
      Array(numbers[range.lowerBound * columns..<range.upperBound * columns]))
  }

  mutating func replaceRows(from row: Int, with tile: Matrix) {
    for index in tile.numbers.indices { numbers[row * columns + index] = tile.numbers[index] }
  }

  /// scale · A Bᵀ, summed in the number type in the order of the columns.
  func times(transposed other: Matrix, scale: Number = Number(1)) -> Matrix {
    var result = Matrix(count, other.count)
    for i in 0..<count {
      for j in 0..<other.count {
        var sum = Number.zero
        for c in 0..<columns { sum += self[i, c] * other[j, c] }
        result[i, j] = scale * sum
      }
    }
    return result
  }

  /// scale · A B.
  func times(_ other: Matrix, scale: Number = Number(1)) -> Matrix {
    var result = Matrix(count, other.columns)
    for i in 0..<count {
      for k in 0..<columns {
        for c in 0..<other.columns { result[i, c] += self[i, k] * other[k, c] }
      }
      for c in 0..<other.columns { result[i, c] *= scale }
    }
    return result
  }

  /// scale · Aᵀ B.
  func transposedTimes(_ other: Matrix, scale: Number = Number(1)) -> Matrix {
    var result = Matrix(columns, other.columns)
    for k in 0..<count {
      for i in 0..<columns {
        for c in 0..<other.columns { result[i, c] += self[k, i] * other[k, c] }
      }
    }
    for index in result.numbers.indices { result.numbers[index] *= scale }
    return result
  }

  static func += (a: inout Matrix, b: Matrix) {
    for index in a.numbers.indices { a.numbers[index] += b.numbers[index] }
  }
}
