/// Liang and Barsky's clipping to the unit square.
enum Clipping {
  static func clip(
    _ start: (Double, Double), _ end: (Double, Double)
  ) -> (start: (Double, Double), end: (Double, Double))? {
    let (dx, dy) = (end.0 - start.0, end.1 - start.1)
    var (enter, leave) = (0.0, 1.0)
    for (p, q) in [(-dx, start.0), (dx, 1 - start.0), (-dy, start.1), (dy, 1 - start.1)] {
      if p == 0 {
        if q < -1e-9 { return nil }
      } else if p < 0 {
        enter = max(enter, q / p)
      } else {
        leave = min(leave, q / p)
      }
    }
    guard enter <= leave + 1e-12 else { return nil }
    return (
      (start.0 + enter * dx, start.1 + enter * dy), (start.0 + leave * dx, start.1 + leave * dy)
    )
  }
}
