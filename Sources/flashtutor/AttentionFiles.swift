import Kernels

/// The tensors of `flashtutor attention`, read and found to fit one another.
struct AttentionFiles {
  var problem: Problem
  var tensors: Tensors
  var dO: [Float]?
  /// Of Q as it stands in its file, and of K.
  var queryShape: [Int]
  var keyShape: [Int]

  /// Reads the files.
  ///
  /// - Parameters:
  ///   - q: the path of Q.
  ///   - k: the path of K.
  ///   - v: the path of V.
  ///   - mask: the path of a boolean mask.
  ///   - dO: the path of the gradient of O.
  ///   - isCausal: whether queries see no later keys; goes together with a mask.
  ///   - window: how many keys they see at most.
  ///   - scale: of the scores.
  /// - Throws: `Failure` with code 2, naming the file.
  init(
    q: String, k: String, v: String, mask: String?, dO: String?, isCausal: Bool, window: Int?,
    scale: Float?
  ) throws(Failure) {
    if let scale, !scale.isFinite { throw .usage("--scale: \(scale) is not a finite number") }
    if let window, window < 0 { throw .usage("--window: \(window) is less than 0") }
    let (qArray, kArray, vArray) = (try Self.read(q), try Self.read(k), try Self.read(v))
    (queryShape, keyShape) = (qArray.shape, kArray.shape)
    guard (2...4).contains(queryShape.count) else {
      throw .usage(
        "\(q): has the shape \(queryShape); Q has 2 to 4 dimensions: queries × headDim, "
          + "heads × queries × headDim, or batch × heads × queries × headDim")
    }
    guard keyShape.count == queryShape.count else {
      throw .usage(
        "\(k): has the shape \(keyShape), \(keyShape.count) dimensions; Q, in \(q), has "
          + "\(queryShape.count)")
    }
    guard vArray.shape == keyShape else {
      throw .usage(
        "\(v): has the shape \(vArray.shape); it must be that of K, in \(k): \(keyShape)")
    }
    let (sizes, keySizes) = (Self.padded(queryShape), Self.padded(keyShape))
    guard sizes[3] == keySizes[3] else {
      throw .usage(
        "\(k): has headDim \(keySizes[3]), the last extent of \(keyShape); Q, in \(q), has "
          + "\(sizes[3])")
    }
    guard sizes[0] == keySizes[0] else {
      throw .usage(
        "\(k): has batch \(keySizes[0]), the first extent of \(keyShape); Q, in \(q), has "
          + "\(sizes[0])")
    }
    guard keySizes[1] > 0, sizes[1] % keySizes[1] == 0 else {
      throw .usage(
        "\(k): has \(keySizes[1]) heads; Q, in \(q), has \(sizes[1]), which must be a multiple")
    }
    problem = Problem(
      batch: sizes[0], heads: sizes[1], kvHeads: keySizes[1], queries: sizes[2], keys: keySizes[2],
      headDim: sizes[3], mask: isCausal ? .causal : .none, scale: scale)
    if let window { problem.mask = .window(window) }
    tensors = Tensors(q: qArray.floats, k: kArray.floats, v: vArray.floats)
    // A size that no kernel takes is told before a mask is held against it.
    do throws(KernelError) { try problem.validate() } catch {
      throw .usage("\(q), \(k): \(error)")
    }
    if let mask { try apply(mask: mask) }
    guard let dO else { return }
    let array = try Self.read(dO)
    guard array.shape == queryShape else {
      throw .usage(
        "\(dO): has the shape \(array.shape); it must be that of Q, in \(q): \(queryShape)")
    }
    self.dO = array.floats
  }

  /// - Throws: `Failure` with code 2 for a file that can't be read, holds no numbers, or any that
  ///   isn't finite.
  private static func read(_ path: String) throws(Failure) -> NpyArray {
    do throws(NpyError) {
      let array = try NpyArray(path: path)
      guard array.flags == nil else {
        throw NpyError(.unsupportedType("bool, not numbers"), path: path)
      }
      do throws(NpyError) { try array.requireFinite() } catch {
        throw NpyError(error.problem, path: path)
      }
      return array
    } catch {
      throw .usage("\(error)")
    }
  }

  /// A shape with the batch and head extents that it leaves out.
  private static func padded(_ shape: [Int]) -> [Int] {
    [Int](repeating: 1, count: 4 - shape.count) + shape
  }

  /// Reads a mask and joins it with the causal mask or window that is there.
  private mutating func apply(mask path: String) throws(Failure) {
    let array: NpyArray
    do throws(NpyError) { array = try NpyArray(path: path) } catch { throw .usage("\(error)") }
    guard var flags = array.flags else {
      throw .usage("\(path): is not of type bool; a mask is True where a query may see a key")
    }
    try arrange(array.shape, path)
    let plane = problem.queries * problem.keys
    if problem.mask != .none, plane > 0 {
      var width = problem.keys
      if case .window(let given) = problem.mask { width = given }
      for index in flags.indices where flags[index] {
        let last = index % plane / problem.keys + problem.keys - problem.queries
        let key = index % problem.keys
        flags[index] = key <= last && last - key < width
      }
    }
    problem.mask = .dense(flags)
  }

  /// Finds out what the planes of a mask belong to; a plane for each head makes each head a batch
  /// entry of its own.
  private mutating func arrange(_ shape: [Int], _ path: String) throws(Failure) {
    let (batch, heads) = (problem.batch, problem.heads)
    let plane = [problem.queries, problem.keys]
    let leading = shape.dropLast(2).drop { $0 == 1 }
    let each = Array(leading)
    guard shape.count >= 2, Array(shape.suffix(2)) == plane else {
      throw .usage("\(path): has the shape \(shape); the last two extents must be \(plane)")
    }
    if each.isEmpty || each == [batch] && shape.count == 3 && queryShape.count == 4
      || each == [batch, 1] && shape.count == 4
    {
      return
    }
    let isPerHead =
      queryShape.count == 4 ? Array(shape.dropLast(2)) == [batch, heads] : each == [heads]
    guard isPerHead else {
      throw .usage(
        "\(path): has the shape \(shape); before queries × keys there may be a mask for each "
          + "batch entry (\(batch)) or for each head (\([batch, heads]))")
    }
    guard problem.kvHeads == heads else {
      throw .usage("\(path): a mask for each head goes with as many heads in K as in Q")
    }
    (problem.batch, problem.heads, problem.kvHeads) = (batch * heads, 1, 1)
  }
}
