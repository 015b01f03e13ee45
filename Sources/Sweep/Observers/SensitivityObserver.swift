import struct SimulationKernel.RunFailure

/// Gathers a sweep's rows into the blocks of its design and feeds them to sensitivity estimates, one for
/// each metric.
///
/// A point's value is the mean over its replications. A point with a failed replication fails, and its
/// block is dropped, counted and never filled in with zeros. Works on rows in index order, from a sweep or
/// a merge.
public struct SensitivityObserver: SweepObserver {
  /// The estimates, one for each metric.
  public enum Estimates: Sendable {
    case sobol([SobolIndices])
    case morris([ElementaryEffects])
  }

  public private(set) var estimates: Estimates
  /// The number of points in a block.
  public let blockSize: Int
  private let replications: Int
  private let metrics: Int
  private var values: [Double]
  private var seen = 0
  private var block = 0
  private var hasFailed = false

  /// For a Saltelli design with so many metrics.
  public init(
    _ design: SaltelliDesign, replications: Int = 1, metrics: Int, resamples: Int = 100, seed: UInt64
  ) {
    let indices = SobolIndices(dimensions: design.dimensions, resamples: resamples, seed: seed)
    self.init(.sobol(Array(repeating: indices, count: metrics)), design.blockSize, replications, metrics)
  }

  /// For a Morris design with so many metrics.
  public init(_ design: MorrisDesign, replications: Int = 1, metrics: Int, resamples: Int = 100, seed: UInt64)
  {
    let effects = ElementaryEffects(design: design, resamples: resamples, seed: seed)
    self.init(
      .morris(Array(repeating: effects, count: metrics)), design.dimensions + 1, replications, metrics)
  }

  private init(_ estimates: Estimates, _ blockSize: Int, _ replications: Int, _ metrics: Int) {
    self.estimates = estimates
    self.blockSize = blockSize
    self.replications = replications
    self.metrics = metrics
    values = Array(repeating: 0, count: blockSize * metrics)
  }

  public mutating func succeeded(_ index: Int, metrics: Span<Double>) {
    begin(index)
    let point = seen / replications
    for metric in 0..<self.metrics {
      values[metric * blockSize + point] += metrics[metric] / Double(replications)
    }
    end()
  }

  public mutating func failed(_ index: Int, _ failure: RunFailure) {
    begin(index)
    hasFailed = true
    end()
  }

  private func begin(_ index: Int) {
    precondition(index == block * blockSize * replications + seen, "rows come in index order, none left out")
  }

  private mutating func end() {
    seen += 1
    if seen < blockSize * replications { return }
    for metric in 0..<metrics { close(metric) }
    for place in values.indices { values[place] = 0 }
    seen = 0
    block += 1
    hasFailed = false
  }

  private mutating func close(_ metric: Int) {
    let range = (metric * blockSize)..<((metric + 1) * blockSize)
    let (number, failed) = (block, hasFailed)
    values.withUnsafeBufferPointer { values in
      let members = UnsafeBufferPointer(rebasing: values[range]).span
      estimates.modify(
        metric,
        sobol: { indices in
          if failed { indices.drop() } else { indices.add(base: number, members) }
        },
        morris: { effects in
          if failed { effects.drop() } else { effects.add(trajectory: number, members) }
        })
    }
  }
}

extension SensitivityObserver.Estimates {
  /// Changes one metric's estimate in place.
  fileprivate mutating func modify(
    _ metric: Int, sobol: (inout SobolIndices) -> Void, morris: (inout ElementaryEffects) -> Void
  ) {
    switch self {
    case .sobol(var indices):
      self = .sobol([])
      sobol(&indices[metric])
      self = .sobol(indices)
    case .morris(var effects):
      self = .morris([])
      morris(&effects[metric])
      self = .morris(effects)
    }
  }
}
