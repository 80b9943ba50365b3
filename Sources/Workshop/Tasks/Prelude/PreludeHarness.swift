extension Prelude {
  /// The harness: reads the cases, calls the learner's function, reports in authenticated frames.
  static let harness = #"""
    #if canImport(Glibc)
    import Glibc
    #else
    import Darwin
    #endif

    /// SipHash-2-4 (Aumasson and Bernstein 2012).
    func sipHash(_ key: (UInt64, UInt64), _ bytes: [UInt8]) -> UInt64 {
      var (v0, v1) = (key.0 ^ 0x736f_6d65_7073_6575, key.1 ^ 0x646f_7261_6e64_6f6d)
      var (v2, v3) = (key.0 ^ 0x6c79_6765_6e65_7261, key.1 ^ 0x7465_6462_7974_6573)
      func turn(_ x: UInt64, _ by: UInt64) -> UInt64 { x << by | x >> (64 - by) }
      func round() {
        v0 &+= v1; v1 = turn(v1, 13) ^ v0; v0 = turn(v0, 32)
        v2 &+= v3; v3 = turn(v3, 16) ^ v2
        v0 &+= v3; v3 = turn(v3, 21) ^ v0
        v2 &+= v1; v1 = turn(v1, 17) ^ v2; v2 = turn(v2, 32)
      }
      func take(_ word: UInt64) { v3 ^= word; round(); round(); v0 ^= word }
      var word: UInt64 = 0
      for (index, byte) in bytes.enumerated() {
        word |= UInt64(byte) << UInt64(8 * (index % 8))
        if index % 8 == 7 { take(word); word = 0 }
      }
      take(word | UInt64(truncatingIfNeeded: bytes.count) << 56)
      v2 ^= 0xff
      for _ in 0..<4 { round() }
      return v0 ^ v1 ^ v2 ^ v3
    }

    struct Bytes {
      var bytes: [UInt8] = []
      mutating func add(_ x: some FixedWidthInteger) {
        withUnsafeBytes(of: x.littleEndian) { bytes.append(contentsOf: $0) }
      }
      mutating func add(_ rows: Int, _ columns: Int, _ numbers: UnsafeBufferPointer<Float>) {
        add(UInt32(rows))
        add(UInt32(columns))
        bytes.append(contentsOf: UnsafeRawBufferPointer(numbers))
      }
    }

    struct Cursor {
      let bytes: [UInt8]
      var position = 0
      mutating func number<T>(_ type: T.Type) -> T {
        guard position + MemoryLayout<T>.size <= bytes.count else { exit(71) }
        defer { position += MemoryLayout<T>.size }
        return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: type) }
      }
      mutating func floats(_ count: Int) -> [Float] {
        guard count >= 0, position + 4 * count <= bytes.count else { exit(71) }
        defer { position += 4 * count }
        return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
          bytes.withUnsafeBytes {
            UnsafeMutableRawBufferPointer(buffer).copyMemory(
              from: UnsafeRawBufferPointer(rebasing: $0[position..<position + 4 * count]))
          }
          initialized = count
        }
      }
    }

    /// What the parent and this program know, and the learner's code has no name for.
    struct Session {
      var key: (UInt64, UInt64)
      var sent: UInt32 = 0
      var index: UInt32 = 0

      mutating func send(_ kind: UInt8, _ payload: [UInt8]) {
        var frame = Bytes()
        frame.add(kind)
        frame.add(sent)
        frame.add(UInt32(payload.count))
        frame.bytes += payload
        frame.add(sipHash(key, frame.bytes))
        sent += 1
        frame.bytes.withUnsafeBytes { all in
          var rest = all[...]
          while !rest.isEmpty {
            let count = write(3, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { exit(72) }
            rest = rest.dropFirst(count)
          }
        }
      }
    }

    nonisolated(unsafe) var session: Session?

    /// Ends the program with a sentence about the learner's line.
    func stop(_ sentence: String, _ line: UInt) -> Never {
      guard var current = session else {
        let text = Array((sentence + "\n").utf8)
        _ = write(2, text, text.count)
        exit(70)
      }
      var payload = Bytes()
      payload.add(current.index)
      payload.add(UInt32(line))
      payload.bytes += Array(sentence.utf8)
      current.send(3, payload.bytes)
      fflush(nil)
      _exit(70)
    }

    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    public enum Harness {
      public struct Inputs {
        var tables: [(rows: Int, columns: Int, numbers: [Float])]

        public func matrix(_ index: Int) -> Matrix {
          let table = tables[index]
          let matrix = Matrix(rows: table.rows, columns: table.columns)
          for i in table.numbers.indices { matrix.numbers[i] = table.numbers[i] }
          return matrix
        }
        public func vector(_ index: Int) -> [Float] { tables[index].numbers }
        public func number(_ index: Int) -> Float { tables[index].numbers[0] }
        public func integer(_ index: Int) -> Int { Int(tables[index].numbers[0]) }
        public func scores(_ index: Int) -> Scores { Scores(tables[index].numbers) }
        public func rowState(_ index: Int) -> RowState {
          let numbers = tables[index].numbers
          return RowState(maximum: numbers[0], sum: numbers[1], output: Array(numbers[2...]))
        }
      }

      public struct Outputs {
        var count: UInt32 = 0
        var tables = Bytes()

        public mutating func add(_ matrix: Matrix) {
          count += 1
          tables.add(
            matrix.rows, matrix.columns,
            UnsafeBufferPointer(start: matrix.numbers, count: matrix.rows * matrix.columns))
        }
        public mutating func add(_ vector: [Float]) {
          count += 1
          vector.withUnsafeBufferPointer { tables.add(1, vector.count, $0) }
        }
        public mutating func add(_ number: Float) { add([number]) }
        public mutating func add(_ number: Int) { add([Float(number)]) }
        public mutating func add(_ state: RowState) {
          add([state.maximum, state.sum] + state.output)
        }
      }

      /// Runs each case that standard input holds.
      ///
      /// `prepare` turns the inputs into the learner's types, what it returns calls the learner, and
      /// what that returns hands over the outputs: only the call is measured.
      public static func run(
        _ prepare: (Inputs) -> () -> (inout Outputs) -> Void
      ) {
        session = Session(key: (inputWord(), inputWord()))
        var cursor = Cursor(bytes: standardInput())
        close(0)
        for index in 0..<cursor.number(UInt32.self) {
          let repeats = cursor.number(UInt32.self)
          var inputs = Inputs(tables: [])
          for _ in 0..<cursor.number(UInt32.self) {
            let (rows, columns) = (Int(cursor.number(UInt32.self)), Int(cursor.number(UInt32.self)))
            inputs.tables.append((rows, columns, cursor.floats(rows * columns)))
          }
          var begin = Bytes()
          begin.add(index)
          session?.index = index
          session?.send(1, begin.bytes)
          one(index, repeats, prepare(inputs))
        }
        session?.send(4, [])
        exit(0)
      }

      static func one(
        _ index: UInt32, _ repeats: UInt32, _ call: () -> (inout Outputs) -> Void
      ) {
        meter.pointee = Meter()
        heap.peak = heap.live
        let (held, start) = (heap.live, now())
        let hand = call()
        var seconds = now() - start
        let (grown, counts) = (heap.peak - held, meter.pointee)
        for _ in 1..<max(repeats, 2) where repeats > 1 {
          let start = now()
          _ = call()
          seconds = min(seconds, now() - start)
        }
        var outputs = Outputs()
        hand(&outputs)
        var payload = Bytes()
        payload.add(index)
        payload.add(seconds.bitPattern)
        for count in [4 * counts.peakNumbers, 4 * counts.numbersRead, 4 * counts.numbersWritten, grown] {
          payload.add(UInt64(max(count, 0)))
        }
        payload.add(outputs.count)
        session?.send(2, payload.bytes + outputs.tables.bytes)
      }

      /// A number of its own, so that what is kept of the cases does not hold the key.
      static func inputWord() -> UInt64 {
        var word: UInt64 = 0
        guard read(0, &word, 8) == 8 else { exit(71) }
        return UInt64(littleEndian: word)
      }

      static func standardInput() -> [UInt8] {
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
          let count = read(0, &part, part.count)
          if count < 0 && errno == EINTR { continue }
          guard count > 0 else { return all }
          all += part[..<count]
        }
      }
    }

    """#
}
