import Lessons
import Notebook

extension Tutor {
  private var knobInHand: BoundKnob? {
    guard let state = focusedState, !state.isRunning,
      knobsInFocus.indices.contains(state.selectedKnob)
    else { return nil }
    return knobsInFocus[state.selectedKnob]
  }

  mutating func turn(_ step: Int) -> [Effect] {
    guard let knob = knobInHand, let state = focusedState else { return [] }
    let value = state.settings[knob.parameter] ?? knob.start
    guard let next = knob.value(step, after: value) else {
      notice = "\(knob.parameter) goes no further."
      return []
    }
    let turned = "\(knob.parameter) = \(knob.shown(next))"
    notice = knob.explanation.isEmpty ? turned : "\(turned): \(knob.explanation)"
    return set(knob, to: next)
  }

  mutating func chooseKnob(_ step: Int) -> [Effect] {
    let knobs = knobsInFocus
    guard let focus = reading?.focus, !knobs.isEmpty else { return [] }
    guard knobs.count > 1 else { return turn(step) }
    change(focus) { $0.selectedKnob = ($0.selectedKnob + step + knobs.count) % knobs.count }
    return []
  }

  private mutating func set(_ knob: BoundKnob, to value: String) -> [Effect] {
    guard let focus = reading?.focus, focusedState?.settings[knob.parameter] != value else {
      return []
    }
    change(focus) {
      $0.settings[knob.parameter] = value
      if let outcome = $0.outcome { $0.show(outcome) }
    }
    return focusedState?.phase == .finished ? [] : recall(focus)
  }

  /// The chosen knob, whatever lies on top.
  private var knobBelow: BoundKnob? {
    guard let reading, let focus = reading.focus, let state = reading.states[focus],
      let knobs = reading.bound.cells[focus]?.knobs, knobs.indices.contains(state.selectedKnob)
    else { return nil }
    return knobs[state.selectedKnob]
  }

  /// What the bottom line asks for while a value is typed.
  var entryPrompt: String { knobBelow.map { "\($0.parameter) = " } ?? "" }

  /// The values that may be typed.
  var entryDomain: String { knobBelow.map { "(\($0.domain))" } ?? "" }

  mutating func pressInEntry(_ key: Key, _ text: String) -> [Effect] {
    switch key {
    case .escape: overlay = nil
    case .backspace: overlay = .entry(String(text.dropLast()))
    case .character(let character) where text.count < 20: overlay = .entry(text + [character])
    case .enter:
      overlay = nil
      guard let knob = knobInHand, !text.isEmpty else { return [] }
      if let value = knob.value(typed: text) { return set(knob, to: value) }
      notice = "\(knob.parameter) may be \(knob.domain), not '\(text)'."
    default: break
    }
    return []
  }
}

extension BoundKnob {
  /// The value that many steps from one, which may have been typed; nil where there is none.
  fileprivate func value(_ step: Int, after value: String) -> String? {
    if let index = values.firstIndex(of: value) {
      return values.indices.contains(index + step) ? values[index + step] : nil
    }
    guard let number = Double(value) else { return step > 0 ? values.first : values.last }
    return step > 0
      ? values.first { (Double($0) ?? number) > number }
      : values.last { (Double($0) ?? number) < number }
  }

  /// The permitted value that a text means; the start of a word is enough when it is unique.
  func value(typed text: String) -> String? {
    let text = text.lowercased().trimmingPrefix(" ")
    if let exact = values.first(where: { $0.lowercased() == text }) { return exact }
    if let number = Double(text) {
      if let value = values.first(where: { Double($0) == number }) { return value }
      return numbers?.contains(number) == true ? String(text) : nil
    }
    let dense = text.filter { $0 != " " }
    if let named = values.first(where: { shown($0).lowercased().filter { $0 != " " } == dense }) {
      return named
    }
    if Set(values) == ["false", "true"] {
      if ["on", "yes"].contains(text) { return "true" }
      if ["off", "no"].contains(text) { return "false" }
    }
    let near = values.filter { $0.lowercased().hasPrefix(text) && Double($0) == nil }
    return near.count == 1 ? near.first : nil
  }

  /// The permitted values in a few words.
  var domain: String {
    let shown = values.map { self.shown($0) }
    if let numbers, let first = shown.first, let last = shown.last {
      return "\(first) to \(last)\(numbers.isWhole ? ", whole" : "")"
    }
    guard shown.count > 6, let first = shown.first, let last = shown.last else {
      return shown.joined(separator: ", ")
    }
    return "\(first), \(shown[1]), … \(last)"
  }
}
