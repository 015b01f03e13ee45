#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import struct SimulationKernel.RunFailure
@testable import Sweep
import Tables
import TestSupport
import Testing

@Suite struct JournalTests {
  private let plan = TestModel.plan(40)

  /// A journal of the first 40 test rows in blocks of `blockRows`, and where each block ends.
  private func journal(blockRows: Int) throws -> (bytes: [UInt8], ends: [(offset: Int, rows: Int)]) {
    let folder = TemporaryFolder()
    let path = folder.path + "/a.part"
    var ends: [(Int, Int)] = []
    let engine = SweepEngine(
      model: TestModel(failureEvery: 9), plan: plan, options: SweepOptions(threads: 1))
    do {
      var writer = try JournalWriter.create(path, JournalHeader(plan: plan, shard: .whole, start: 0))
      ends.append((bytes(of: path).count, 0))
      for index in 0..<40 {
        do throws(RunFailure) {
          let row = try engine.replay(index)
          try? writer.append(row)
        } catch {
          try? writer.append(error)
        }
        if (index + 1) % blockRows == 0 {
          try writer.flush(isLast: index == 39)
          ends.append((bytes(of: path).count, index + 1))
        }
      }
    }
    return (bytes(of: path), ends)
  }

  private func rows(of bytes: [UInt8], in folder: TemporaryFolder) -> (rows: Int, isEnded: Bool)? {
    let path = folder.path + "/b.part"
    write(bytes, to: path)
    guard let reader = try? JournalReader(path) else { return nil }
    while reader.next() {}
    return (reader.ordinal + 1, reader.isEnded)
  }

  /// unit: a file cut at any byte holds the rows of its whole blocks, no more and no fewer.
  @Test func cutsKeepWholeBlocks() throws {
    let (whole, ends) = try journal(blockRows: 8)
    let folder = TemporaryFolder()
    for length in stride(from: 0, through: whole.count, by: 7) {
      let found = rows(of: Array(whole[..<length]), in: folder)
      let expected = ends.last { $0.offset <= length }
      #expect(found?.rows == expected?.rows)
    }
    let all = rows(of: whole, in: folder)
    #expect(all?.rows == 40 && all?.isEnded == true)
  }

  /// fuzz: whatever byte is damaged, the rows end before the damage and nothing crashes.
  @Test func damageIsFound() throws {
    let (whole, ends) = try journal(blockRows: 8)
    let folder = TemporaryFolder()
    var generator = Chance("JournalTests.damageIsFound")
    for _ in 0..<400 {
      let place = Int.random(in: 0..<whole.count, using: &generator)
      var damaged = whole
      damaged[place] ^= UInt8.random(in: 1...255, using: &generator)
      let found = rows(of: damaged, in: folder)
      let expected = ends.last { $0.offset <= place }
      #expect(found?.rows == expected?.rows, "byte \(place) of \(whole.count)")
    }
  }

  /// unit: a block that claims more rows than there are numbers is damage, not an overflow.
  @Test func hugeClaimsAreDamage() throws {
    let (whole, ends) = try journal(blockRows: 8)
    let folder = TemporaryFolder()
    for word in [8, 16, 24] {
      var damaged = whole
      for byte in 0..<8 { damaged[ends[2].offset + word + byte] = byte == 7 && word == 16 ? 0x7f : 0xff }
      #expect(rows(of: damaged, in: folder)?.rows == ends[2].rows, "word at \(word)")
    }
  }

  /// unit: a journal that is there and cannot be opened or read now is said to be that, not damage or absence.
  @Test func unreadableJournalsAreNoDamage() throws {
    let folder = TemporaryFolder()
    #expect(try JournalReader(folder.path + "/none.part") == nil)
    let name = folder.path + "/shard-000000-of-000001.rows"
    symlink(name, name)
    let opening = WriteProblem(path: name, action: .open, cause: .init(errorNumber: ELOOP))
    #expect(throws: opening) { try JournalReader(name) }
    #expect(throws: SweepProblem.write(opening)) { try ShardSet(folders: [folder.path]) }
    #expect(throws: SweepProblem.write(opening)) {
      try ShardFolder(path: folder.path, plan: plan, shard: .whole).chain()
    }
    unlink(name)
    mkdir(name, 0o777)
    let reading = WriteProblem(path: name, action: .read, cause: .init(errorNumber: EISDIR))
    #expect(throws: reading) { try JournalReader(name) }
    var chain = RowChain(links: [RowChain.Link(path: name, start: 0)])
    #expect(!chain.next() && chain.problem == reading)
    rmdir(name)
  }

  /// unit: a claim board has its blocks on the device before it is mapped, and damage in one is passed over.
  @Test func claimBoardsAreAllocated() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/a.claims"
    do {
      let board = try ClaimBoard(path: path, workers: 3, deaths: [7: 1, 2: 1])
      var information = stat()
      #expect(stat(path, &information) == 0 && information.st_size == 8 * 36 && information.st_blocks > 0)
      board.slot(1)[1] = 8
      board.slot(2)[1] = .max
    }
    #expect(ClaimBoard.deaths(in: [path]) == [7: 2, 2: 1])
    #expect(throws: WriteProblem.self) {
      _ = try ClaimBoard(path: path, workers: 1, deaths: [:])
    }
  }

  /// unit: passing over rows meets the same rows as reading them.
  @Test func skippingMeetsTheSameRows() throws {
    let (whole, _) = try journal(blockRows: 5)
    let folder = TemporaryFolder()
    let path = folder.path + "/c.part"
    write(whole, to: path)
    for target in 0..<40 {
      let (reader, slow) = (try #require(try JournalReader(path)), try #require(try JournalReader(path)))
      #expect(reader.skip(to: target) && reader.next())
      while slow.ordinal < target { #expect(slow.next()) }
      #expect(reader.ordinal == target && reader.failure == slow.failure)
      #expect(reader.withRecord { Array($0) } == slow.withRecord { Array($0) })
    }
    #expect(try JournalReader(path)?.skip(to: 41) == false)
  }

  /// unit: a header reads back as it was, and not when a byte differs.
  @Test func headersReadBack() throws {
    let header = JournalHeader(plan: plan, shard: try Shard(3, of: 9), start: 77)
    let bytes = header.encoded().withBytes { Array($0) }
    #expect(bytes.withUnsafeBytes { JournalHeader($0) } == header)
    for place in bytes.indices {
      var other = bytes
      other[place] ^= 4
      #expect(other.withUnsafeBytes { JournalHeader($0) } == nil)
    }
  }

  /// unit: ranges print as an array list.
  @Test func rangesPrintCompactly() {
    #expect(IndexRanges([0, 1, 2, 7, 9, 10]).description == "0-2,7,9-10")
    #expect(IndexRanges([]).isEmpty && IndexRanges([5]).count == 1)
  }

  /// unit: shards divide the indices without remainder, each in ascending order.
  @Test(arguments: [Shard.Layout.strided, .contiguous]) func shardsDivideTheRuns(layout: Shard.Layout) throws
  {
    for (runs, count) in [(0, 1), (1, 5), (17, 5), (100, 7), (6, 6)] {
      var all: [Int] = []
      for number in 0..<count {
        let shard = try Shard(number, of: count, layout: layout)
        let indices = (0..<shard.count(ofRuns: runs)).map { shard.index($0, ofRuns: runs) }
        #expect(indices == indices.sorted())
        all += indices
      }
      #expect(all.sorted() == Array(0..<runs))
    }
    #expect(throws: PlanProblem.self) { try Shard(5, of: 5, layout: layout) }
    #expect(throws: PlanProblem.self) { try Shard(-1, of: 5, layout: layout) }
    #expect(throws: PlanProblem.self) { try Shard(0, of: 0, layout: layout) }
  }
}
