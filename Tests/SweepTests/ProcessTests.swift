#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Sweep
import TestSupport
import Testing

/// Sweeps as processes that are killed, stopped or trap.
@Suite(.serialized) struct ProcessTests {
  /// The folder of the test binary, where the probe lies too.
  static let probe: String = {
    let path = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      let count = readlink("/proc/self/exe", buffer.baseAddress!, 4095)
      return String(decoding: buffer[..<max(count, 0)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let beside = "/\(folder)/SweepProbe"
    if access(beside, X_OK) == 0 { return beside }
    // Where the tests are loaded by a program that lies elsewhere, an argument names the bundle.
    for argument in CommandLine.arguments where argument.contains(".xctest") {
      let folder = argument.split(separator: "/").prefix { !$0.hasSuffix(".xctest") }.joined(separator: "/")
      let candidate = (argument.hasPrefix("/") ? "/" : "") + folder + "/SweepProbe"
      if access(candidate, X_OK) == 0 { return candidate }
    }
    return ".build/debug/SweepProbe"
  }()

  private func start(_ arguments: [String]) -> pid_t {
    var texts: [UnsafeMutablePointer<CChar>?] = ([Self.probe] + arguments).map { strdup($0) }
    texts.append(nil)
    defer { for text in texts { free(text) } }
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("SWIFT_BACKTRACE=enable=no"), nil]
    defer { free(environment[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var child = pid_t()
    #expect(posix_spawn(&child, Self.probe, &actions, nil, texts, &environment) == 0)
    return child
  }

  /// The wait status of a child: its signal, or its exit status shifted left by 8.
  private func wait(_ child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return status
  }

  private func run(_ arguments: String...) -> Int32 { wait(start(arguments)) }

  private func outputs(_ folders: [TemporaryFolder]) throws -> [[UInt8]] { try Merged1(folders).outputs }

  /// The probe has one metric, so its merged rows have an observer of their own.
  private struct Merged1 {
    var outputs: [[UInt8]]
    init(_ folders: [TemporaryFolder]) throws {
      let target = TemporaryFolder()
      let set = try ShardSet(folders: folders.map(\.path))
      #expect(set.isComplete)
      var observer = NoObserver()
      let files = (0..<2).map { "\(target.path)/output\($0).csv" }
      _ = try set.merge(outputs: files.map { MergedOutput(path: $0, header: "") }, observer: &observer)
      outputs = files.map { bytes(of: $0) }
    }
  }

  /// twin: ten kills at random moments and resumes end with the bytes of a sweep left in peace.
  @Test func killsLeaveTheSameBytes() throws {
    let (peace, war) = (TemporaryFolder(), TemporaryFolder())
    #expect(run(peace.path, "20000", "2", "0", "1", "0") == 0)
    var chance = Chance("ProcessTests.killsLeaveTheSameBytes")
    for _ in 0..<10 {
      let begun = Child.run(in: war.path) ?? 0
      let child = start([war.path, "20000", "2", "0", "1", "200"])
      let last = begun + Int.random(in: 0...300, using: &chance)
      _ = Child.wait(for: child) { Child.run(in: war.path) ?? 0 >= last }
      kill(child, SIGKILL)
      _ = wait(child)
      if (try? ShardSet(folders: [war.path])) == nil { continue }
      // What is there at any moment is a valid start of the rows.
      let set = try ShardSet(folders: [war.path])
      let reader = set.makeReader()
      var count = 0
      while reader.next() { count += 1 }
      #expect(count == set.rows[0])
    }
    #expect(run(war.path, "20000", "2", "0", "1", "0") == 0)
    #expect(try outputs([peace]) == outputs([war]))
    #expect(war.names == ["shard-000000-of-000001.rows"])
    #expect(bytes(of: peace.path + "/" + peace.names[0]) == bytes(of: war.path + "/" + war.names[0]))
  }

  /// unit: TERM ends the sweep in order with 75, and it goes on afterwards; a second TERM does no harm.
  @Test func signalsInterrupt() throws {
    let (folder, peace) = (TemporaryFolder(), TemporaryFolder())
    let child = start([folder.path, "100000", "2", "0", "1", "300"])
    #expect(Child.wait(for: child) { (try? ShardSet(folders: [folder.path]).rows[0]) ?? 0 > 0 })
    kill(child, SIGTERM)
    kill(child, SIGUSR1)
    kill(child, SIGCONT)
    #expect(wait(child) == 75 << 8)
    let rows = try ShardSet(folders: [folder.path]).rows[0]
    #expect(rows > 0 && rows < 100_000)
    #expect(!folder.names.contains { $0.hasSuffix(".claims") })
    #expect(run(folder.path, "100000", "2", "0", "1", "0") == 0)
    #expect(run(peace.path, "100000", "1", "0", "1", "0") == 0)
    #expect(try outputs([peace]) == outputs([folder]))
  }

  /// twin: two copies of a shard at the same time do no harm.
  @Test func twoCopiesDoNoHarm() throws {
    let (folder, peace) = (TemporaryFolder(), TemporaryFolder())
    let children = (0..<2).map { _ in start([folder.path, "1000", "2", "0", "1", "100"]) }
    for child in children { #expect(wait(child) == 0) }
    #expect(run(folder.path, "1000", "2", "0", "1", "0") == 0)
    #expect(run(peace.path, "1000", "1", "0", "1", "0") == 0)
    #expect(try outputs([peace]) == outputs([folder]))
  }

  /// unit: runs that trap become failure rows under a supervisor, and all others have their rows.
  @Test func trapsBecomeFailures() throws {
    let folder = TemporaryFolder()
    #expect(run("supervise", folder.path, "300", "2", "0", "1", "100", "7", "8", "250") == 0)
    let set = try ShardSet(folders: [folder.path])
    #expect(set.isComplete)
    let reader = set.makeReader()
    var failed: [Int] = []
    while reader.next() {
      guard let failure = reader.failure else { continue }
      failed.append(reader.index)
      #expect(failure.kind == .trapped && failure.attempts == 2)
    }
    #expect(failed == [7, 8, 250])
    #expect(reader.index == 299)
    #expect(folder.names == ["shard-000000-of-000001.rows"])
  }

  /// unit: without a supervisor each start dies of the trap until the run is known to be the cause.
  @Test func deathsAreCounted() throws {
    let folder = TemporaryFolder()
    let plan = SweepPlan(identity: SweepIdentity(hashing: "probe"), runs: 100, outputs: 2, metrics: 1)
    for deaths in 1...2 {
      #expect(run(folder.path, "100", "2", "0", "1", "0", "60") & 0x7f != 0)
      let progress = Supervisor.progress(in: folder.path, plan: plan, shard: .whole)
      let rows = try ShardSet(folders: [folder.path]).rows[0]
      #expect(rows <= 60 && progress == rows + deaths)
    }
    #expect(run(folder.path, "100", "2", "0", "1", "0", "60") == 0)
  }

  /// unit: a program that only dies is given up after as many deaths as asked for; one that is not there,
  /// at once.
  @Test func supervisionHasAnEnd() {
    let dying = Supervisor(executable: "/bin/sh", arguments: ["-c", "kill -9 $$"], patience: 3)
    var deaths = 0
    #expect(dying.run(progress: { 0 }, died: { _ in deaths += 1 }) == .died(signal: SIGKILL))
    #expect(deaths == 3)
    deaths = 0
    #expect(dying.run(progress: { min(deaths, 4) }, died: { _ in deaths += 1 }) == .died(signal: SIGKILL))
    #expect(deaths == 7)
    let leaving = Supervisor(executable: "/bin/sh", arguments: ["-c", "exit 9"])
    #expect(leaving.run(progress: { 0 }) == .exited(9))
    let missing = Supervisor(executable: "/nonexistent", arguments: [])
    #expect(missing.run(progress: { 0 }) == .notStarted(errorNumber: ENOENT))
  }

  /// unit: shards that died are named for the array job.
  @Test func missingShardsAreNamed() throws {
    let folder = TemporaryFolder()
    for shard in ["0", "1", "4"] { #expect(run(folder.path, "50", "1", shard, "6", "0") == 0) }
    #expect(run(folder.path, "50", "1", "2", "6", "0", "14") & 0x7f != 0)
    let set = try ShardSet(folders: [folder.path])
    #expect(!set.isComplete)
    #expect(set.missingShards.description == "2-3,5")
    let missing = set.missingRuns.ranges.flatMap { Array($0) }
    #expect(missing.allSatisfy { [2, 3, 5].contains($0 % 6) } && missing.contains(14) && missing.contains(3))
    #expect(run(folder.path, "50", "1", "6", "6", "0") == 64 << 8)
  }
}
