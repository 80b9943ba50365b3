extension Prelude {
  /// `Matrix`, and the meter of what is allocated and moved.
  static let memory = #"""
    #if canImport(Glibc)
    @_exported import Glibc
    #else
    @_exported import Darwin
    #endif

    @usableFromInline struct Meter {
      @usableFromInline var liveNumbers = 0
      @usableFromInline var peakNumbers = 0
      @usableFromInline var numbersRead = 0
      @usableFromInline var numbersWritten = 0

      @usableFromInline mutating func allocate(_ count: Int) {
        liveNumbers += count
        peakNumbers = max(peakNumbers, liveNumbers)
      }
    }

    /// Behind a pointer, so that code of another module counts without a call.
    @usableFromInline nonisolated(unsafe) let meter: UnsafeMutablePointer<Meter> = {
      let pointer = UnsafeMutablePointer<Meter>.allocate(capacity: 1)
      pointer.initialize(to: Meter())
      return pointer
    }()

    @usableFromInline final class Storage {
      @usableFromInline let numbers: UnsafeMutablePointer<Float>
      @usableFromInline let count: Int

      init(_ rows: Int, _ columns: Int, _ value: Float, _ what: StaticString, _ line: UInt) {
        let (product, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard rows >= 0, columns >= 0, !overflow, product <= 1 << 28 else {
          stop("There can be no \(what) of \(rows) x \(columns).", line)
        }
        count = product
        numbers = .allocate(capacity: max(count, 1))
        numbers.initialize(repeating: value, count: count)
        meter.pointee.allocate(count)
      }

      @usableFromInline init(copying other: Storage) {
        count = other.count
        numbers = .allocate(capacity: max(count, 1))
        numbers.initialize(from: other.numbers, count: count)
        meter.pointee.allocate(count)
      }

      deinit {
        numbers.deallocate()
        meter.pointee.liveNumbers -= count
      }
    }

    @usableFromInline @inline(never)
    func stop(row: Int, column: Int, of rows: Int, _ columns: Int, _ what: String, _ line: UInt) -> Never {
      stop(
        "There is no row \(row), column \(column) in a \(what) of \(rows) x \(columns): rows and columns count from 0.",
        line)
    }

    @inline(never)
    func stop(rows: Range<Int>, columns: Range<Int>, of whole: (Int, Int), _ line: UInt) -> Never {
      let part = "Rows \(rows.lowerBound)..<\(rows.upperBound), columns \(columns.lowerBound)..<\(columns.upperBound)"
      stop("\(part) reach outside a matrix of \(whole.0) x \(whole.1).", line)
    }

    /// A matrix in slow memory: each number read or written through it is counted as moved.
    @frozen public struct Matrix {
      public let rows: Int
      public let columns: Int
      @usableFromInline var storage: Storage
      @usableFromInline var numbers: UnsafeMutablePointer<Float>
      @usableFromInline let counts: UnsafeMutablePointer<Meter>

      public init(rows: Int, columns: Int, filledWith value: Float = 0, line: UInt = #line) {
        self.rows = rows
        self.columns = columns
        storage = Storage(rows, columns, value, "matrix", line)
        numbers = storage.numbers
        counts = meter
      }

      @inlinable public subscript(_ row: Int, _ column: Int, line line: UInt = #line) -> Float {
        get {
          guard row >= 0, row < rows, column >= 0, column < columns else {
            stop(row: row, column: column, of: rows, columns, "matrix", line)
          }
          counts.pointee.numbersRead += 1
          return numbers[row * columns + column]
        }
        set {
          guard row >= 0, row < rows, column >= 0, column < columns else {
            stop(row: row, column: column, of: rows, columns, "matrix", line)
          }
          own()
          counts.pointee.numbersWritten += 1
          numbers[row * columns + column] = newValue
        }
      }

      @inlinable mutating func own() {
        guard !isKnownUniquelyReferenced(&storage) else { return }
        storage = Storage(copying: storage)
        numbers = storage.numbers
      }

      /// Reads some rows into fast memory.
      public func tile(rows range: Range<Int>, line: UInt = #line) -> Tile {
        tile(rows: range, columns: 0..<columns, line: line)
      }

      /// Reads a part into fast memory.
      public func tile(rows range: Range<Int>, columns part: Range<Int>, line: UInt = #line) -> Tile {
        guard range.lowerBound >= 0, range.upperBound <= rows, part.lowerBound >= 0,
          part.upperBound <= columns
        else { stop(rows: range, columns: part, of: (rows, columns), line) }
        let tile = Tile(rows: range.count, columns: part.count, line: line)
        for row in 0..<range.count {
          let from = numbers + (range.lowerBound + row) * columns + part.lowerBound
          (tile.numbers + row * part.count).update(from: from, count: part.count)
        }
        counts.pointee.numbersRead += range.count * part.count
        return tile
      }

      /// Writes a tile back, its first number to this row and column.
      public mutating func store(_ tile: Tile, row: Int, column: Int = 0, line: UInt = #line) {
        guard row >= 0, column >= 0, row <= rows, column <= columns, tile.rows <= rows - row,
          tile.columns <= columns - column
        else {
          stop(
            "A tile of \(tile.rows) x \(tile.columns) does not fit at row \(row), column \(column) of a matrix of \(rows) x \(columns).",
            line)
        }
        own()
        for index in 0..<tile.rows {
          let to = numbers + (row + index) * columns + column
          to.update(from: tile.numbers + index * tile.columns, count: tile.columns)
        }
        counts.pointee.numbersWritten += tile.rows * tile.columns
      }
    }

    """#
}
