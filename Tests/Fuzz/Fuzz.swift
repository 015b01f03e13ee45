#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import TestSupport

/// Tries damaged scenarios and random worlds for as long as asked: `make fuzz SECONDS=60`.
///
/// A scenario is refused with reasons, or it runs to its end with all matter accounted for, the same however often.
/// What does anything else is kept in `.build/fuzz`, with the words that repeat it, and the status is 1. Arguments:
/// seconds, and one case if only that is to be seen; `SEED` in the environment repeats the cases of another time.
@main
enum Fuzz {
  static let folder = ".build/fuzz"

  static func main() {
    let words = CommandLine.arguments.dropFirst()
    if words.first == "worker" {
      let numbers = words.dropFirst().compactMap { Int($0) }
      Worker.work(seed: UInt64(numbers[0]), first: numbers[1], stride: numbers[2])
    }
    let numbers = words.compactMap { Int($0) }
    guard numbers.count == words.count, let seconds = numbers.first else {
      print("usage: [SEED=N] Fuzz SECONDS [CASE]")
      exit(64)
    }
    let seed = Chance.given ?? UInt64.random(in: 0..<1_000_000)
    mkdir(".build", 0o777)
    mkdir(folder, 0o777)
    if numbers.count > 1 { exit(show(seed: seed, number: numbers[1])) }
    print("SEED=\(seed) repeats these cases")
    exit(watch(seed: seed, seconds: seconds))
  }

  /// Runs one case here and says what comes of it.
  private static func show(seed: UInt64, number: Int) -> Int32 {
    let single = Case(seed: seed, number: number, shipped: ShippedScenarios(folder: "Scenarios"))
    keep(single, "to be seen")
    print(single.words)
    let check = CaseCheck(single)
    print("\(check.outcome) \(check.what)")
    return check.outcome == .fault ? 1 : 0
  }

  /// Keeps a case: the damaged file, and what is wrong.
  static func keep(_ single: Case, _ what: String) {
    let name = "\(folder)/\(single.seed)-\(single.number)"
    if let damaged = single.damaged { InputBytes.write(damaged.bytes, to: name + ".json") }
    InputBytes.write(Array("\(what)\n\(single.words)".utf8), to: name + ".txt")
  }

  /// Lets workers run for so long and replaces those that die; the exit status.
  private static func watch(seed: UInt64, seconds: Int) -> Int32 {
    let shipped = ShippedScenarios(folder: "Scenarios")
    let count = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    var workers = (0..<count).map { Worker(seed: seed, first: $0, stride: count) }
    var tally = Tally()
    let end = time(nil) + seconds
    while time(nil) < end {
      var polled = workers.map { pollfd(fd: $0.messages, events: Int16(POLLIN), revents: 0) }
      poll(&polled, nfds_t(polled.count), 200)
      for place in workers.indices where polled[place].revents != 0 {
        if let message = workers[place].next() {
          tally.add(message)
          continue
        }
        let number = workers[place].isAt
        let single = Case(seed: seed, number: number, shipped: shipped)
        let what = workers[place].end()
        keep(single, what)
        tally.faults.append(number)
        workers[place] = Worker(seed: seed, first: number + count, stride: count)
      }
    }
    for worker in workers {
      kill(worker.process, SIGKILL)
      _ = worker.end()
    }
    print(tally.words)
    for number in tally.faults.sorted() {
      let text = String(decoding: InputBytes.read("\(folder)/\(seed)-\(number).txt"), as: UTF8.self)
      print("\(folder)/\(seed)-\(number): \(text.prefix { $0 != "\n" })")
    }
    return tally.faults.isEmpty ? 0 : 1
  }
}

/// How many cases ended how.
private struct Tally {
  private var counts: [Case.Kind: [UInt64: Int]] = [:]
  var faults: [Int] = []

  mutating func add(_ message: Worker.Message) {
    guard message.outcome > 0 else { return }
    let kind = Case.kind(of: Int(message.number))
    counts[kind, default: [:]][message.outcome, default: 0] += 1
    if message.outcome == UInt64(CaseCheck.Outcome.fault.rawValue) { faults.append(Int(message.number)) }
  }

  var words: String {
    func count(_ kind: Case.Kind, _ outcome: CaseCheck.Outcome) -> Int {
      counts[kind]?[UInt64(outcome.rawValue)] ?? 0
    }
    let parts = [(Case.Kind.mutated, "damaged scenarios"), (.world, "random worlds")].map { kind, noun in
      "\(counts[kind]?.values.reduce(0, +) ?? 0) \(noun), of which \(count(kind, .ran)) ran, "
        + "\(count(kind, .outOfHand)) ran out of hand and \(count(kind, .refused)) were refused"
    }
    return "\(parts.joined(separator: "; ")): \(faults.count) faults"
  }
}
