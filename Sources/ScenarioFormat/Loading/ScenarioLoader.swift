/// Reads a scenario and everything that it extends, and merges them into one node.
public struct ScenarioLoader {
  /// Reads the bytes of a file; what it throws is shown as the reason.
  let readFile: (String) throws -> [UInt8]

  /// Makes a loader that reads files by a function.
  public init(readFile: @escaping (String) throws -> [UInt8]) {
    self.readFile = readFile
  }
}
