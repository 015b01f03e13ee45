/// What stands outside of the house rules for now or for good: plain data, by path. An exception that nothing needs
/// fails the tests as a breach does.
enum Exceptions {
  /// Lines of files that are too long.
  static let longFiles: [String: Int] = [:]

  /// Parameters of the longest list in a file.
  static let longParameterLists = [
    "Sources/Model/Fabs/Fabs+Projects.swift": 7,
    // A round of SHA-256 has the standard's eight working variables.
    "Sources/Tables/SHA256.swift": 9,
  ]

  /// Lines of more than 120 columns, all of them comments of the industries.
  static let longLines: [String: Int] = [:]

  /// Numbers without a name in the rules of the model, by file.
  static let literalNumbers: [String: Int] = [:]

  /// Assignments to what other industries keep, by file: quotes that stood before a shock are put back as they were.
  static let othersState = ["Sources/Model/World/World+Quotes.swift": 2]

  /// Names that only tests use, by the reason to have them among the sources.
  static let forTests: [String: String] = [
    "skipSequence":
      "brings the renumbering of the event list near, which takes sixteen million events otherwise"
  ]

  /// What targets need beside them without importing it: programs that their tests run.
  static let unimported: [String: Set<String>] = [
    "CommandTests": ["CapsimProbe", "capsim"], "SweepTests": ["SweepProbe"],
  ]

  /// Files that touch memory which the compiler does not guard, by their reason.
  static let unguardedMemory: [String: [String]] = [
    "order by integers: the event list's heap, beside a plain twin that tests hold it against": [
      "Sources/SimulationKernel/Events/EventHeap.swift"
    ],
    "inputs lie in one block of memory, found by their offsets": [
      "Sources/Inputs/BlockLayout.swift",
      "Sources/Inputs/Fields.swift",
      "Sources/Inputs/Input.swift",
      "Sources/Inputs/ParameterBlock.swift",
      "Sources/Inputs/ScenarioCompiler+Decoding.swift",
      "Sources/Inputs/View.swift",
    ],
    "what a run writes millions of times is not asked at each write whether it is shared": [
      "Sources/Model/Mechanisms/FixedArray.swift"
    ],
    "digits, rows and hashes of millions of numbers a second": [
      "Sources/Analysis/Replications/ReplicationWorker.swift",
      "Sources/Sweep/Designs/SobolSequence.swift",
      "Sources/Sweep/Engine/RowBuffer.swift",
      "Sources/Sweep/Journal/JournalFormat.swift",
      "Sources/Sweep/Journal/JournalReader.swift",
      "Sources/Sweep/Journal/JournalWriter.swift",
      "Sources/Sweep/Journal/RowReader.swift",
      "Sources/Sweep/Journal/RowWriter.swift",
      "Sources/Sweep/Observers/SensitivityObserver.swift",
      "Sources/Sweep/Sensitivity/BootstrapSums.swift",
      "Sources/Sweep/Sensitivity/ElementaryEffects.swift",
      "Sources/Sweep/Sensitivity/SobolIndices.swift",
      "Sources/Tables/ByteBuffer.swift",
      "Sources/Tables/DecimalDigits.swift",
      "Sources/Tables/PowersOfTen.swift",
      "Sources/Tables/SHA256.swift",
      "Sources/Tables/ShortestDecimal.swift",
    ],
    "rows are handed on as the bytes they are": [
      "Sources/Analysis/Relief/ReliefRuns.swift", "Sources/Analysis/Results/RunResults.swift",
      "Sources/Analysis/Results/TextFile.swift",
      "Sources/Analysis/Trace/SpillFile.swift",
      "Sources/Sweep/Engine/SweepModel.swift",
      "Sources/Sweep/Isolation/RowPipe.swift",
      "Sources/Sweep/Observers/MergedFiles.swift",
    ],
    "memory that threads or processes share": [
      "Sources/Analysis/Sweep/StructureCache.swift",
      "Sources/Sweep/Engine/SweepCore.swift",
      "Sources/Sweep/Engine/SweepEngine.swift",
      "Sources/Sweep/Engine/SweepWorker.swift",
      "Sources/Sweep/Engine/WorkerThread.swift",
      "Sources/Sweep/Traps/ClaimBoard.swift",
      "Sources/Sweep/Traps/TrapMarker.swift",
    ],
    "the system's calls take and give pointers": [
      "Benchmarks/Sweep/SweepBenchmark.swift",
      "Sources/Analysis/Sweep/EarlierRows.swift",
      "Sources/Analysis/Sweep/RowFile.swift",
      "Sources/Commands/Scenario/InputFile.swift",
      "Sources/Commands/Worker/ProgramFile.swift",
      "Sources/Sweep/Isolation/WorkerProcess.swift",
      "Sources/Sweep/Journal/ShardFolder.swift",
      "Sources/Sweep/Traps/Supervisor.swift",
      "Sources/Tables/FileBytes.swift",
      "Sources/Tables/FileSink.swift",
      "Sources/Tables/FileSystem.swift",
      "Sources/Terminal/StandardStream.swift",
      "Sources/Terminal/SystemFile.swift",
      "Sources/capsim/Capsim.swift",
      "Tests/AnalysisTests/ModelStampTests.swift",
      "Tests/CommandTests/RunProgram.swift",
      "Tests/CommandTests/Support/CapsimProcess.swift",
      "Tests/CommandTests/Support/TemporaryFolder.swift",
      "Tests/CommandTests/SweepProgram.swift",
      "Tests/Fuzz/Worker.swift",
      "Tests/HouseTests/Reading/Repository.swift",
      "Tests/Mutants/Files.swift",
      "Tests/Mutants/TestRun.swift",
      "Tests/SweepTests/ProcessTests.swift",
      "Tests/SweepTests/TestModel.swift",
      "Tests/TablesTests/ResultsFolderTests.swift",
      "Tests/TestSupport/Child.swift",
    ],
    "what is tried or measured takes pointers": [
      "Benchmarks/Sweep/SaltelliGoal.swift",
      "Tests/AnalysisTests/ReplicationTests.swift",
      "Tests/SweepTests/BothObservers.swift",
      "Tests/SweepTests/IsolationTests.swift",
      "Tests/SweepTests/JournalTests.swift",
      "Tests/SweepTests/MergedFilesTests.swift",
      "Tests/SweepTests/PrecisionRuleTests.swift",
      "Tests/SweepTests/SensitivityRuleTests.swift",
      "Tests/SweepTests/SensitivityTests.swift",
      "Tests/TablesTests/SchemaTests.swift",
      "Tests/TablesTests/ShortestDecimalTests.swift",
      "Tests/TerminalTests/SystemTests.swift",
    ],
  ]
}
