#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a table's file line by line; a line break within quotes does not end a line.
public final class RowFile {
  /// A line with its line end, and where it begins in the file.
  public struct Line {
    public let text: String
    public let offset: Int

    /// The first three cells: id, point and replication of a run, the same in runs.csv and series.csv.
    ///
    /// The id alone does not tell runs of points that coincide apart.
    public var run: Substring {
      var commas = 0
      return text.prefix {
        if $0 == "," { commas += 1 }
        return commas < 3
      }
    }
  }

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  private var offset = 0

  /// Opens a file; nil if it cannot be read.
  public init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// The next line; nil at the end. Memory: the line and 64 KB.
  public func next() -> Line? {
    var end = position
    var isQuoted = false
    while true {
      while end < buffer.count {
        if buffer[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
        end += 1
        if buffer[end - 1] == UInt8(ascii: "\n"), !isQuoted { return take(to: end) }
      }
      buffer.removeFirst(position)
      end -= position
      position = 0
      if !fill() { return end > 0 ? take(to: end) : nil }
    }
  }

  private func take(to end: Int) -> Line {
    let line = Line(text: String(decoding: buffer[position..<end], as: UTF8.self), offset: offset)
    offset += end - position
    position = end
    return line
  }

  private func fill() -> Bool {
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: 1 << 16))
    var count = -1
    repeat {
      count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + old, 1 << 16) }
    } while count < 0 && errno == EINTR
    buffer.removeLast((1 << 16) - max(count, 0))
    return count > 0
  }

  /// The cells of a line, without quotes.
  public static func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var wasQuote = false
    for scalar in line.unicodeScalars {
      if isQuoted {
        if scalar == "\"" { isQuoted = false } else { cell.unicodeScalars.append(scalar) }
        wasQuote = scalar == "\""
        continue
      }
      switch scalar {
      case "\"":
        // A quote right after a closing one stands for itself.
        if wasQuote { cell.append("\"") }
        isQuoted = true
      case ",":
        cells.append(cell)
        cell = ""
      case "\n": break
      default: cell.unicodeScalars.append(scalar)
      }
      wasQuote = false
    }
    return cells + [cell]
  }
}
