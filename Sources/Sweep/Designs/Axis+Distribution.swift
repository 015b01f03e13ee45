import SimulationKernel

extension AxisValues {
  /// A distribution of the kernel's, by its quantile function.
  public static func interval(_ distribution: Distribution) -> AxisValues {
    .interval(quantile: { distribution.quantile($0) })
  }
}
