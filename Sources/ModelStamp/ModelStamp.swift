import Tables

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes the Swift file with the identity of the model: the hash of the sources that results depend on.
///
/// `ModelStamp OUTPUT ROOT FILE...` hashes the files below the folder ROOT.
@main
enum ModelStamp {
  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    guard words.count > 2 else { fatalError("ModelStamp OUTPUT ROOT FILE...") }
    let text = """
      extension Engine {
        /// The identity of the model: the SHA-256 of all sources that results depend on.
        public static let model = "\(try identity(of: Array(words[2...]), below: words[1]))"
      }

      """
    try Data(text.utf8).write(to: URL(filePath: words[0]))
  }

  /// The hash of files by their paths below a folder and their contents: the same for the same sources in any folder
  /// and in any order.
  static func identity(of files: [String], below root: String) throws -> String {
    var lines: [String] = []
    for file in files.sorted() {
      precondition(file.hasPrefix(root + "/"), "\(file) lies outside of \(root)")
      let contents = try Data(contentsOf: URL(filePath: file))
      lines.append("\(SHA256.hex(of: contents)) \(file.dropFirst(root.count + 1))\n")
    }
    return SHA256.hex(of: lines.joined())
  }
}
