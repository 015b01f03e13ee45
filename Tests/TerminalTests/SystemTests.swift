import Testing

@testable import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("The system around the program")
struct SystemTests {
  private func granted(_ environment: [String: String] = [:], _ files: [String: String] = [:]) -> Int {
    Processors.granted(environment: environment) { files[$0] }
  }

  private let status = "Name:\tx\nCpus_allowed:\tff\nCpus_allowed_list:\t0-3,8,10-11\nMems_allowed:\t1\n"

  @Test("unit: the scheduler's grant comes before what the kernel allows")
  func scheduler() {
    let files = ["/proc/self/status": status]
    #expect(granted([:], files) == 7)
    #expect(granted(["SLURM_CPUS_PER_TASK": "4", "SLURM_CPUS_ON_NODE": "64"], files) == 4)
    #expect(granted(["SLURM_CPUS_ON_NODE": "64"], files) == 64)
    #expect(granted(["SLURM_CPUS_PER_TASK": "0", "SLURM_CPUS_ON_NODE": "x"], files) == 7)
    #expect(granted() == Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    #expect(Processors.granted(environment: [:]) >= 1)
  }

  @Test("unit: quotas of version 2, of the group or of any around it, rounded up")
  func quota() {
    var files = ["/proc/self/status": status, "/proc/self/cgroup": "0::/job/step\n"]
    #expect(granted([:], files) == 7)
    files["/sys/fs/cgroup/job/step/cpu.max"] = "max 100000\n"
    #expect(granted([:], files) == 7)
    files["/sys/fs/cgroup/job/cpu.max"] = "250000 100000\n"
    #expect(granted([:], files) == 3)
    files["/sys/fs/cgroup/cpu.max"] = "10000 100000\n"
    #expect(granted(["SLURM_CPUS_PER_TASK": "16"], files) == 1)
  }

  @Test("unit: quotas of version 1")
  func oldQuota() {
    var files = [
      "/proc/self/status": status, "/proc/self/cgroup": "5:memory:/a\n4:cpu,cpuacct:/docker/x\n0::/\n",
      "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "-1\n",
      "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
    ]
    #expect(granted([:], files) == 7)
    files["/sys/fs/cgroup/cpu,cpuacct/docker/x/cpu.cfs_quota_us"] = "150000\n"
    files["/sys/fs/cgroup/cpu,cpuacct/docker/x/cpu.cfs_period_us"] = "100000\n"
    #expect(granted([:], files) == 2)
  }

  @Test(
    "unit: lists of processors",
    arguments: [
      ("0", 1), ("0-3", 4), ("0-3,8,10-11", 7), ("", nil), ("x", nil), ("3-1", nil), ("1-2-3", nil),
    ] as [(String, Int?)])
  func lists(text: String, count: Int?) {
    #expect(Processors.count(list: text) == count)
  }

  @Test("unit: memory that was touched counts at its peak")
  func memory() {
    let size = 64 << 20
    let before = ProcessMemory.peak
    #expect(before > 1 << 20)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 4096)
    for byte in stride(from: 0, to: size, by: 4096) { block[byte] = 1 }
    block.deallocate()
    #expect(ProcessMemory.peak >= max(before, size))
    #expect(ProcessMemory.peak < 1 << 40)
  }

  @Test("unit: lines go out whole, the rest with a flush")
  func stream() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let stream = StandardStream(descriptor: ends[1], name: "standard output", flushSize: 8)
    #expect(!stream.isTerminal)
    try stream.write("one\n")
    try stream.write("two")
    try stream.write("three\nfour")
    #expect(received(ends[0]) == "one\ntwothree\n")
    try stream.flush()
    #expect(received(ends[0]) == "four")
    try stream.write("five is long\n")
    #expect(received(ends[0]) == "five is long\n")
    close(ends[0])
    close(ends[1])
  }

  private func received(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 1000)
    let count = read(descriptor, &bytes, 1000)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  @Test("unit: a closed pipe and a full device are told apart")
  func failures() throws {
    Signals.ignoreFailedWrites()
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    let closed = StandardStream(descriptor: ends[1], name: "standard output", flushSize: 1)
    #expect(throws: StreamProblem.closedPipe) { try closed.write("x\n") }
    try closed.flush()
    close(ends[1])
    #expect(throws: StreamProblem.failed(stream: "standard error", errorNumber: EBADF)) {
      try StandardStream(descriptor: -1, name: "standard error", flushSize: 1).write("x\n")
    }
    let full = open("/dev/full", O_WRONLY)
    if full >= 0 {
      let stream = StandardStream(descriptor: full, name: "standard output")
      try stream.write("x\n")
      #expect(throws: StreamProblem.diskFull(stream: "standard output")) { try stream.flush() }
      close(full)
    }
  }

  @Test("unit: each signal asks for an end, and a second SIGINT ends at once")
  func signals() async {
    await #expect(processExitsWith: .exitCode(7)) {
      unblockSignals()
      Signals.install()
      guard Signals.received == nil, !Signals.isStopRequested else { exit(1) }
      for request in Signals.Request.allCases {
        raise(request.number)
        guard Signals.received == request, Signals.isStopRequested else { exit(2) }
      }
      raise(SIGTERM)
      raise(SIGPIPE)
      exit(7)
    }
    await #expect(processExitsWith: .signal(SIGINT)) {
      unblockSignals()
      Signals.install()
      raise(SIGINT)
      raise(SIGINT)
    }
  }

  @Test("golden: exit statuses")
  func statuses() {
    #expect(ExitStatus.allCases.map(\.rawValue) == [0, 3, 4, 64, 65, 66, 70, 73, 74, 75])
    #expect(ExitStatus.allCases.allSatisfy { !$0.meaning.isEmpty })
    #expect(Signals.Request.allCases.map(\.name) == ["SIGINT", "SIGTERM", "SIGUSR1"])
  }
}

/// Lets signals through to this thread; threads of a dispatch pool begin with most of them held back.
private func unblockSignals() {
  var all = sigset_t()
  sigfillset(&all)
  pthread_sigmask(SIG_UNBLOCK, &all, nil)
}
