import struct SimulationKernel.RunFailure
import Synchronization

/// The place of one finished run while the runs before it are not yet written.
struct RingSlot: ~Copyable {
  var row: RowBuffer
  var failure: RunFailure?
  /// The ordinal + 1 of the run whose result lies here.
  let ready = Atomic<Int>(0)

  init(outputs: Int, metrics: Int) {
    row = RowBuffer(outputs: outputs, metrics: metrics)
  }
}
