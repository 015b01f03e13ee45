#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Tables

/// Which run each worker is in, in memory that outlives the process: a small mapped file.
///
/// When the process dies of a trap, a handler on the dying thread marks the run it was in. The next process
/// counts such marks, so that a run that keeps killing its process can be told from the innocent ones
/// beside it. The file also carries the counts of the processes before it. Form: 8 words (magic, workers,
/// inherited counts), then 8 words a worker (run + 1, died + 1), then a pair of words for each inherited
/// count.
struct ClaimBoard: ~Copyable {
  private static let magic: UInt64 = 0x0a31_4d49_414c_4353
  private static let wordsPerSlot = 8
  // Larger numbers are damage.
  private static let mostOrdinals: UInt64 = 1 << 62
  private static let mostDeaths: UInt64 = 1 << 20
  private let memory: UnsafeMutablePointer<UInt64>
  private let byteCount: Int
  private let workers: Int
  private let path: String?

  /// A board for so many workers; mapped to a new file at `path`, or in plain memory when nil.
  init(path: String?, workers: Int, deaths: [Int: Int]) throws(WriteProblem) {
    let words = Self.words(workers, deaths)
    byteCount = words.count * 8
    self.workers = workers
    self.path = path
    let descriptor = try path.map { (path) throws(WriteProblem) in try Self.create(path, words) } ?? -1
    let flags = path == nil ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED
    let mapped = mmap(nil, byteCount, PROT_READ | PROT_WRITE, flags, descriptor, 0)
    let cause = WriteProblem.Cause(errorNumber: errno)
    if descriptor >= 0 { close(descriptor) }
    guard let mapped, mapped != MAP_FAILED else {
      throw WriteProblem(path: path ?? "memory", action: .create, cause: cause)
    }
    memory = mapped.bindMemory(to: UInt64.self, capacity: words.count)
    if path == nil { memory.update(from: words, count: words.count) }
  }

  /// What a new board holds.
  private static func words(_ workers: Int, _ deaths: [Int: Int]) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: wordsPerSlot * (1 + workers))
    words[0] = magic
    words[1] = UInt64(workers)
    words[2] = UInt64(deaths.count)
    for (ordinal, count) in deaths.sorted(by: { $0.key < $1.key }) {
      words += [UInt64(ordinal), UInt64(count)]
    }
    return words
  }

  /// Creates the file in full and gives its descriptor.
  ///
  /// Every byte is written, so that each has its place on the device before the file is mapped: to store into
  /// a page that has none, on a full device, would end the process.
  private static func create(_ path: String, _ words: [UInt64]) throws(WriteProblem) -> Int32 {
    let descriptor = Retry.onInterrupt { open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
    if descriptor < 0 { throw WriteProblem(path: path, action: .create, cause: .init(errorNumber: errno)) }
    let failure: Int32 = words.withUnsafeBytes { SystemWrite.all($0, to: descriptor) }
    if failure != 0 {
      close(descriptor)
      unlink(path)
      throw WriteProblem(path: path, action: .write, cause: .init(errorNumber: failure))
    }
    return descriptor
  }

  deinit { munmap(memory, byteCount) }

  /// The slot of a worker: word 0 is its run + 1, word 1 the run + 1 in which it died.
  func slot(_ worker: Int) -> UnsafeMutablePointer<UInt64> {
    precondition(worker < workers)
    return memory + Self.wordsPerSlot * (1 + worker)
  }

  /// Removes the file: the process ends in order.
  func remove() { if let path { unlink(path) } }

  /// How many deaths each run has caused, from the boards that dead processes left.
  ///
  /// Boards that carry the same history count once: for each run the largest count holds.
  static func deaths(in paths: [String]) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for path in paths {
      var own: [Int: Int] = [:]
      guard let words = read(path), words.count >= wordsPerSlot, words[0] == magic,
        words[1] < 1 << 20, words[2] < 1 << 32,
        words.count >= wordsPerSlot * (1 + Int(words[1])) + 2 * Int(words[2])
      else { continue }
      var word = wordsPerSlot * (1 + Int(words[1]))
      for _ in 0..<Int(words[2]) {
        if words[word] < mostOrdinals && words[word + 1] < mostDeaths {
          own[Int(words[word])] = Int(words[word + 1])
        }
        word += 2
      }
      for worker in 0..<Int(words[1]) {
        let died = words[wordsPerSlot * (1 + worker) + 1]
        if (1...mostOrdinals).contains(died) { own[Int(died) - 1, default: 0] += 1 }
      }
      result.merge(own) { max($0, $1) }
    }
    return result
  }

  /// Whether a process died in one of its runs and left its mark here.
  static func isMarked(_ path: String) -> Bool {
    guard let words = read(path), words.count >= wordsPerSlot, words[0] == magic, words[1] < 1 << 20 else {
      return false
    }
    return (0..<Int(words[1])).contains { worker in
      let place = wordsPerSlot * (1 + worker) + 1
      return place < words.count && words[place] > 0
    }
  }

  private static func read(_ path: String) -> [UInt64]? {
    let descriptor = Retry.onInterrupt { open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_size < 1 << 30 else { return nil }
    var words = [UInt64](repeating: 0, count: Int(information.st_size) / 8)
    let wanted = words.count * 8
    let got = words.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, wanted, 0) }
    return got == wanted ? words : nil
  }
}
