import Tables

/// What a run's result depends on beside its scenario: the program itself.
///
/// `version` is what people call it. `model` is what tells builds apart: the hash of all sources that results depend
/// on, made anew by each build in which one of them has changed (`ModelStampPlugin`), of the compiler's version and
/// of the platform that was built for. It is the same wherever the same is built alike. What it cannot know is which
/// release of the C library, whose `exp` and `log` may differ in the last digit, and which processor the program meets.
public enum Engine {
  public static let version = "0.1.0"

  /// The compiler and the platform, for people: `Swift 6.3.1, Linux, Glibc, x86_64`.
  public static let build = "Swift \(compiler), \(system), \(library), \(processor)"

  /// The identity of the model: 64 hexadecimal digits.
  public static let model = model(of: sources, build: build)

  /// The first digits of `model`, enough for people.
  public static let shortModel = String(model.prefix(12))

  /// The identity of the model of sources with this hash, built so.
  static func model(of sources: String, build: String) -> String { SHA256.hex(of: "\(sources)\n\(build)\n") }

  /// Why results or rows that bear a model's hash cannot be taken for this build's; nil if they can.
  public static func difference(from other: String?) -> String? {
    if other == model { return nil }
    let maker = other.map { "of model \($0.prefix(12))" } ?? "that bears no model's hash"
    return "was made by a build \(maker), and this build has model \(shortModel), whose results may differ"
  }

  private static var system: String {
    #if os(Linux)
      "Linux"
    #elseif os(macOS)
      "macOS"
    #else
      "another system"
    #endif
  }

  /// Whose mathematical functions are used.
  private static var library: String {
    #if canImport(Glibc)
      "Glibc"
    #elseif canImport(Musl)
      "Musl"
    #elseif canImport(Darwin)
      "Darwin"
    #endif
  }

  private static var processor: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "arm64"
    #else
      "another processor"
    #endif
  }
}
