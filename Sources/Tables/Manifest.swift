/// The text of `manifest.json`: what was run, what each file of a folder of results holds, and, as its last member,
/// the hash of all that stands before it.
///
/// So a manifest vouches for itself as it does for the files: a bit that is changed anywhere in the folder shows.
public enum Manifest {
  /// The file whose presence says that a folder holds results.
  public static let fileName = "manifest.json"
  private static let sealStart = ",\n  \"manifest_sha256\": \""
  private static let sealEnd = "\"\n}\n"

  /// The text of an object that has members, and its seal.
  static func text(_ manifest: JSONText) -> String {
    let body = String(manifest.pretty.dropLast(2))
    return body + seal(SHA256.hex(of: body))
  }

  /// Whether bytes are those of a manifest as it was written.
  public static func isWhole(_ bytes: [UInt8]) -> Bool {
    let count = bytes.count - seal(String(repeating: "0", count: 64)).utf8.count
    guard count > 0 else { return false }
    return bytes[count...].elementsEqual(seal(SHA256.hex(of: bytes[..<count])).utf8)
  }

  /// The names of the files that a manifest vouches for; nil unless it is whole.
  static func fileNames(_ bytes: [UInt8]) -> [String]? {
    guard isWhole(bytes) else { return nil }
    // It is as `text` wrote it, so its lines are known.
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard let start = lines.firstIndex(of: "  \"files\": ["), let end = lines[start...].firstIndex(of: "  ],")
    else { return nil }
    let key = "      \"name\": \""
    return lines[start..<end].filter { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count).dropLast(2)) }
  }

  private static func seal(_ hash: String) -> String { sealStart + hash + sealEnd }
}
