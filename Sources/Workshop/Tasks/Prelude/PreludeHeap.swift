extension Prelude {
  /// What arrays and all else take from the heap, counted where the C library allows it.
  static let heap = #"""
    /// Bytes on the heap; not counted where the allocator cannot be replaced.
    struct Heap {
      var live = 0
      var peak = 0
    }

    /// Known to the linker, not to a first use: the allocator runs before anything else does.
    nonisolated(unsafe) var heap = Heap()

    #if canImport(Glibc)
    typealias Address = UnsafeMutableRawPointer

    @_silgen_name("__libc_malloc") func plainAllocate(_ size: Int) -> Address?
    @_silgen_name("__libc_calloc") func plainAllocate(_ count: Int, _ size: Int) -> Address?
    @_silgen_name("__libc_realloc") func plainResize(_ old: Address?, _ size: Int) -> Address?
    @_silgen_name("__libc_memalign") func plainAlign(_ alignment: Int, _ size: Int) -> Address?
    @_silgen_name("__libc_free") func plainFree(_ old: Address?)
    @_silgen_name("malloc_usable_size") func usableSize(_ old: Address?) -> Int

    @inline(__always) func counted(_ new: Address?) -> Address? {
      heap.live &+= usableSize(new)
      if heap.live > heap.peak { heap.peak = heap.live }
      return new
    }

    @_cdecl("malloc") public func countingAllocate(_ size: Int) -> UnsafeMutableRawPointer? {
      counted(plainAllocate(size))
    }

    @_cdecl("calloc") public func countingAllocate(_ count: Int, _ size: Int) -> UnsafeMutableRawPointer? {
      counted(plainAllocate(count, size))
    }

    @_cdecl("realloc") public func countingResize(
      _ old: UnsafeMutableRawPointer?, _ size: Int
    ) -> UnsafeMutableRawPointer? {
      let before = usableSize(old)
      guard let new = plainResize(old, size) else { return nil }
      heap.live &-= before
      return counted(new)
    }

    @_cdecl("aligned_alloc") public func countingAlign(
      _ alignment: Int, _ size: Int
    ) -> UnsafeMutableRawPointer? { counted(plainAlign(alignment, size)) }

    @_cdecl("posix_memalign") public func countingAlign(
      _ place: UnsafeMutablePointer<UnsafeMutableRawPointer?>, _ alignment: Int, _ size: Int
    ) -> Int32 {
      guard let new = counted(plainAlign(alignment, size)) else { return 12 /* ENOMEM */ }
      place.pointee = new
      return 0
    }

    @_cdecl("free") public func countingFree(_ old: UnsafeMutableRawPointer?) {
      heap.live &-= usableSize(old)
      plainFree(old)
    }
    #endif

    """#
}
