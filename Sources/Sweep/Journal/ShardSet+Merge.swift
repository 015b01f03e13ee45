import Tables

extension ShardSet {
  /// Writes all rows in index order, each output to its file after its header line, and shows them to the
  /// observer.
  ///
  /// The bytes are those of a sweep that was never divided or interrupted. Returns what each file holds.
  /// Throws when a shard turns out damaged or a file cannot be written; the files are then of no use.
  public func merge(
    outputs: [MergedOutput], observer: inout some SweepObserver
  ) throws(SweepProblem) -> [FileRecord] {
    precondition(outputs.count == plan.outputs, "each output has its file")
    let reader = makeReader()
    let records: [FileRecord]
    do throws(WriteProblem) {
      var files = try MergedFiles(outputs)
      while reader.next() {
        reader.show(to: &files)
        reader.show(to: &observer)
        if reader.index & 0xffff == 0 && files.haveFailed { break }
      }
      records = try files.finish()
    } catch {
      throw .write(error)
    }
    if let problem = reader.problem { throw .write(problem) }
    if let shard = reader.damagedShard { throw .damaged(shard: shard) }
    return records
  }
}
