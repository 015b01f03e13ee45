/// Names of columns: snake case, ending in the unit.
public enum ColumnName {
  /// A path or id in snake case: `launch.vehicles.starship-v3` becomes `launch_vehicles_starship_v3`.
  ///
  /// Anything but letters of the English alphabet and digits counts as a gap; a leading digit gets `n` before
  /// it.
  public static func snakeCase(_ text: String) -> String {
    var result = ""
    var isGap = false
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9":
        if isGap, !result.isEmpty { result += "_" }
        isGap = false
        result.unicodeScalars.append(scalar)
      default:
        isGap = true
      }
    }
    guard let first = result.first else { return "unnamed" }
    return first.isNumber ? "n" + result : result
  }

  /// How a column in this unit ends: `USD/(H100e*h)` gives `usd_per_h100e_h`, and a plain number nothing.
  public static func suffix(of unit: String) -> String {
    var words = ""
    for character in unit {
      switch character {
      case "/": words += " per "
      case "%": words += " percent "
      case "(", ")", "*", "^": words += " "
      default: words.append(character)
      }
    }
    let parts = words.lowercased().split(separator: " ")
    let isPlain = ["", "1", "ratio"].contains(unit)
    return isPlain ? "" : parts.drop { $0 == "1" }.joined(separator: "_")
  }

  /// The name itself, or the first of `name_2`, `name_3`, ... that is not among those taken.
  static func unique(_ name: String, besides taken: Set<String>) -> String {
    guard taken.contains(name) else { return name }
    var number = 2
    while taken.contains("\(name)_\(number)") { number += 1 }
    return "\(name)_\(number)"
  }
}
