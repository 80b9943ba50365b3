extension Prelude {
  /// `Tile`, `Scores` and `RowState`.
  static let tile = #"""
    #if canImport(Glibc)
    import Glibc
    #else
    import Darwin
    #endif

    /// A block in fast memory: it counts as allocated while it lives, and costs no traffic.
    @frozen public struct Tile {
      public let rows: Int
      public let columns: Int
      @usableFromInline var storage: Storage
      @usableFromInline var numbers: UnsafeMutablePointer<Float>

      public init(rows: Int, columns: Int, filledWith value: Float = 0, line: UInt = #line) {
        self.rows = rows
        self.columns = columns
        storage = Storage(rows, columns, value, "tile", line)
        numbers = storage.numbers
      }

      @inlinable mutating func own() {
        guard !isKnownUniquelyReferenced(&storage) else { return }
        storage = Storage(copying: storage)
        numbers = storage.numbers
      }

      @inlinable public subscript(_ row: Int, _ column: Int, line line: UInt = #line) -> Float {
        get {
          guard row >= 0, row < rows, column >= 0, column < columns else {
            stop(row: row, column: column, of: rows, columns, "tile", line)
          }
          return numbers[row * columns + column]
        }
        set {
          guard row >= 0, row < rows, column >= 0, column < columns else {
            stop(row: row, column: column, of: rows, columns, "tile", line)
          }
          own()
          numbers[row * columns + column] = newValue
        }
      }

      /// A · B: a row of this tile with a column of the other.
      public func times(_ other: Tile, line: UInt = #line) -> Tile {
        guard columns == other.rows else {
          stop("\(size) times \(other.size): \(columns) columns do not meet \(other.rows) rows.", line)
        }
        let product = Tile(rows: rows, columns: other.columns, line: line)
        for i in 0..<rows {
          for k in 0..<columns {
            let factor = numbers[i * columns + k]
            let (from, to) = (other.numbers + k * other.columns, product.numbers + i * other.columns)
            for j in 0..<other.columns { to[j] += factor * from[j] }
          }
        }
        return product
      }

      /// A · Bᵀ: a row of this tile with a row of the other.
      public func timesTransposed(_ other: Tile, line: UInt = #line) -> Tile {
        guard columns == other.columns else {
          stop("\(size) times the transpose of \(other.size): \(columns) columns do not meet \(other.columns).", line)
        }
        let product = Tile(rows: rows, columns: other.rows, line: line)
        for i in 0..<rows {
          for j in 0..<other.rows {
            let (a, b) = (numbers + i * columns, other.numbers + j * columns)
            var sum: Float = 0
            for k in 0..<columns { sum += a[k] * b[k] }
            product.numbers[i * other.rows + j] = sum
          }
        }
        return product
      }

      /// Aᵀ · B: a column of this tile with a column of the other.
      public func transposedTimes(_ other: Tile, line: UInt = #line) -> Tile {
        guard rows == other.rows else {
          stop("The transpose of \(size) times \(other.size): \(rows) rows do not meet \(other.rows).", line)
        }
        let product = Tile(rows: columns, columns: other.columns, line: line)
        for k in 0..<rows {
          for i in 0..<columns {
            let factor = numbers[k * columns + i]
            let (from, to) = (other.numbers + k * other.columns, product.numbers + i * other.columns)
            for j in 0..<other.columns { to[j] += factor * from[j] }
          }
        }
        return product
      }

      /// Adds another tile of the same size, number by number.
      public mutating func add(_ other: Tile, line: UInt = #line) {
        guard rows == other.rows, columns == other.columns else {
          stop("\(size) plus \(other.size).", line)
        }
        own()
        for index in 0..<rows * columns { numbers[index] += other.numbers[index] }
      }

      /// Multiplies each number of one row.
      public mutating func scaleRow(_ row: Int, by factor: Float, line: UInt = #line) {
        check(row, line)
        own()
        for column in 0..<columns { numbers[row * columns + column] *= factor }
      }

      /// The largest number of a row; −∞ of a row without numbers.
      public func rowMaximum(_ row: Int, line: UInt = #line) -> Float {
        check(row, line)
        var maximum = -Float.infinity
        for column in 0..<columns { maximum = max(maximum, numbers[row * columns + column]) }
        return maximum
      }

      /// The sum of a row.
      public func rowSum(_ row: Int, line: UInt = #line) -> Float {
        check(row, line)
        var sum: Float = 0
        for column in 0..<columns { sum += numbers[row * columns + column] }
        return sum
      }

      private func check(_ row: Int, _ line: UInt) {
        guard row >= 0, row < rows else { stop("There is no row \(row) in \(size): rows count from 0.", line) }
      }

      private var size: String { "a tile of \(rows) x \(columns)" }
    }

    /// The scores of one row, read one after the other from slow memory; each is counted.
    @frozen public struct Scores: Sequence, IteratorProtocol {
      @usableFromInline let storage: Storage
      @usableFromInline var position = 0
      @usableFromInline let counts: UnsafeMutablePointer<Meter>

      init(_ numbers: [Float]) {
        storage = Storage(1, numbers.count, 0, "row", 0)
        for index in numbers.indices { storage.numbers[index] = numbers[index] }
        counts = meter
      }

      @inlinable public mutating func next() -> Float? {
        guard position < storage.count else { return nil }
        counts.pointee.numbersRead += 1
        position += 1
        return storage.numbers[position - 1]
      }
    }

    /// What is known of one row of attention after some of its keys.
    @frozen public struct RowState {
      /// The largest score so far; −∞ before the first key.
      public var maximum: Float
      /// The sum of exp(score − maximum) so far.
      public var sum: Float
      /// The sum of exp(score − maximum) · value so far: not yet divided by `sum`.
      public var output: [Float]

      public init(maximum: Float, sum: Float, output: [Float]) {
        self.maximum = maximum
        self.sum = sum
        self.output = output
      }
    }

    """#
}
