import CMarkdown
import Foundation

/// A parsed Markdown text; the tree lives as long as this object.
@safe final class MarkdownTree {
  private let document: OpaquePointer?

  /// The parser's tables of extensions are global, so only one text is parsed at a time.
  private static let lock = NSLock()

  init(_ text: String) {
    var text = text
    Self.lock.lock()
    defer { Self.lock.unlock() }
    unsafe document = text.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        unsafe markdown_parse(characters.baseAddress, characters.count)
      }
    }
  }

  deinit {
    if let document = unsafe document { unsafe cmark_node_free(document) }
  }

  var root: MarkdownNode? { unsafe document.map { unsafe MarkdownNode($0, of: self) } }
}

/// A node of a ``MarkdownTree``, which it keeps alive.
@safe struct MarkdownNode {
  private let pointer: OpaquePointer
  private let tree: MarkdownTree

  fileprivate init(_ pointer: OpaquePointer, of tree: MarkdownTree) {
    unsafe self.pointer = unsafe pointer
    self.tree = tree
  }

  var kind: markdown_kind { unsafe markdown_kind_of(pointer) }

  var children: [MarkdownNode] {
    var children: [MarkdownNode] = []
    var next = unsafe cmark_node_first_child(pointer)
    while let child = unsafe next {
      children.append(unsafe MarkdownNode(child, of: tree))
      unsafe next = unsafe cmark_node_next(child)
    }
    return children
  }

  /// Text, code and HTML; empty elsewhere.
  var literal: String { unsafe Self.string(cmark_node_get_literal(pointer)) }
  var destination: String { unsafe Self.string(cmark_node_get_url(pointer)) }
  var info: String { unsafe Self.string(cmark_node_get_fence_info(pointer)) }
  var level: Int { unsafe Int(cmark_node_get_heading_level(pointer)) }
  var startLine: Int { unsafe Int(cmark_node_get_start_line(pointer)) }
  var endLine: Int { unsafe Int(cmark_node_get_end_line(pointer)) }
  var isTight: Bool { unsafe cmark_node_get_list_tight(pointer) != 0 }
  var isTask: Bool { unsafe markdown_is_task(pointer) }
  var isChecked: Bool { unsafe cmark_gfm_extensions_get_tasklist_item_checked(pointer) }

  /// Whether the code block stands between fences, rather than being indented.
  var isFenced: Bool {
    var length: Int32 = 0
    var offset: Int32 = 0
    var character: CChar = 0
    return unsafe cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
  }

  /// The number of a numbered list; nil for bullets.
  var listStart: Int? {
    let isOrdered = unsafe cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
    return isOrdered ? unsafe Int(cmark_node_get_list_start(pointer)) : nil
  }

  func alignment(column: Int) -> MarkdownTable.Alignment {
    switch unsafe markdown_column_alignment(pointer, Int32(clamping: column)) {
    case CChar(UInt8(ascii: "c")): .center
    case CChar(UInt8(ascii: "r")): .right
    default: .left
    }
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    guard let pointer = unsafe pointer else { return "" }
    return SafeText.clean(unsafe String(cString: pointer))
  }
}
