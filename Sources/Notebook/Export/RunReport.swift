import Kernels

/// What a headless run of a lesson yielded: what `run --format json` prints.
public struct RunReport: Hashable, Sendable {
  public struct CellReport: Hashable, Sendable {
    public var id: String
    /// `run`, `predict`, `quiz` or `exercise`.
    public var kind: String
    public var outcome: CellOutcome
    /// The right answer of a predict cell.
    public var answer: Double?

    public init(id: String, kind: String, outcome: CellOutcome, answer: Double? = nil) {
      self.id = id
      self.kind = kind
      self.outcome = outcome
      self.answer = answer
    }
  }

  public static let format = 1

  public var lesson: String
  public var cells: [CellReport]

  public init(lesson: String, cells: [CellReport]) {
    self.lesson = lesson
    self.cells = cells
  }

  /// 0 when all is well, 1 when an expectation or solution failed, 4 when a run failed, was refused
  /// or timed out, 130 when it was interrupted.
  public var exitCode: Int32 {
    let statuses = cells.map(\.outcome.status)
    if statuses.contains(.cancelled) { return 130 }
    if statuses.contains(.failed) || statuses.contains(.refused) { return 4 }
    let fails = cells.contains { cell in
      cell.outcome.expectations.contains { !$0.holds } || cell.outcome.isGoalMet == false
    }
    return fails ? 1 : 0
  }

  /// The processor that runs were on.
  public static var machineName: String { Machine.inspect().processor }

  /// The report as JSON, in the form of format 1.
  public var json: JSON {
    .members([
      "format": .number(Double(Self.format)), "lesson": .text(lesson),
      "machine": Self.machine, "cells": .list(cells.map(\.json)),
    ])
  }

  private static var machine: JSON {
    let machine = Machine.inspect()
    return .members([
      "processor": .text(machine.processor), "cores": .number(Double(machine.cores)),
      "instructionSet": .text(machine.instructionSet),
      "lanes": .number(Double(machine.vectorLanes)),
      "caches": .object(machine.cacheBytes.map { JSON.Member($0.name, .number(Double($0.bytes))) }),
      "freeMemory": .number(Double(machine.freeMemoryBytes)),
      "optimized": .truth(machine.isOptimized),
    ])
  }
}

extension RunReport.CellReport {
  fileprivate var json: JSON {
    var members = [
      JSON.Member("id", .text(id)), JSON.Member("kind", .text(kind)),
      JSON.Member("status", .text(outcome.status.rawValue)),
      JSON.Member("seconds", .number(outcome.seconds)),
    ]
    if let answer { members.append(JSON.Member("answer", .number(answer))) }
    if let isGoalMet = outcome.isGoalMet {
      members.append(JSON.Member("goal", .truth(isGoalMet)))
    }
    let tables = outcome.results.tables.sorted { $0.key < $1.key }
    members += [
      JSON.Member("tables", .object(tables.map { JSON.Member($0.key, $0.value.json) })),
      JSON.Member(
        "matrices", .object(outcome.results.matrices.map { JSON.Member($0.name, $0.json) })),
      JSON.Member("expectations", .list(outcome.expectations.map(\.json))),
      JSON.Member("messages", .list(outcome.messages.map(JSON.text))),
    ]
    return .object(members)
  }
}

extension ExpectationOutcome {
  fileprivate var json: JSON {
    .members(["text": .text(text), "holds": .truth(holds), "detail": .text(detail)])
  }
}

extension Table {
  fileprivate var json: JSON {
    .members([
      "columns": .list(
        columns.map { column in
          .members([
            "name": .text(column.name), "unit": .text(column.unit),
            "provenance": .text(column.provenance.rawValue),
          ])
        }),
      "rows": .list(rows.map { .list($0.map(\.json)) }),
    ])
  }
}

extension Matrix {
  fileprivate var json: JSON {
    let lines: [JSON] = stride(from: 0, to: values.count, by: max(columns, 1)).map { start in
      .list(values[start..<min(start + columns, values.count)].map { .number($0) })
    }
    return .members([
      "rows": .number(Double(rows)), "columns": .number(Double(columns)), "unit": .text(unit),
      "provenance": .text(provenance.rawValue), "values": .list(lines),
    ])
  }
}

extension Value {
  fileprivate var json: JSON {
    switch self {
    case .number(let value): .number(value)
    case .text(let text): .text(text)
    case .truth(let value): .truth(value)
    case .missing: .null
    }
  }
}
