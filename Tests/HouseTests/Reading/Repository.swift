#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The package that these tests belong to.
enum Repository {
  /// Its folder: three above this file.
  static let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    .joined(separator: "/")

  /// Every Swift file of sources, tests and benchmarks, by path.
  static let files: [SourceFile] = swiftFiles(in: "Benchmarks Sources Tests").sorted().map {
    SourceFile($0, text($0))
  }

  /// The text of a file of the package; empty if there is none.
  static func text(_ path: String) -> String {
    guard let file = fopen("\(folder)/\(path)", "rb") else { return "" }
    defer { fclose(file) }
    return rest(of: file)
  }

  static func write(_ text: String, to path: String) {
    guard let file = fopen("\(folder)/\(path)", "wb") else { return }
    fputs(text, file)
    fclose(file)
  }

  /// Paths of the Swift files in some folders of the package.
  private static func swiftFiles(in folders: String) -> [String] {
    guard let pipe = popen("cd '\(folder)' && find \(folders) -name '*.swift' -type f", "r") else {
      return []
    }
    defer { pclose(pipe) }
    return rest(of: pipe).split(separator: "\n").map(String.init)
  }

  private static func rest(of file: UnsafeMutablePointer<FILE>) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(contentsOf: buffer[..<count])
    }
  }
}
