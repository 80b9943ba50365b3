internal import CProcessor

/// Brings operands into the order in which the register tiles read them.
///
/// Reading rows where they lie would need a pointer for each row of a tile and would meet the same
/// cache sets over and over when headDim is a power of two. A packed tile is read once straight
/// through. It costs an instruction a number and is paid back over all the queries of a block.
enum Packing {
  /// Rows → strip: `strip[c][32] = rows[i][c] · factor` for up to 32 rows, zeros for those missing.
  static func strip(
    _ rows: UnsafePointer<Float>, count: Int, columns: Int, stride: Int, times factor: Float,
    into strip: UnsafeMutablePointer<Float>
  ) {
    for group in 0..<4 {
      panel(
        rows + group &* 8 &* stride, count: min(8, max(0, count - group &* 8)), columns: columns,
        stride: stride, times: factor, into: strip + group &* 8, step: RegisterTile.columns)
    }
  }

  /// Rows → panel: `panel[c · step + r] = rows[r][c] · factor` for up to 8 rows, zeros for the rest.
  @inline(__always)
  static func panel(
    _ rows: UnsafePointer<Float>, count: Int, columns: Int, stride: Int, times factor: Float,
    into panel: UnsafeMutablePointer<Float>, step: Int
  ) {
    var c = 0
    if count == 8 {
      withUnsafePointer(to: factor) { factor in
        while c &+ 8 <= columns {
          prefetch(rows + 8 &* (stride &+ c))
          processor_transpose8(rows + c, stride, panel + c &* step, step, factor, 0)
          c &+= 8
        }
      }
    }
    while c < columns {
      for r in 0..<8 {
        panel[c &* step &+ r] = r < count ? rows[r &* stride &+ c] * factor : 0
      }
      c &+= 1
    }
  }

  /// Rows of K → panels of 8 keys, `panels[key / 8][c][8]`; the last panel filled up with zeros.
  static func keyPanels(
    _ rows: UnsafePointer<Float>, count: Int, columns: Int,
    into panels: UnsafeMutablePointer<Float>
  ) {
    var row = 0
    while row < count {
      panel(
        rows + row &* columns, count: min(8, count - row), columns: columns, stride: columns,
        times: 1, into: panels + row &* columns, step: 8)
      row &+= 8
    }
  }

  /// Rows of V → panels of 8 columns, `panels[c / 8][row][8]`.
  ///
  /// Rows up to a multiple of 8 and columns beyond the last are filled up with zeros. `capacity` is
  /// the number of rows in a panel.
  static func columnPanels(
    _ rows: UnsafePointer<Float>, count: Int, columns: Int, capacity: Int,
    into panels: UnsafeMutablePointer<Float>
  ) {
    let padded = (count &+ 7) & ~7
    var row = 0
    while row < padded {
      let source = rows + row &* columns
      var c = 0
      while c < columns {
        let target = panels + (c &* capacity &+ row &* 8)
        if row &+ 8 <= count && c &+ 8 <= columns {
          prefetch(source + 8 &* (columns &+ c))
          for r in 0..<8 {
            let eight = UnsafeRawPointer(source + (r &* columns &+ c))
              .loadUnaligned(as: SIMD8<Float>.self)
            UnsafeMutableRawPointer(target + r &* 8).storeBytes(of: eight, as: SIMD8<Float>.self)
          }
        } else {
          for r in 0..<8 {
            for x in 0..<8 {
              target[r &* 8 &+ x] =
                row &+ r < count && c &+ x < columns ? source[r &* columns &+ c &+ x] : 0
            }
          }
        }
        c &+= 8
      }
      row &+= 8
    }
  }

  /// Asks for 64 numbers, the share of one square in the next eight rows.
  ///
  /// Rows of one block follow each other in memory, but the processor's own prefetcher sees eight
  /// short streams. Asking for memory beyond the tensor is harmless.
  @inline(__always)
  private static func prefetch(_ p: UnsafePointer<Float>) {
    processor_prefetch(p)
    processor_prefetch(p + 16)
    processor_prefetch(p + 32)
    processor_prefetch(p + 48)
  }

  /// Strip → rows: `rows[i][c] = strip[c][i] · factors[i]` for up to 32 rows.
  static func rows(
    fromStrip strip: UnsafePointer<Float>, count: Int, columns: Int, stride: Int,
    factors: UnsafePointer<Float>, into rows: UnsafeMutablePointer<Float>
  ) {
    var i = 0
    while i < count {
      let group = min(8, count - i)
      var c = 0
      if group == 8 {
        while c &+ 8 <= columns {
          processor_transpose8(
            strip + (c &* RegisterTile.columns &+ i), RegisterTile.columns,
            rows + (i &* stride &+ c), stride, factors + i, 1)
          c &+= 8
        }
      }
      while c < columns {
        for r in i..<i &+ group {
          rows[r &* stride &+ c] = strip[c &* RegisterTile.columns &+ r] * factors[r]
        }
        c &+= 1
      }
      i &+= 8
    }
  }

  /// Rows → strips of 32 columns: `strips[c / 32][row][32]`, zeros beyond the last row and column.
  ///
  /// `capacity` is the number of rows in a strip.
  static func columnStrips(
    _ rows: UnsafePointer<Float>, count: Int, columns: Int, capacity: Int,
    into strips: UnsafeMutablePointer<Float>
  ) {
    let padded = (count &+ 31) & ~31
    var c = 0
    while c < columns {
      let target = strips + c &* capacity
      let width = min(32, columns &- c)
      for row in 0..<padded {
        let (from, to) = (rows + (row &* columns &+ c), target + row &* 32)
        if row < count && width == 32 {
          store(load(from), to)
          store(load(from + 16), to + 16)
        } else {
          for x in 0..<32 { to[x] = row < count && x < width ? from[x] : 0 }
        }
      }
      c &+= 32
    }
  }

  /// Scores → panel: `panel[i][8] = scores[r][i]` for 8 keys and 32 queries.
  @inline(__always)
  static func queryPanel(
    _ scores: UnsafePointer<Vector>, into panel: UnsafeMutablePointer<Float>
  ) {
    let p = UnsafeRawPointer(scores).assumingMemoryBound(to: Float.self)
    withUnsafePointer(to: Float(1)) { one in
      var i = 0
      while i < RegisterTile.columns {
        processor_transpose8(p + i, RegisterTile.columns, panel + i &* 8, 8, one, 0)
        i &+= 8
      }
    }
  }
}
