import CBox

/// What this machine offers to hold a program in its box.
public struct BoxCapability: Hashable, Sendable {
  /// Files outside the box are out of reach (Landlock).
  public var guardsFiles: Bool
  /// Network, other processes and the system are out of reach (seccomp).
  public var guardsCalls: Bool

  public init(guardsFiles: Bool, guardsCalls: Bool) {
    self.guardsFiles = guardsFiles
    self.guardsCalls = guardsCalls
  }

  /// Of the machine this runs on.
  public static let current = BoxCapability(protections: cbox_protections())

  init(protections: Int32) {
    guardsFiles = protections & Int32(CBOX_LANDLOCK) != 0
    guardsCalls = protections & Int32(CBOX_SECCOMP) != 0
  }

  /// Whether a learner's program is held by all that the box is made of.
  public var isWhole: Bool { guardsFiles && guardsCalls }

  /// What is missing, one sentence each; empty when nothing is.
  public var gaps: [String] {
    var gaps: [String] = []
    if !guardsFiles {
      gaps.append(
        guardsCalls
          ? "This kernel lacks Landlock: a program may read files, but neither write nor open them "
            + "unnoticed."
          : "This system lacks Landlock: a program may read and write your files.")
    }
    if !guardsCalls {
      gaps.append(
        "This system lacks seccomp: a program may use the network and start other programs.")
    }
    return gaps
  }
}
