import Inputs

/// The markets for hours of compute: the world's, and that of labs which export controls keep from its machines. Where
/// no lab is restricted the world's is the only one.
enum Bloc {
  static let world = 0
  static let restricted = 1
  static let count = 2

  /// The market in which a lab buys and sells hours.
  static func of(_ lab: Int, _ inputs: View<WorldInputs>) -> Int {
    inputs.labs[lab].restricted ? restricted : world
  }

  /// Prices of a market over the world's at the start.
  static func openingPremium(_ bloc: Int, _ inputs: View<WorldInputs>) -> Double {
    bloc == restricted ? inputs.market.restrictedPrice.value : 1
  }

  /// USD per H100-equivalent hour on a lab's spot market at the start.
  static func openingSpot(of lab: Int, _ inputs: View<WorldInputs>) -> Double {
    inputs.market.spotPrice.value * openingPremium(of(lab, inputs), inputs)
  }

  /// The same on a long lease.
  static func openingContract(of lab: Int, _ inputs: View<WorldInputs>) -> Double {
    inputs.market.contractPrice.value * openingPremium(of(lab, inputs), inputs)
  }
}

extension Exchange {
  /// Prices of hours in a lab's own market.
  func hours(for lab: Int) -> Market.Posted.Prices { posted.market.prices[Bloc.of(lab, inputs)] }

  /// Prices of hours in the market whose labs have most live power in a region: the world's where none has any.
  func hours(in region: Int) -> Market.Posted.Prices {
    var (world, restricted) = (0.0, 0.0)
    for lab in 0..<places.labs {
      let live = posted.power.live[places.cell(lab, region)]
      if Bloc.of(lab, inputs) == Bloc.restricted { restricted += live } else { world += live }
    }
    return posted.market.prices[restricted > world ? Bloc.restricted : Bloc.world]
  }
}
