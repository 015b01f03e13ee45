import struct SimulationKernel.RunFailure

/// What a few runs of a sweep say about all of them.
public struct SweepForecast: Sendable, Equatable {
  /// The runs tried.
  public var tried: Int
  /// How many of them failed.
  public var failures: Int
  /// The mean seconds that a run takes on one thread.
  public var secondsPerRun: Double
  /// The mean bytes that a run writes to all outputs together.
  public var bytesPerRun: Double

  /// The seconds that so many runs take on so many threads, if they do not hinder one another.
  public func seconds(runs: Int, threads: Int) -> Double { secondsPerRun * Double(runs) / Double(threads) }

  /// The bytes of all outputs of so many runs.
  public func bytes(runs: Int) -> Double { bytesPerRun * Double(runs) }
}

extension SweepEngine {
  /// Tries runs spread over the whole sweep, on one thread and without writing anything, until the time is
  /// up.
  ///
  /// The indices come in the order of a keyed permutation, so that the first few are already a fair sample.
  /// At least one run is tried, if there is any; nil when there is none.
  public func pilot(seconds: Double) -> SweepForecast? {
    if plan.runs == 0 { return nil }
    let order = KeyedPermutation(size: plan.runs, key: 0)
    var worker = model.makeWorker()
    var row = RowBuffer(outputs: plan.outputs, metrics: plan.metrics)
    var forecast = SweepForecast(tried: 0, failures: 0, secondsPerRun: 0, bytesPerRun: 0)
    var bytes = 0
    let start = SteadyClock.seconds
    var elapsed = 0.0
    repeat {
      row.reset()
      do throws(RunFailure) {
        try model.run(order(forecast.tried), worker: &worker, into: &row)
        bytes += row.byteCount
      } catch {
        forecast.failures += 1
        model.renew(&worker)
      }
      forecast.tried += 1
      elapsed = SteadyClock.seconds - start
    } while elapsed < seconds && forecast.tried < plan.runs
    forecast.secondsPerRun = elapsed / Double(forecast.tried)
    forecast.bytesPerRun = Double(bytes) / Double(forecast.tried)
    return forecast
  }
}
