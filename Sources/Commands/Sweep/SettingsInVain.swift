import Analysis
import ScenarioFormat

/// Values that are set and never used, since a sweep varies the same input.
enum SettingsInVain {
  /// A problem for each setting all of whose inputs are varied.
  static func problems(_ settings: [String], _ vary: [SweepRequest.Vary]) -> [Problem] {
    let varied = vary.filter { !($0.values.string ?? "").hasPrefix("@") }
    return settings.compactMap { text in
      guard case .success(let setting) = Override.parse(text),
        let vary = varied.first(where: { covers($0.path, setting.path) })
      else { return nil }
      return Problem(
        path: setting.path.description, location: setting.value.location,
        message: "is set to a value that --vary \(vary.path) replaces at every point",
        hint: "leave out --set, or add its value to those of --vary")
    }
  }

  /// Whether a varied path replaces all that a setting says.
  private static func covers(_ varied: String, _ set: NodePath) -> Bool {
    guard case .success(let path) = NodePath.parse(varied), path.segments.count <= set.segments.count else {
      return false
    }
    return zip(path.segments, set.segments).allSatisfy { $0 == "*" || $0 == $1 }
  }
}
