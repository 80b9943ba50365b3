/// A short name for texts, as for files that are kept under them: FNV-1a, 64 bits.
///
/// Texts with the same name are rare, not impossible.
public enum Fingerprint {
  /// - Parameter texts: in order; where one ends and the next begins counts.
  /// - Returns: hexadecimal digits.
  public static func of(_ texts: [String]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for text in texts {
      for byte in Array(text.utf8) + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return String(hash, radix: 16)
  }
}
