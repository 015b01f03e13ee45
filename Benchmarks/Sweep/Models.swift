import struct SimulationKernel.RunFailure
import Sweep
import Tables

/// A run that computes for a given number of steps and writes one short row.
struct BusyModel: SweepModel {
  let steps: Int

  func makeWorker() -> UInt64 { 0 }

  func run(_ index: Int, worker: inout UInt64, into row: inout RowBuffer) throws(RunFailure) {
    let value = Self.work(index, steps)
    worker ^= value
    row.text.append(integer: index)
    row.text.append(byte: UInt8(ascii: ","))
    row.text.append(integer: Int(value >> 40))
    row.text.append(byte: UInt8(ascii: "\n"))
    row.set(0, to: Double(value >> 40))
  }

  @inline(never)
  static func work(_ index: Int, _ steps: Int) -> UInt64 {
    var state = UInt64(index) &+ 0x9E37_79B9_7F4A_7C15
    for _ in 0..<steps {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
    }
    return state
  }
}

/// A run that does nothing but write its row of a run number and some random numbers from 0 to 1.
struct ValuesModel: SweepModel {
  let values: Int
  /// Whether the numbers are thousandths, which are short, rather than of full precision.
  var isShort = false

  func makeWorker() -> Int { 0 }

  func run(_ index: Int, worker: inout Int, into row: inout RowBuffer) throws(RunFailure) {
    row.text.append(integer: index)
    var state = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    for _ in 0..<values {
      state ^= state >> 29
      state = state &* 0xBF58_476D_1CE4_E5B9
      row.text.append(byte: UInt8(ascii: ","))
      let number = Double(state >> 11) * 0x1p-53
      row.text.append(number: isShort ? (number * 1000).rounded() / 1000 : number)
    }
    row.text.append(byte: UInt8(ascii: "\n"))
    row.set(0, to: Double(index))
  }
}

/// A run of Sobol's g function of the point that a design gives it.
struct DesignModel: SweepModel {
  let design: Design

  func makeWorker() -> [Double] { Array(repeating: 0, count: design.dimensions) }

  func run(_ index: Int, worker: inout [Double], into row: inout RowBuffer) throws(RunFailure) {
    row.set(0, to: Self.value(design, index, &worker))
  }

  static func value(_ design: Design, _ index: Int, _ point: inout [Double]) -> Double {
    var span = point.mutableSpan
    design.fill(index, into: &span)
    var product = 1.0
    for input in 0..<span.count {
      let a = Double(input)
      product *= (abs(4 * span[input] - 2) + a) / (1 + a)
    }
    return product
  }
}
