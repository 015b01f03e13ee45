import SimulationKernel

extension InputReader {
  /// Reads a value at one date in any of its forms.
  mutating func scalar(_ node: Node, path: String, _ request: Request) -> Reading? {
    switch node.content {
    case .string(let text):
      return self.text(text, at: node.location, path: path, request)
    case .number:
      return point(node, path: path, request).map {
        Reading(value: .distribution(.constant($0.value)), written: $0.written)
      }
    case .object:
      return object(node, path: path, request)
    case .null, .bool, .array:
      problems.append(
        path: path, at: node.location, "a value is due here, not \(node.kindName)",
        hint: "write for example \(request.example)")
      return nil
    }
  }

  private mutating func object(_ node: Node, path: String, _ request: Request) -> Reading? {
    if let member = node.members.first(where: { isOtherQuantile($0.key) }) {
      problems.append(
        path: NodePath.child(member.key, of: path), at: member.keyLocation,
        "'\(member.key)' is no quantile that a value is given by",
        hint: "write low, central and high for 5, 50 and 95 %, or p10, p50 and p90")
      return nil
    }
    switch InputForm.of(node) {
    case .distribution:
      return named(node, path: path, request)
    case .percentiles:
      return quantiles(node, InputForm.percentileKeys, tail: 0.1, path: path, request)
    case .range:
      return quantiles(node, InputForm.rangeKeys, tail: 0.05, path: path, request)
    case .trajectory:
      problems.append(
        path: path, at: node.location, "values by date are not possible here", hint: "write one value")
      return nil
    case .wrapped, .chances, nil:
      let known = ["value", "low", "central", "high", "p10", "p50", "p90", "distribution"]
      if let first = node.members.first, let guess = Spelling.hint(for: first.key, in: known) {
        problems.append(
          path: NodePath.child(first.key, of: path), at: first.keyLocation, "unknown key '\(first.key)'",
          hint: guess)
      } else {
        problems.append(
          path: path, at: node.location, "this object is not a value",
          hint: "write low, central and high, a distribution, values by date or \"value\"")
      }
      return nil
    }
  }

  /// Whether a key such as `p5` or `p97.5` means a quantile other than those of `InputForm`.
  private func isOtherQuantile(_ key: String) -> Bool {
    guard key.first == "p" || key.first == "P", !InputForm.percentileKeys.contains(key) else { return false }
    let digits = key.dropFirst()
    return !digits.isEmpty && digits.allSatisfy { ("0"..."9").contains($0) || $0 == "." || $0 == "_" }
  }

  /// Whether an uncertain value may stand here; a problem when not.
  mutating func allowsUncertainty(at location: SourceLocation, path: String, _ request: Request) -> Bool {
    if request.kinds.contains(.uncertain) { return true }
    problems.append(
      path: path, at: location, "an exact value is due here, not an uncertain one",
      hint: "write for example \(request.example)")
    return false
  }

  /// Reads `60 t`, `38 t to 100 t`, a date or `never`.
  private mutating func text(
    _ text: String, at location: SourceLocation, path: String, _ request: Request
  ) -> Reading? {
    if request.kinds.contains(.never), text.trimmingSpaces == "never" {
      return Reading(value: .distribution(.constant(.infinity)), written: "never")
    }
    let ends = IntervalText.ends(of: text)
    if ends.count == 1 {
      let single =
        request.isDate
        ? date(text, at: location, path: path, request)
        : quantity(text, unitless: nil, at: location, path: path, request)
      return single.map { Reading(value: .distribution(.constant($0.value)), written: $0.written) }
    }
    guard ends.count == 2, !ends[0].isEmpty, !ends[1].isEmpty else {
      problems.append(
        path: path, at: location, "an interval has two ends with one 'to' between them",
        hint:
          "write for example \(request.intervalExample)"
      )
      return nil
    }
    guard allowsUncertainty(at: location, path: path, request) else { return nil }
    let low: Point?
    let high: Point?
    if request.isDate {
      low = date(ends[0], at: location, path: path, request)
      high = date(ends[1], at: location, path: path, request)
    } else {
      high = quantity(ends[1], unitless: nil, at: location, path: path, request)
      // Without a sound high end there is no unit to lend, and one problem is enough.
      guard high != nil else { return nil }
      let lent = IntervalText.unitText(of: ends[1])
      low = quantity(ends[0], unitless: lent, at: location, path: path, request)
    }
    guard let low, let high else { return nil }
    return interval(low, high, level: 0.9, at: location, path: path, request).map {
      Reading(value: $0, written: "\(low.written) to \(high.written)")
    }
  }

  /// The distribution whose central interval of a level has these ends.
  mutating func interval(
    _ low: Point, _ high: Point, level: Double, at location: SourceLocation, path: String, _ request: Request
  ) -> InputValue.Uncertainty? {
    if low.value > high.value {
      problems.append(
        path: path, at: location, "the low end \(low.written) is above the high end \(high.written)",
        hint: "write \"\(high.written) to \(low.written)\"")
      return nil
    }
    if low.value == high.value { return .distribution(.constant(low.value)) }
    if request.isDate {
      // Days since an epoch are no positive quantity: the logarithm has no meaning.
      let width = -Distribution.normal(mean: 0, standardDeviation: 1).quantile(0.5 * (1 - level))
      let mean = 0.5 * (low.value + high.value)
      return .distribution(.normal(mean: mean, standardDeviation: 0.5 * (high.value - low.value) / width))
    }
    return .distribution(.interval(low: low.value, high: high.value, level: level))
  }

  /// Reads three quantiles, or two that bound an interval.
  private mutating func quantiles(
    _ node: Node, _ keys: [String], tail: Double, path: String, _ request: Request
  ) -> Reading? {
    let unknown = unknownKeys(in: node, known: keys + InputForm.provenanceKeys, path: path)
    problems.append(contentsOf: unknown)
    let isAllowed = allowsUncertainty(at: node.location, path: path, request)
    var points: [Point?] = []
    for key in keys {
      if let value = node[key] {
        points.append(point(value, path: NodePath.child(key, of: path), request))
      } else {
        points.append(nil)
        // The middle may be left out: two ends are an interval.
        if key != keys[1] {
          problems.append(
            path: path, at: node.location, "'\(key)' is missing",
            hint: "give \(keys[0]), \(keys[1]) and \(keys[2])")
        }
      }
    }
    guard isAllowed, unknown.isEmpty, let low = points[0], let high = points[2] else { return nil }
    guard let central = points[1] else {
      if node[keys[1]] != nil { return nil }
      return interval(low, high, level: 1 - 2 * tail, at: node.location, path: path, request).map {
        Reading(value: $0, written: "\(keys[0]) \(low.written), \(keys[2]) \(high.written)")
      }
    }
    let written = "\(keys[0]) \(low.written), \(keys[1]) \(central.written), \(keys[2]) \(high.written)"
    guard low.value <= central.value, central.value <= high.value else {
      let (first, second) = low.value > central.value ? (0, 1) : (1, 2)
      let (left, right) = low.value > central.value ? (low, central) : (central, high)
      problems.append(
        path: path, at: node.location,
        "\(keys[first]) \(left.written) is above \(keys[second]) \(right.written)",
        hint: "write them in rising order")
      return nil
    }
    if low.value == high.value {
      return Reading(value: .distribution(.constant(low.value)), written: written)
    }
    return Reading(
      value: .distribution(
        .threePoint(low: low.value, central: central.value, high: high.value, tail: tail)), written: written)
  }
}

/// Cuts interval texts at the word `to`.
enum IntervalText {
  /// The parts between the words `to`, without spaces around them; one part when there is none.
  static func ends(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    func isSpace(_ position: Int) -> Bool { position < 0 || position >= bytes.count || bytes[position] <= 32 }
    var parts: [String] = []
    var start = 0
    var position = 0
    while position + 1 < bytes.count {
      if bytes[position] == UInt8(ascii: "t"), bytes[position + 1] == UInt8(ascii: "o"),
        isSpace(position - 1),
        isSpace(position + 2)
      {
        parts.append(String(decoding: bytes[start..<position], as: UTF8.self).trimmingSpaces)
        start = position + 2
      }
      position += 1
    }
    if parts.isEmpty { return [text] }
    parts.append(String(decoding: bytes[start...], as: UTF8.self).trimmingSpaces)
    return parts
  }

  /// The unit text of a quantity that is known to be sound.
  static func unitText(of text: String) -> String? {
    guard case .success(let quantity) = QuantityText.parse(text, example: "") else { return nil }
    return quantity.unitText.isEmpty ? nil : quantity.unitText
  }
}
