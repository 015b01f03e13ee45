/// How one named distribution is written: for schemas and manuals.
public struct DistributionForm: Sendable, Hashable {
  /// One parameter beside the name.
  public struct Parameter: Sendable, Hashable {
    /// What stands for it in the text.
    public let key: String
    /// True if it is a plain number whatever the unit of the input.
    public let isPlainNumber: Bool
    /// True if it may be left out.
    public let isOptional: Bool
  }

  /// What stands behind `"distribution"`.
  public let name: String
  /// The parameters, in the order in which they are shown.
  public let parameters: [Parameter]
  /// True if the parameters are an array of values.
  public let isList: Bool
  /// True if each of those values has a weight.
  public let isWeighted: Bool

  /// All that a scenario may name.
  public static let all: [DistributionForm] = DistributionName.allCases.map { name in
    DistributionForm(
      name: name.rawValue,
      parameters: name.parameters.map { parameter in
        var isPlainNumber = false
        if case .number = parameter.kind { isPlainNumber = true }
        return Parameter(key: parameter.key, isPlainNumber: isPlainNumber, isOptional: parameter.isOptional)
      },
      isList: name == .discrete || name == .empirical, isWeighted: name == .discrete)
  }
}
