/// A day of the Gregorian calendar, written as an ISO 8601 date.
public struct CivilDate: Equatable, Sendable, CustomStringConvertible {
  /// The year; 0 is 1 BC.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, 1 to 31.
  public let day: Int

  /// The date `daysSince1970` days after 1970-01-01. Complexity: O(1).
  ///
  /// Counts in eras of 400 years (146,097 days) that begin on 1 March, so that the leap day comes last.
  public init(daysSince1970: Int) {
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The date as `2031-07-04`.
  public var description: String {
    var buffer = ByteBuffer()
    write(to: &buffer)
    return buffer.makeString()
  }

  func write(to buffer: inout ByteBuffer) {
    if year < 0 { buffer.append(byte: UInt8(ascii: "-")) }
    let magnitude = Int(year.magnitude)
    if magnitude < 1000 { buffer.append(byte: UInt8(ascii: "0")) }
    if magnitude < 100 { buffer.append(byte: UInt8(ascii: "0")) }
    if magnitude < 10 { buffer.append(byte: UInt8(ascii: "0")) }
    buffer.append(integer: magnitude)
    writePair(month, to: &buffer)
    writePair(day, to: &buffer)
  }

  private func writePair(_ part: Int, to buffer: inout ByteBuffer) {
    buffer.append(byte: UInt8(ascii: "-"))
    buffer.append(byte: UInt8(ascii: "0") + UInt8(part / 10))
    buffer.append(byte: UInt8(ascii: "0") + UInt8(part % 10))
  }
}
