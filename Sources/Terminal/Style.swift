#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bold and dim text where the terminal allows it, and plain text elsewhere.
public struct Style: Equatable, Sendable {
  /// True if escape sequences may be written.
  public let allowsColour: Bool
  /// True if characters beyond ASCII may be written.
  public let allowsUnicode: Bool

  private static let boldOn = "\u{1B}[1m"
  private static let dimOn = "\u{1B}[2m"
  private static let off = "\u{1B}[0m"

  /// All that is ever written to change how text looks.
  static let sequences = [boldOn, dimOn, off]

  /// No escape sequences and ASCII alone.
  public static let plain = Style(allowsColour: false, allowsUnicode: false)

  /// States what is allowed.
  public init(allowsColour: Bool, allowsUnicode: Bool) {
    self.allowsColour = allowsColour
    self.allowsUnicode = allowsUnicode
  }

  /// What the environment allows: colour on a terminal unless `NO_COLOR` is set or `TERM` is missing or
  /// `dumb`; Unicode where `LC_ALL`, else `LC_CTYPE`, else `LANG` names UTF-8.
  public init(environment: [String: String], isTerminal: Bool) {
    let noColour = !(environment["NO_COLOR"] ?? "").isEmpty
    allowsColour = isTerminal && !noColour && !Style.isDumb(environment)
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let lowered = locale.lowercased()
    allowsUnicode = lowered.contains("utf-8") || lowered.contains("utf8")
  }

  /// True if the terminal cannot rewrite a line.
  public static func isDumb(_ environment: [String: String]) -> Bool {
    ["", "dumb"].contains(environment["TERM"] ?? "")
  }

  /// The text in bold.
  public func bold(_ text: String) -> String {
    allowsColour && !text.isEmpty ? Style.boldOn + text + Style.off : text
  }

  /// The text in a fainter shade.
  public func dim(_ text: String) -> String {
    allowsColour && !text.isEmpty ? Style.dimOn + text + Style.off : text
  }
}

/// Facts about the terminal behind a file descriptor.
public enum Terminal {
  /// True if the descriptor is a terminal.
  public static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  /// The width in columns: what the terminal says, else `COLUMNS`, else 80; kept between 40 and 200.
  public static func width(_ descriptor: Int32, environment: [String: String]) -> Int {
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return clampedWidth(Int(size.ws_col))
    }
    return clampedWidth(environment["COLUMNS"].flatMap { Int($0) } ?? 80)
  }

  static func clampedWidth(_ width: Int) -> Int {
    min(max(width, 40), 200)
  }
}
