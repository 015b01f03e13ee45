import ScenarioFormat

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files whole.
enum File {
  static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw Problem(path: path, location: nil, message: "cannot be opened")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count <= 0 { return bytes }
      bytes.append(contentsOf: buffer[0..<count])
    }
  }

  static func write(_ path: String, _ text: String) {
    guard let file = fopen(path, "wb") else { return print("\(path) cannot be written") }
    fputs(text, file)
    fclose(file)
  }
}
