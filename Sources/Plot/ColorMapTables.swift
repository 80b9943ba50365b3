import Screen

extension ColorMap {
  /// The colours of the levels that a terminal of that depth can tell apart, from low to high.
  ///
  /// The tables for 256 colours rise strictly in lightness (coolwarm: to its middle and down
  /// again), which the nearest entries of the exact map would not.
  func levels(_ depth: ColorDepth) -> [Color] {
    switch depth {
    case .none: []
    case .ansi8: named.map { .ansi($0) }
    case .ansi16: bright.map { .ansi($0) }
    case .indexed256: indexed.map { .indexed($0) }
    case .direct:
      exact.map {
        .rgb(
          red: UInt8($0 >> 16 & 255), green: UInt8($0 >> 8 & 255), blue: UInt8($0 & 255))
      }
    }
  }

  /// The colour of the very centre of a diverging map, where its levels have none for it.
  func center(_ depth: ColorDepth) -> Color? {
    self == .coolwarm && (depth == .ansi8 || depth == .ansi16) ? .ansi(7) : nil
  }

  /// Of the eight named colours; their lightness is in order in xterm and on the Linux console,
  /// where 3 is brown.
  private var named: [UInt8] {
    switch self {
    case .viridis, .cividis: [4, 5, 6, 7]
    case .reds: [7, 3, 1]
    case .coolwarm: [4, 6, 3, 1]
    }
  }

  /// Of the sixteen named colours, in order of lightness in both.
  private var bright: [UInt8] {
    switch self {
    case .viridis: [4, 12, 6, 10, 11]
    case .cividis: [4, 8, 7, 11]
    case .reds: [15, 7, 9, 1]
    case .coolwarm: [4, 12, 14, 11, 9, 1]
    }
  }

  /// Entries of the 256-colour palette.
  private var indexed: [UInt8] {
    switch self {
    case .viridis: [53, 54, 55, 25, 26, 30, 66, 36, 42, 113, 149, 184]
    case .cividis: [17, 24, 60, 242, 243, 244, 144, 179, 185, 220]
    case .reds: [255, 224, 216, 209, 196, 160, 124, 88]
    case .coolwarm: [62, 68, 69, 111, 153, 253, 254, 223, 216, 209, 167, 160]
    }
  }

  /// The map sampled at the middles of 32 levels, as 0xRRGGBB.
  var exact: [UInt32] {
    switch self {
    case .viridis:
      [
        0x46075A, 0x471365, 0x481D6F, 0x482878, 0x46327E, 0x443B84, 0x404588, 0x3D4E8A,
        0x39568C, 0x355F8D, 0x31678E, 0x2E6F8E, 0x2A768E, 0x277E8E, 0x25858E, 0x228D8D,
        0x1F948C, 0x1E9C89, 0x20A386, 0x25AB82, 0x2DB27D, 0x38B977, 0x46C06F, 0x56C667,
        0x67CC5C, 0x7AD151, 0x8ED645, 0xA2DA37, 0xB8DE29, 0xCDE11D, 0xE2E418, 0xF6E620,
      ]
    case .cividis:
      [
        0x002554, 0x002B62, 0x003070, 0x123570, 0x213B6E, 0x2D416D, 0x36466C, 0x3F4C6C,
        0x47516C, 0x4F576C, 0x565C6D, 0x5E626E, 0x656870, 0x6C6D72, 0x727374, 0x797977,
        0x807F78, 0x888578, 0x908B78, 0x979177, 0x9F9775, 0xA79D73, 0xAFA471, 0xB8AA6E,
        0xC0B16A, 0xC8B866, 0xD1BF61, 0xDAC65B, 0xE2CD54, 0xEBD44B, 0xF5DC41, 0xFEE434,
      ]
    case .reds:
      [
        0xFFF2EC, 0xFFEDE5, 0xFEE8DD, 0xFEE3D6, 0xFEDBCC, 0xFDD2BF, 0xFDC9B3, 0xFCBFA7,
        0xFCB69B, 0xFCAB8F, 0xFCA183, 0xFC9777, 0xFC8D6D, 0xFC8262, 0xFB7858, 0xFB6E4E,
        0xF96346, 0xF6583E, 0xF34C37, 0xF0402F, 0xEA362A, 0xE12D26, 0xD82422, 0xCF1C1F,
        0xC5171C, 0xBC141A, 0xB21218, 0xA91016, 0x9C0D14, 0x8C0912, 0x7C0510, 0x6D010E,
      ]
    case .coolwarm:
      [
        0x3F53C6, 0x4961D2, 0x536EDD, 0x5D7CE6, 0x6788EE, 0x7295F4, 0x7DA0F9, 0x88ABFD,
        0x93B5FE, 0x9EBEFF, 0xA9C6FD, 0xB3CDFB, 0xBED2F6, 0xC7D7F0, 0xD1DAE9, 0xD9DCE1,
        0xE1DAD6, 0xE9D5CB, 0xEFCFBF, 0xF3C8B2, 0xF6BFA6, 0xF7B599, 0xF7AA8C, 0xF59F80,
        0xF29274, 0xEE8468, 0xE8765C, 0xE16751, 0xD85646, 0xCF453C, 0xC43032, 0xB8122A,
      ]
    }
  }
}
