import SimulationKernel

extension InputReader {
  /// Reads one exact quantity or date and checks it against the range.
  mutating func point(_ node: Node, path: String, _ request: Request) -> Point? {
    switch node.content {
    case .string(let text):
      if IntervalText.ends(of: text).count > 1 {
        problems.append(
          path: path, at: node.location,
          "one \(request.isDate ? "date" : "quantity") is due here, not an interval",
          hint: "write for example \(request.example)")
        return nil
      }
      return request.isDate
        ? date(text, at: node.location, path: path, request)
        : quantity(text, unitless: nil, at: node.location, path: path, request)
    case .number(let value, let text):
      if request.isDate {
        let hint = CalendarDate(text) == nil ? DateHint.hint(for: text) : "write \"\(text)\""
        problems.append(path: path, at: node.location, "a date is text in double quotes", hint: hint)
        return nil
      }
      let quantity = QuantityText(number: value, numberText: text, unitText: "")
      return converted(quantity, at: node.location, path: path, request)
    case .null, .bool, .array, .object:
      problems.append(
        path: path, at: node.location,
        "one \(request.isDate ? "date" : "quantity") is due here, not \(node.kindName)",
        hint: "write for example \(request.example)")
      return nil
    }
  }

  /// Reads `60 t`; without a unit of its own it takes the one given.
  mutating func quantity(
    _ text: String, unitless: String?, at location: SourceLocation, path: String, _ request: Request
  ) -> Point? {
    switch QuantityText.parse(text, example: request.example) {
    case .failure(let error):
      problems.append(path: path, at: location, error.message, hint: error.hint)
      return nil
    case .success(var quantity):
      let written = quantity.written
      if let unitless, quantity.unitText.isEmpty { quantity.unitText = unitless }
      guard var point = converted(quantity, at: location, path: path, request) else { return nil }
      point.written = written
      return point
    }
  }

  /// Turns a number and its unit text into a number of the unit asked for, within the range.
  private mutating func converted(
    _ quantity: QuantityText, at location: SourceLocation, path: String, _ request: Request
  ) -> Point? {
    let unit: Unit
    switch self.unit(quantity.unitText) {
    case .success(let known): unit = known
    case .failure(let error):
      let fallback = "units that would do: \(request.unit.suggestions.joined(separator: ", "))"
      problems.append(path: path, at: location, error.message, hint: error.hint ?? fallback)
      return nil
    }
    let wanted = request.unit
    let isBare = quantity.unitText.isEmpty
    if isBare, !wanted.acceptsBareNumbers {
      let what =
        wanted.dimension.isNone ? "this is counted in \(wanted.symbol)" : "this is \(wanted.dimension)"
      let units = wanted.suggestions
      let others = units.count > 1 ? " (units that would do: \(units.joined(separator: ", ")))" : ""
      problems.append(
        path: path, at: location, "\(quantity.numberText) has no unit",
        hint: "\(what): write \"\(quantity.numberText) \(units.first ?? wanted.symbol)\"\(others)")
      return nil
    }
    guard unit.dimension == wanted.dimension else {
      let due =
        wanted.dimension.isNone
        ? (wanted.symbol.isEmpty
          ? "write a plain number"
          : "units that would do: \(wanted.symbol)\(wanted.acceptsBareNumbers ? ", or a plain number" : "")")
        : rateHint(quantity, unit, wanted)
          ?? "units that would do: \(wanted.suggestions.joined(separator: ", "))"
      problems.append(
        path: path, at: location,
        "'\(quantity.unitText)' measures \(unit.dimension), but \(wanted.dimension) is due", hint: due)
      return nil
    }
    let value = unit.convert(quantity.number, to: wanted)
    guard value.isFinite else {
      problems.append(path: path, at: location, "\(quantity.written) is too large", hint: nil)
      return nil
    }
    let hint = isBare ? bareHint(quantity, value, request) : nil
    guard inRange(value, shown: quantity.written, at: location, path: path, request, hint: hint) else {
      return nil
    }
    return Point(value: value, written: quantity.written)
  }

  /// What a bare number means, and how to write so many percent where those would lie inside the range.
  private func bareHint(_ quantity: QuantityText, _ value: Double, _ request: Request) -> String? {
    let share = quantity.number / 100 / request.unit.scale
    let isPercent = quantity.number >= 2 && request.range.contains(share) && !request.range.contains(value)
    if isPercent { return "for \(quantity.numberText) percent write \"\(quantity.numberText) %\"" }
    if request.unit.scale == 1 { return nil }
    return "\(quantity.numberText) alone means \(request.unit.text(value))"
  }

  /// How to write a quantity that lacks its time alone, as growth of 8 % does; nil if that is not the mistake.
  private func rateHint(_ quantity: QuantityText, _ unit: Unit, _ wanted: Unit) -> String? {
    guard unit.dimension / .time == wanted.dimension, !quantity.unitText.contains("/") else { return nil }
    return "write \"\(quantity.written)/year\""
  }

  /// Checks a stated number against the range of the input.
  mutating func inRange(
    _ value: Double, shown: String, at location: SourceLocation, path: String, _ request: Request,
    hint: String? = nil
  ) -> Bool {
    let isBelow = value < request.range.lowerBound
    if !isBelow, value <= request.range.upperBound { return true }
    let comparison = isBelow ? "below the smallest" : "above the largest"
    let bound = isBelow ? request.range.lowerBound : request.range.upperBound
    problems.append(
      path: path, at: location,
      "\(shown) is \(comparison) allowed, \(shownBound(bound, request))",
      hint: hint)
    return false
  }

  private func shownBound(_ bound: Double, _ request: Request) -> String {
    guard request.isDate else { return request.unit.text(bound) }
    let days = (bound + epoch).rounded()
    let earliest = Double(CalendarDate.earliest.daysSince1970)
    let latest = Double(CalendarDate.latest.daysSince1970)
    return CalendarDate(daysSince1970: Int(min(max(days, earliest), latest))).description
  }

  /// Reads a date as days since the epoch.
  mutating func date(_ text: String, at location: SourceLocation, path: String, _ request: Request) -> Point?
  {
    let trimmed = text.trimmingSpaces
    if trimmed == "never" {
      problems.append(
        path: path, at: location, "'never' is not possible here", hint: "write a date such as 2027-10")
      return nil
    }
    guard let date = CalendarDate(trimmed) else {
      problems.append(
        path: path, at: location, "'\(QuantityText.shortened(trimmed))' is not a date",
        hint: DateHint.hint(for: trimmed))
      return nil
    }
    let days = Double(date.daysSince1970) - epoch
    guard inRange(days, shown: trimmed, at: location, path: path, request) else { return nil }
    return Point(value: days, written: trimmed)
  }
}

extension Unit {
  /// Whether a number without a unit has one clear meaning: it counts ones, or is a share.
  var acceptsBareNumbers: Bool { dimension.isNone && (scale == 1 || symbol == "%" || symbol == "percent") }
}

extension String {
  /// The text without white space at its ends.
  var trimmingSpaces: String {
    if let first = utf8.first, let last = utf8.last, first > 32, last > 32 { return self }
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, first.value <= 32 { scalars.removeFirst() }
    while let last = scalars.last, last.value <= 32 { scalars.removeLast() }
    return String(scalars)
  }
}
