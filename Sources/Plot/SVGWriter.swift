/// Elements of an SVG document, written in order; texts are escaped, numbers have two decimals.
struct SVGWriter {
  private(set) var body = ""

  /// A number as SVG coordinates are written: at most two decimals.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    return DecimalNumber(mantissa: hundredths, exponent: -2).text()
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result += " "
      default:
        // Controls and the two noncharacters have no place in XML.
        if scalar.value >= 0x20, !(scalar.value >= 0x7F && scalar.value < 0xA0),
          scalar.value & 0xFFFE != 0xFFFE
        {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  mutating func raw(_ text: String) { body += text + "\n" }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ attributes: String = ""
  ) {
    let (a, b, c, d) = (Self.number(x1), Self.number(y1), Self.number(x2), Self.number(y2))
    raw(
      "<line x1=\"\(a)\" y1=\"\(b)\" x2=\"\(c)\" y2=\"\(d)\" stroke=\"currentColor\"\(attributes)/>"
    )
  }

  /// A rectangle; its title is what a pointer over it shows.
  mutating func rect(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String,
    _ attributes: String = "", title: String = ""
  ) {
    let place = "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
    let size = "width=\"\(Self.number(max(0, width)))\" height=\"\(Self.number(max(0, height)))\""
    let rect = "<rect \(place) \(size) fill=\"\(fill)\"\(attributes)"
    raw(rect + (title.isEmpty ? "/>" : "><title>\(Self.escaped(title))</title></rect>"))
  }

  mutating func text(
    _ text: String, _ x: Double, _ y: Double, anchor: String = "start", _ attributes: String = ""
  ) {
    guard !text.isEmpty else { return }
    let place = "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
    raw(
      "<text \(place) text-anchor=\"\(anchor)\" fill=\"currentColor\"\(attributes)>"
        + "\(Self.escaped(text))</text>")
  }

  /// A marker, its shape by the look of the series; a letter for those beyond the shapes.
  mutating func marker(_ look: Int, _ x: Double, _ y: Double, color: String) {
    if look >= 6 {
      text(
        String(SeriesLook.letter(look - 6)), x, y + 4, anchor: "middle",
        " color=\"\(color)\" font-weight=\"bold\"")
      return
    }
    let place = "transform=\"translate(\(Self.number(x)) \(Self.number(y)))\""
    let shapes = [
      "M-3 0A3 3 0 1 0 3 0A3 3 0 1 0 -3 0", "M-3 -3L3 3M-3 3L3 -3", "M0 -4L4 0L0 4L-4 0Z",
      "M-4 0L4 0M0 -4L0 4", "M-3 -3H3V3H-3Z", "M-3 0A3 3 0 1 0 3 0A3 3 0 1 0 -3 0",
    ]
    let fill = look == 0 ? color : "none"
    raw(
      "<path \(place) d=\"\(shapes[look])\" fill=\"\(fill)\" stroke=\"\(color)\" "
        + "stroke-width=\"1.5\"/>")
  }

  /// Runs of points as one path; every run begins anew.
  mutating func path(_ runs: [[(Double, Double)]], _ attributes: String) {
    var data = ""
    for run in runs {
      for (index, point) in run.enumerated() {
        data += index == 0 ? "M" : "L"
        data += Self.number(point.0) + " " + Self.number(point.1)
      }
    }
    guard !data.isEmpty else { return }
    raw("<path d=\"\(data)\"\(attributes)/>")
  }
}
