import Testing

@testable import Workshop

/// One program for all of it: compiling is what takes the time.
@Suite(.enabled(if: Toolchain.find() != nil), .serialized)
struct CatalogueTests {
  private static let gallery = Result<Gallery, any Error> {
    let solutions = TaskCatalogue.all.compactMap { task in
      Solutions.all[task.id].map { (task, $0) }
    }
    let mutations = Mutation.all.compactMap { mutation in
      TaskCatalogue.task(mutation.task).flatMap { task in mutation.source.map { (task, $0) } }
    }
    return try Gallery(solutions + mutations)
  }

  @Test func `each task has a solution, and each mutation changes it`() {
    #expect(Set(Solutions.all.keys) == Set(TaskCatalogue.ids))
    for mutation in Mutation.all { #expect(mutation.source != nil, "\(mutation)") }
  }

  @Test(arguments: TaskCatalogue.all.indices)
  func `the solution passes`(index: Int) throws {
    let verdict = try Self.gallery.get().verdict(index)
    #expect(verdict.isPassed, "\(TaskCatalogue.all[index].id): \(verdict.prose)")
  }

  @Test(arguments: Mutation.all.indices)
  func `a mutation fails with a message that helps`(index: Int) throws {
    let verdict = try Self.gallery.get().verdict(TaskCatalogue.all.count + index)
    let mutation = Mutation.all[index]
    #expect(!verdict.isPassed, "\(mutation)")
    #expect(verdict.prose.contains(mutation.says), "\(mutation): \(verdict.prose)")
  }
}
