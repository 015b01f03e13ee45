import Tables

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes the Swift file with what the identity of the model is made from: the hash of the sources that results depend
/// on, and conditions by which the compiler that builds them says its version.
///
/// `ModelStamp OUTPUT ROOT FILE...` hashes the files below the folder ROOT.
@main
enum ModelStamp {
  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    guard words.count > 2 else { fatalError("ModelStamp OUTPUT ROOT FILE...") }
    let text = """
      extension Engine {
        /// The SHA-256 of all sources that results depend on.
        public static let sources = "\(try identity(of: Array(words[2...]), below: words[1]))"

        /// The version of the compiler that built them.
        public static var compiler: String {
          #if \(conditions)
          #else
            "unknown"
          #endif
        }
      }

      """
    try Data(text.utf8).write(to: URL(filePath: words[0]))
  }

  /// A condition for each version that a compiler may have, the newest first, with the version as text.
  ///
  /// The language can compare a compiler's version but not spell it, and the tool may be built by another compiler.
  private static var conditions: String {
    var texts: [String] = []
    for major in stride(from: 9, through: 6, by: -1) {
      for minor in stride(from: 19, through: 0, by: -1) {
        for patch in stride(from: 9, through: 0, by: -1) {
          let version = patch == 0 ? "\(major).\(minor)" : "\(major).\(minor).\(patch)"
          texts.append("compiler(>=\(version))\n      \"\(version)\"")
        }
      }
    }
    return texts.joined(separator: "\n    #elseif ")
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
