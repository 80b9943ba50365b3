/// SipHash-2-4 (Aumasson and Bernstein 2012): a short signature with a secret key.
struct SipHash {
  let key: (UInt64, UInt64)

  func callAsFunction(_ bytes: some Collection<UInt8>) -> UInt64 {
    var state = State(key: key)
    var word: UInt64 = 0
    var count = 0
    for byte in bytes {
      word |= UInt64(byte) << UInt64(8 * (count % 8))
      count += 1
      guard count % 8 == 0 else { continue }
      state.take(word)
      word = 0
    }
    state.take(word | UInt64(truncatingIfNeeded: count) << 56)
    return state.finish()
  }

  private struct State {
    var v0, v1, v2, v3: UInt64

    init(key: (UInt64, UInt64)) {
      v0 = key.0 ^ 0x736f_6d65_7073_6575
      v1 = key.1 ^ 0x646f_7261_6e64_6f6d
      v2 = key.0 ^ 0x6c79_6765_6e65_7261
      v3 = key.1 ^ 0x7465_6462_7974_6573
    }

    mutating func take(_ word: UInt64) {
      v3 ^= word
      round()
      round()
      v0 ^= word
    }

    mutating func finish() -> UInt64 {
      v2 ^= 0xff
      for _ in 0..<4 { round() }
      return v0 ^ v1 ^ v2 ^ v3
    }

    private mutating func round() {
      v0 &+= v1
      v1 = State.turn(v1, 13) ^ v0
      v0 = State.turn(v0, 32)
      v2 &+= v3
      v3 = State.turn(v3, 16) ^ v2
      v0 &+= v3
      v3 = State.turn(v3, 21) ^ v0
      v2 &+= v1
      v1 = State.turn(v1, 17) ^ v2
      v2 = State.turn(v2, 32)
    }

    private static func turn(_ x: UInt64, _ by: UInt64) -> UInt64 { x << by | x >> (64 - by) }
  }
}
