import Testing

@testable import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Results folders")
struct ResultsFolderTests {
  /// Runs `body` in a fresh folder that is removed afterwards.
  private func withFolder(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/results-test-XXXXXX".utf8CString)
    let path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
    defer { try? FileSystem.removeAll(path) }
    try body(path)
  }

  /// The text of a small file; nil if there is none.
  private func contents(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  private func fill(_ folder: ResultsFolder, run: Int, more: String? = nil) throws {
    var table = try folder.createTable(
      TableSchema(
        fileName: "runs.csv", title: "Runs", description: "Runs.", columns: [Column("run", .integer, "Run.")])
    )
    table.append(integer: run)
    try table.endRow()
    folder.add(try table.finish())
    if let more { try folder.write(more, text: "old\n") }
    try folder.writeManifest(["files": folder.fileList, "resolved": "all"])
  }

  @Test("unit: nothing is there before the commit, everything after it")
  func commit() throws {
    try withFolder { place in
      let folder = try ResultsFolder(at: place + "/base/")
      try fill(folder, run: 7)
      #expect(FileSystem.entry(at: place + "/base") == .missing)
      let temporary = FileSystem.names(in: place)
      #expect(temporary.count == 1 && temporary[0].hasPrefix(".base.partial-"))
      #expect(temporary[0].contains("-\(getpid())-"))
      try folder.commit()
      #expect(FileSystem.names(in: place) == ["base"])
      #expect(FileSystem.names(in: place + "/base") == ["manifest.json", "runs.csv"])
      #expect(contents(place + "/base/runs.csv") == "run\n7\n")
      #expect(
        folder.files == [
          FileRecord(name: "runs.csv", bytes: 6, sha256: SHA256.hex(of: "run\n7\n")),
          try FileRecord(reading: "manifest.json", in: place + "/base"),
        ])
    }
  }

  @Test("unit: a folder that is not committed leaves nothing behind")
  func abandoned() throws {
    try withFolder { place in
      do {
        let folder = try ResultsFolder(at: place + "/base")
        try fill(folder, run: 1)
        #expect(FileSystem.names(in: place).count == 1)
      }
      #expect(FileSystem.names(in: place) == [])
      let discarded = try ResultsFolder(at: place + "/base")
      try fill(discarded, run: 1)
      discarded.discard()
      #expect(FileSystem.names(in: place) == [])
    }
  }

  @Test("unit: what is there is refused, and replaced only when asked for")
  func replace() throws {
    try withFolder { place in
      let path = place + "/base"
      let first = try ResultsFolder(at: path)
      try fill(first, run: 1, more: "old.csv")
      try first.commit()
      #expect(throws: FolderProblem.exists(path)) { try ResultsFolder(at: path) }

      let second = try ResultsFolder(at: path, replace: true)
      try fill(second, run: 2)
      #expect(contents(path + "/runs.csv") == "run\n1\n")
      try second.commit()
      #expect(contents(path + "/runs.csv") == "run\n2\n")
      #expect(FileSystem.names(in: place) == ["base"])
      #expect(FileSystem.names(in: path) == ["manifest.json", "runs.csv"])
    }
  }

  @Test("unit: two folders exchange their places in one step, and missing ones do not")
  func exchange() throws {
    try withFolder { place in
      try FileSystem.makeFolder(place + "/a")
      try FileSystem.makeFolder(place + "/a/inside")
      try FileSystem.makeFolder(place + "/b")
      #expect(FileSystem.exchange(place + "/a", place + "/b"))
      #expect(FileSystem.names(in: place + "/b") == ["inside"])
      #expect(FileSystem.names(in: place + "/a") == [])
      #expect(!FileSystem.exchange(place + "/a", place + "/absent"))
    }
  }

  @Test("unit: a file system without an exchange sets the old folder aside")
  func aside() throws {
    try withFolder { place in
      let path = place + "/base"
      let first = try ResultsFolder(at: path)
      try fill(first, run: 1)
      try first.commit()
      let second = try ResultsFolder(at: path, replace: true)
      try fill(second, run: 2)
      second.canExchange = false
      try second.commit()
      #expect(contents(path + "/runs.csv") == "run\n2\n")
      #expect(FileSystem.names(in: place) == ["base"])
    }
  }

  @Test("unit: results with anything else among them are not replaced, and it is named")
  func others() throws {
    try withFolder { place in
      let path = place + "/base"
      let first = try ResultsFolder(at: path)
      try fill(first, run: 1)
      try first.commit()
      let second = try ResultsFolder(at: path, replace: true)
      try fill(second, run: 2)
      try FileSystem.makeFolder(path + "/.git")
      // What came during the run stays as well.
      #expect(throws: FolderProblem.holdsOthers(path, [".git"])) { try second.commit() }
      second.discard()
      #expect(unlink(path + "/runs.csv") == 0)
      try FileSystem.makeFolder(path + "/runs.csv")
      #expect(throws: FolderProblem.holdsOthers(path, [".git", "runs.csv"])) {
        try ResultsFolder(at: path, replace: true)
      }
      #expect(FileSystem.names(in: place) == ["base"])
    }
  }

  @Test("unit: a folder without a manifest is never replaced")
  func notResults() throws {
    try withFolder { place in
      let path = place + "/photos"
      try FileSystem.makeFolder(path)
      try FileSystem.makeFolder(path + "/manifest.json")
      #expect(throws: FolderProblem.notResults(path, holding: ["manifest.json"])) {
        try ResultsFolder(at: path, replace: true)
      }
      #expect(FileSystem.names(in: place) == ["photos"])
    }
  }

  @Test("unit: a folder that appears during the run is not overwritten")
  func appears() throws {
    try withFolder { place in
      let path = place + "/base"
      let folder = try ResultsFolder(at: path)
      try fill(folder, run: 1)
      try FileSystem.makeFolder(path)
      #expect(throws: FolderProblem.exists(path)) { try folder.commit() }
      folder.discard()
      #expect(FileSystem.names(in: place) == ["base"])
    }
  }

  @Test("unit: a link to results is followed, so that the link stays a link")
  func link() throws {
    try withFolder { place in
      let first = try ResultsFolder(at: place + "/real")
      try fill(first, run: 1)
      try first.commit()
      #expect(symlink("real", place + "/link") == 0)
      let second = try ResultsFolder(at: place + "/link", replace: true)
      try fill(second, run: 2)
      try second.commit()
      #expect(contents(place + "/real/runs.csv") == "run\n2\n")
      #expect(FileSystem.names(in: place) == ["link", "real"])
      #expect(unlink(place + "/link") == 0)
    }
  }

  @Test("unit: each way in which a place is unfit has a problem of its own")
  func unfit() throws {
    try withFolder { place in
      let file = place + "/file"
      var sink = try FileSink(creating: file)
      try sink.write(text: "x")
      _ = try sink.finish()
      #expect(throws: FolderProblem.notFolder(file)) { try ResultsFolder(at: file) }
      #expect(throws: FolderProblem.notFolder(file)) { try ResultsFolder(at: file, replace: true) }
      #expect(throws: FolderProblem.parentNotFolder(file)) { try ResultsFolder(at: file + "/base") }
      #expect(throws: FolderProblem.parentMissing(place + "/no")) {
        try ResultsFolder(at: place + "/no/base")
      }
      for name in ["", "/", ".", "..", place + "/.."] {
        #expect(throws: FolderProblem.unusableName(name)) { try ResultsFolder(at: name) }
      }
    }
  }

  @Test("unit: a parent that may not be written to", .enabled(if: access("/sys/kernel", F_OK) == 0))
  func readOnly() throws {
    // Not even root may make a folder there.
    #expect(throws: FolderProblem.parentNotWritable("/sys")) { try ResultsFolder(at: "/sys/base") }
  }

  @Test("unit: what a dead run left is not in the way, and goes if that was here")
  func stale() throws {
    var child = pid_t()
    var words: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
    defer { free(words[0]) }
    #expect(posix_spawnp(&child, "true", nil, nil, &words, nil) == 0)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    try withFolder { place in
      let dead = ".base.partial-\(FileSystem.hostName)-\(child)-abc"
      let kept = [
        ".base.partial-elsewhere-\(child)-abc", ".base.partial-\(FileSystem.hostName)-\(getpid())-abc",
        dead + ".replaced", ".other.partial-\(FileSystem.hostName)-\(child)-abc",
      ]
      for name in kept + [dead] { try FileSystem.makeFolder(place + "/" + name) }
      let folder = try ResultsFolder(at: place + "/base")
      try fill(folder, run: 1)
      try folder.commit()
      #expect(FileSystem.names(in: place) == (kept + ["base"]).sorted())
    }
  }

  @Test(
    "unit: the folder of a process in another container, whose id is none here, is left while it is in use")
  func otherContainers() throws {
    try withFolder { place in
      // No process has this id: the system gives none above 2^22.
      let path = "\(place)/.base.partial-\(FileSystem.hostName)-\(1 << 30)-abc"
      try FileSystem.makeFolder(path)
      var lock: FolderLock? = try #require(FolderLock(path))
      #expect(lock?.claim() == .alone)
      _ = try ResultsFolder(at: place + "/base")
      #expect(FileSystem.entry(at: path) == .folder)
      lock = nil
      _ = try ResultsFolder(at: place + "/base")
      #expect(FileSystem.entry(at: path) == .missing)
    }
  }

  @Test("unit: a folder that results are written to is locked until it is in its place")
  func locked() throws {
    try withFolder { place in
      let folder = try ResultsFolder(at: place + "/base")
      #expect(try #require(FolderLock(folder.temporaryPath)).claim() == .refused)
      try fill(folder, run: 1)
      try folder.commit()
      #expect(try #require(FolderLock(place + "/base")).claim() == .alone)
    }
  }

  @Test("unit: a full disk says so", .enabled(if: access("/dev/full", W_OK) == 0))
  func fullDisk() throws {
    #expect(throws: WriteProblem(path: "/dev/full", action: .write, cause: .diskFull)) {
      var sink = try FileSink(creating: "/dev/full")
      try sink.write(text: "x")
    }
    // Through the writer's buffer the problem is noticed when the buffer is passed on.
    #expect(throws: WriteProblem(path: "/dev/full", action: .write, cause: .diskFull)) {
      var writer = CSVWriter(exampleSchema, to: try FileSink(creating: "/dev/full"), flushSize: 64)
      for _ in 0..<100 {
        for _ in 0..<5 { writer.appendEmpty() }
        try writer.endRow()
      }
    }
  }

  @Test("unit: a device that has nothing to force anywhere is written and finished")
  func devices() throws {
    var sink = try FileSink(creating: "/dev/null")
    try sink.write(text: "abc")
    #expect(try sink.finish() == FileRecord(name: "null", bytes: 3, sha256: SHA256.hex(of: "abc")))
  }

  @Test("unit: a closed pipe says so, and a stream is counted and left open")
  func pipes() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    var sink = FileSink(borrowing: ends[1], named: "standard output")
    try sink.write(text: "abc")
    #expect(try sink.finish() == FileRecord(name: "standard output", bytes: 3, sha256: SHA256.hex(of: "abc")))
    close(ends[0])
    #expect(throws: WriteProblem(path: "standard output", action: .write, cause: .closedPipe)) {
      var sink = FileSink(borrowing: ends[1], named: "standard output")
      try sink.write(text: "abc")
    }
    #expect(close(ends[1]) == 0)
  }

  @Test("golden: what the problems say")
  func messages() {
    let full = WriteProblem(path: "out/series.csv", action: .write, cause: .diskFull)
    let texts: [String] = [
      FolderProblem(full).description,
      WriteProblem(path: "x", action: .create, cause: .init(errorNumber: EACCES)).description,
      FolderProblem.exists("out").description,
      FolderProblem.notResults("photos", holding: ["a", "b", "c", "d", "e", "f", "g"]).description,
      FolderProblem.holdsOthers("out", ["notes.txt"]).description,
      FolderProblem.parentMissing("no").description,
    ]
    #expect(
      texts == [
        "cannot write out/series.csv: no space left on the device; "
          + "free some space or choose another folder",
        "cannot create x: permission denied; choose a folder that you may write to",
        "out exists already; choose another folder or ask for it to be replaced",
        "photos is not replaced, because it has no manifest.json as capsim writes it and so may not be results "
          + "(it holds a, b, c, d, e and 2 more); choose another folder or remove it yourself",
        "out is not replaced, because it holds more than the results: notes.txt; move that elsewhere, or choose "
          + "another folder",
        "the folder no does not exist; create it first or choose another",
      ])
    #expect(FolderProblem(full) == .diskFull(full))
    let other = WriteProblem(path: "x", action: .sync, cause: .deviceError)
    #expect(FolderProblem(other) == .write(other))
  }
}
