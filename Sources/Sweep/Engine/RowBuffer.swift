import Tables

/// What one run puts out: bytes for each output file, and its metrics as numbers.
///
/// It belongs to the engine and is emptied before each run without giving up its memory, so that in the
/// steady state filling it allocates nothing.
public struct RowBuffer: ~Copyable {
  private var bytes: ByteBuffer
  private let ends: UnsafeMutableBufferPointer<Int>
  private let values: UnsafeMutableBufferPointer<Double>
  private var output = 0

  /// An empty row for so many outputs and metrics.
  public init(outputs: Int, metrics: Int) {
    precondition(outputs >= 1 && metrics >= 0)
    bytes = ByteBuffer(capacity: 256)
    ends = .allocate(capacity: outputs)
    ends.initialize(repeating: 0)
    values = .allocate(capacity: metrics)
    values.initialize(repeating: .nan)
  }

  deinit {
    ends.deallocate()
    values.deallocate()
  }

  /// The number of outputs.
  public var outputs: Int { ends.count }

  /// The text of the current output, to which the model appends whole lines.
  ///
  /// Outputs are written in order: the first from the start, the next after `nextOutput()`.
  public var text: ByteBuffer {
    _read { yield bytes }
    _modify { yield &bytes }
  }

  /// Ends the current output and goes on to the next.
  public mutating func nextOutput() {
    precondition(output + 1 < ends.count, "the sweep has no further output")
    ends[output] = bytes.count
    output += 1
  }

  /// Sets metric number `metric`; one that is not set is NaN.
  public mutating func set(_ metric: Int, to value: Double) {
    values[metric] = value
  }

  /// Gives `body` the metrics, valid until it returns.
  public borrowing func withMetrics<Result>(_ body: (Span<Double>) -> Result) -> Result {
    body(UnsafeBufferPointer(values).span)
  }

  /// The metrics' memory, for the journal.
  var metricBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(values) }

  /// Gives `body` the bytes of one output, valid until it returns.
  public borrowing func withBytes<Result>(
    of output: Int, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let start = output == 0 ? 0 : end(output - 1)
    let end = end(output)
    return bytes.withBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
  }

  /// Gives `body` the bytes of all outputs, one after another.
  borrowing func withAllBytes(_ body: (UnsafeRawBufferPointer) -> Void) { bytes.withBytes(body) }

  /// Takes a row from elsewhere: `read` fills the memory of the metrics, then that of all outputs, whose lengths
  /// are known. False as soon as `read` says so.
  mutating func fill(lengths: [Int], _ read: (UnsafeMutableRawBufferPointer) -> Bool) -> Bool {
    reset()
    guard read(UnsafeMutableRawBufferPointer(values)) else { return false }
    var end = 0
    for index in lengths.indices {
      end += lengths[index]
      ends[index] = end
    }
    output = lengths.count - 1
    return bytes.append(count: end, filledBy: read)
  }

  /// Empties the row and keeps its memory.
  public mutating func reset() {
    bytes.removeAll()
    output = 0
    for metric in values.indices { values[metric] = .nan }
  }

  /// The bytes of all outputs together.
  var byteCount: Int { bytes.count }

  /// The memory held.
  var capacity: Int { bytes.capacity }

  /// Gives up the memory of a row that grew large.
  mutating func shrink() { bytes = ByteBuffer(capacity: 256) }

  /// The length of one output.
  borrowing func length(of output: Int) -> Int {
    end(output) - (output == 0 ? 0 : end(output - 1))
  }

  private borrowing func end(_ which: Int) -> Int { which < output ? ends[which] : bytes.count }
}
