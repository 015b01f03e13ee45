import Inputs
import ScenarioFormat

/// What a scenario says of two inputs that are not known independently: history fixes what they come to together better
/// than either.
public struct CorrelationInputs: InputGroup {
  public let first: TextIndex
  public let second: TextIndex
  public let rank: Quantity<One>

  public static let inputs: [Input<Self>] = [
    .text("first", \.first, "Dotted path of one uncertain input."),
    .text("second", \.second, "Dotted path of the other."),
    .quantity(
      "rank", \.rank, in: -0.999...0.999,
      "Their rank correlation (Spearman's) over runs; each keeps its own distribution."
    ).readAtTheStart,
  ]
}
