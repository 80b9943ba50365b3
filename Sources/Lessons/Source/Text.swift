extension StringProtocol {
  /// Without blanks, tabs and line ends at both ends.
  var trimmingBlanks: String {
    let bytes = Substring(self).utf8
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }),
      let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(Substring(bytes[first...last]))
  }
}
