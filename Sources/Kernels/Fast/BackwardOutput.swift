/// Brings gradients from the layout of the tiles back to rows.
extension FlashBackward {
  /// What dS must be multiplied by: the scale of the scores, left out until here.
  private var scale: Float {
    operands.problem.scale ?? Float(1 / Double(plan.headDim).squareRoot())
  }

  /// dKⱼ and dVⱼ: written for the first head of a group, added for the others.
  func writeKeys(_ keys: Range<Int>, _ offset: Int, _ isFirst: Bool, _ scratch: BackwardScratch) {
    let (d, scale) = (plan.headDim, scale)
    for row in 0..<keys.count {
      let (k, v) = (gradients.dK + offset + row * d, gradients.dV + offset + row * d)
      for c in 0..<d {
        let place = (c & ~31) * plan.blockK + row * 32 + (c & 31)
        let (x, y) = (scratch.dK[place] * scale, scratch.dV[place])
        k[c] = isFirst ? x : k[c] + x
        v[c] = isFirst ? y : v[c] + y
      }
    }
  }

  /// dQ of a head.
  func writeQueries(
    _ head: Int, _ dQ: UnsafePointer<Float>, _ scratch: BackwardScratch
  ) {
    scratch.p.update(repeating: Vector(repeating: scale), count: 2)
    writeQueries(head, dQ, UnsafeMutableRawPointer(scratch.p).assumingMemoryBound(to: Float.self))
  }

  private func writeQueries(
    _ head: Int, _ dQ: UnsafePointer<Float>, _ factors: UnsafePointer<Float>
  ) {
    let (queries, d) = (operands.problem.queries, plan.headDim)
    for row in stride(from: 0, to: queries, by: 32) {
      Packing.rows(
        fromStrip: dQ + row * plan.paddedDim, count: min(32, queries - row), columns: d, stride: d,
        factors: factors, into: gradients.dQ + operands.queryOffset(head) + row * d)
    }
  }

  /// dQ from the parts of the keys, added in order.
  func addParts(_ buffers: UnsafeMutablePointer<Float>) {
    for head in 0..<plan.groups * plan.shared {
      let (group, index) = (head / plan.shared, head % plan.shared)
      let total = buffers + (group * plan.parts * plan.shared + index) * plan.dQCount
      for part in 1..<plan.parts {
        let other = total + part * plan.shared * plan.dQCount
        for i in stride(from: 0, to: plan.dQCount, by: 16) {
          store(load(total + i) + load(other + i), total + i)
        }
      }
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 32) { factors in
        factors.initialize(repeating: scale)
        guard let factors = factors.baseAddress else { return }
        writeQueries(head, total, factors)
      }
    }
  }
}
