import Inputs
import ScenarioFormat

/// What a scenario says of one link of the chain: which of its inputs say how much of it there is.
///
/// What binds is measured by relief: the same runs with a little more of one link and nothing else changed.
public struct LinkInputs: InputGroup {
  public let scales: TextIndex
  public let factor: Quantity<One>
  public let isUpstream: Bool

  public static let inputs: [Input<Self>] = [
    .text(
      "scales", \.scales,
      "Dotted paths of the inputs that are multiplied to give more of it, with commas between; a star stands for any id."
    ),
    .quantity(
      "factor", \.factor, default: "1.1", in: 0.01...100,
      "What they are multiplied by; below 1 where less of an input is more of the link, as of a time."
    ).readAtTheStart,
    .flag(
      "upstream", \.isUpstream, default: false,
      "Whether more of it becomes more of another link, as tools become wafers: then it is left out where all links are relieved at once."
    ),
  ]
}
