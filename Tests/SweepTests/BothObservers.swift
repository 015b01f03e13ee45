import Sweep

import struct SimulationKernel.RunFailure

/// Two observers that see the same rows; satisfied when either is.
struct BothObservers<First: SweepObserver, Second: SweepObserver>: SweepObserver {
  var first: First
  var second: Second

  init(_ first: First, _ second: Second) {
    self.first = first
    self.second = second
  }

  mutating func wrote(_ index: Int, output: Int, bytes: UnsafeRawBufferPointer) {
    first.wrote(index, output: output, bytes: bytes)
    second.wrote(index, output: output, bytes: bytes)
  }

  mutating func succeeded(_ index: Int, metrics: Swift.Span<Double>) {
    first.succeeded(index, metrics: metrics)
    second.succeeded(index, metrics: metrics)
  }

  mutating func failed(_ index: Int, _ failure: RunFailure) {
    first.failed(index, failure)
    second.failed(index, failure)
  }

  var isSatisfied: Bool { first.isSatisfied || second.isSatisfied }
}
