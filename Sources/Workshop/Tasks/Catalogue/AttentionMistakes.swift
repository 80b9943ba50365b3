extension KnownMistake {
  /// A slip in attention block by block, with what to tell the learner.
  static func attention(
    _ slip: AttentionSlip, _ name: String, outputs count: Int,
    from attention: @escaping @Sendable ([NumberTable]) -> OnlineAttention, _ message: String
  ) -> KnownMistake {
    KnownMistake(name: name, message: message) { inputs in
      var attention = attention(inputs)
      attention.slip = slip
      return Array(attention().prefix(count))
    }
  }

  /// Those that any blocked kernel may have.
  static func blocked(
    outputs: Int, from attention: @escaping @Sendable ([NumberTable]) -> OnlineAttention
  ) -> [KnownMistake] {
    let all: [(AttentionSlip, String, String)] = [
      (
        .outputNotRescaled, "missing rescale of O",
        "This is what comes out when O is not rescaled. The sum is, but when the maximum rises, what O holds so far must be multiplied by exp(old maximum - new maximum) too."
      ),
      (
        .sumNotRescaled, "missing rescale of the sum",
        "This is what comes out when the running sum is not rescaled. When the maximum rises, multiply it by exp(old maximum - new maximum) before adding the block's share."
      ),
      (
        .nothingRescaled, "missing rescale",
        "This is what comes out without any rescale. When a block raises the maximum of a row, both its sum and its row of O must be multiplied by exp(old maximum - new maximum)."
      ),
      (
        .rescaledUpside, "rescale upside down",
        "This is what comes out with the rescale factor upside down: it is exp(old maximum - new maximum), at most 1."
      ),
      (
        .blockMaximum, "each block's own maximum",
        "This is what comes out when each block uses its own maximum. Blocks can only be added relative to the same one: the larger of the running maximum and the block's."
      ),
      (
        .noMaximum, "missing maximum",
        "This is what comes out when exp is taken of the scores themselves, or relative to a maximum that is not theirs. Subtract the running maximum of the scaled scores first: exp overflows from 88.7 on."
      ),
      (
        .noScale, "missing scale",
        "This is what comes out without the scale. Divide each score by the square root of d, the number of columns of Q."
      ),
      (
        .scaledByWidth, "wrong scale",
        "This is what comes out when scores are divided by d. Divide by its square root."
      ),
      (
        .tailDropped, "the last block is left out",
        "This is what comes out when a last block that is not whole is left out. Go on while there are keys, and end that block at min(start + blockSize, keys)."
      ),
      (
        .lastKeyDropped, "off by one at the end",
        "This is what comes out when the last key is left out. A range a..<b ends before b: its end is the number of keys, not one less."
      ),
      (
        .lastKeyOfBlockDropped, "off by one in each block",
        "This is what comes out when the last key of each block is left out. A range a..<b ends before b already."
      ),
      (
        .notDivided, "missing division",
        "This is what comes out before the division. Divide each row of O by its sum, after the last block."
      ),
      (
        .dividedEachBlock, "division in each block",
        "This is what comes out when O is divided by the sum in each block, and goes on as if it were not. Divide once, after the last block; or multiply by the old sum again before going on."
      ),
    ]
    return all.map { .attention($0.0, $0.1, outputs: outputs, from: attention, $0.2) }
  }

  /// Those that a causal mask adds.
  static func causal(
    outputs: Int, from attention: @escaping @Sendable ([NumberTable]) -> OnlineAttention
  ) -> [KnownMistake] {
    let all: [(AttentionSlip, String, String)] = [
      (
        .unmasked, "no mask",
        "This is attention without a mask: each query sees all keys. Query i sees the keys 0 to i only."
      ),
      (
        .seesNextKey, "causal off by one: sees the next key",
        "This is what comes out when query i also sees key i + 1. The mask keeps the keys j with j <= i."
      ),
      (
        .ownKeyHidden, "causal off by one: own key hidden",
        "This is what comes out when query i does not see key i. The mask keeps the keys j with j <= i, its own among them."
      ),
      (
        .diagonalUnmasked, "tiles on the diagonal not masked",
        "This is what comes out when tiles above the diagonal are skipped, but those that the diagonal crosses are used whole. Inside them, hide the keys j > i."
      ),
      (
        .diagonalSkipped, "tiles on the diagonal skipped",
        "This is what comes out when the tiles that the diagonal crosses are skipped too. Skip a tile only when its first key comes after its last query."
      ),
      (
        .maskedWithinTile, "mask within the tile",
        "This is what comes out when column and row of a tile are compared as they are. Column j of the tile is key start + j, and row r is query top + r: compare those."
      ),
      (
        .maskedWithinTileSkipping, "mask within the tile",
        "This is what comes out when column and row of a tile are compared as they are. Column j of the tile is key start + j, and row r is query top + r: compare those."
      ),
      (
        .skipsByFirstQuery, "tiles after the first query skipped",
        "This is what comes out when a tile is skipped because its first key comes after the first query of the block. The queries below it may still see it: the last query of the block decides."
      ),
      (
        .skipsAtLastQuery, "tiles at the last query skipped",
        "This is what comes out when a tile is skipped that begins with the key of the block's last query. That query sees its own key: skip a tile only when its first key comes after it."
      ),
    ]
    return all.map { .attention($0.0, $0.1, outputs: outputs, from: attention, $0.2) }
  }
}
