#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few things that the gate does with files and commands.
enum Files {
  /// The text of a file. Throws if it cannot be read.
  static func text(_ path: String) throws(GateProblem) -> String {
    guard let file = fopen(path, "rb") else { throw GateProblem(description: "\(path): cannot be read") }
    defer { fclose(file) }
    return String(decoding: bytes(file), as: UTF8.self)
  }

  /// Writes a text, unless the file holds it already: what is unchanged is not built again.
  static func write(_ text: String, to path: String) throws(GateProblem) {
    if let old = try? Files.text(path), old == text { return }
    guard let file = fopen(path, "wb") else { throw GateProblem(description: "\(path): cannot be written") }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw GateProblem(description: "\(path): cannot be written")
    }
  }

  /// What a shell command prints, by line.
  static func lines(_ command: String) -> [String] {
    guard let pipe = popen(command, "r") else { return [] }
    defer { pclose(pipe) }
    return String(decoding: bytes(pipe), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static func bytes(_ file: UnsafeMutablePointer<FILE>) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }
}
