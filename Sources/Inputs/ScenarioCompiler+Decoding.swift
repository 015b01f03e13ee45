import ScenarioFormat
import SimulationKernel

extension ScenarioCompiler {
  /// Decodes one input in place and returns it as `resolve` shows it.
  mutating func decode(_ declaration: InputDeclaration, _ node: Node, path: String, at offset: Int) -> Node {
    switch declaration.kind {
    case .quantity(let unit):
      decodeNumber(declaration, node, unit, path: path, at: offset)
    case .trajectory(let unit):
      decodeTrajectory(declaration, node, unit, path: path, at: offset)
    case .variate(let unit):
      decodeVariate(declaration, node, unit, path: path, at: offset)
    case .moment:
      decodeMoment(declaration, node, path: path, at: offset)
    case .flag:
      decodeFlag(bare(node, path: path), path: path, at: offset)
    case .choice(let names, let bytes):
      if InputReader.statesChances(node) {
        decodeChances(declaration, ChoiceWords(names: names, bytes: bytes), node, path: path, at: offset)
      } else {
        decodeChoice(names, bytes, bare(node, path: path), path: path, at: offset)
      }
    case .reference(let target):
      layout.store(decodeReference(declaration, target, bare(node, path: path), path: path), at: offset)
    case .weights(let collection):
      return decodeWeights(declaration, collection, node, path: path, at: offset)
    case .text:
      decodeText(bare(node, path: path), path: path, at: offset)
    case .group(let type):
      return decodeGroup(type, node, path: path, at: offset)
    case .entities(let type, let noun):
      return decodeEntities(type, noun, node, path: path, at: offset)
    case .identity:
      break
    }
    return node
  }

  private mutating func record(
    _ declaration: InputDeclaration, _ value: InputValue, path: String, at offset: Int
  ) {
    places.append(InputPlace(path: path, declaration: declaration, value: value, offset: offset))
  }

  private mutating func decodeNumber(
    _ declaration: InputDeclaration, _ node: Node, _ unit: Unit, path: String, at offset: Int
  ) {
    guard
      let value = reader.read(node, path: path, unit: unit, range: declaration.range, kinds: [.uncertain])
    else { return }
    store(declaration, value, unitSymbol: unit.symbol, path: path) { _ in offset }
    record(declaration, value, path: path, at: offset)
  }

  /// Stores the median of each knot and, when uncertain, remembers to draw it.
  private mutating func store(
    _ declaration: InputDeclaration, _ value: InputValue, unitSymbol: String, path: String,
    knotOffset: (Int) -> Int
  ) {
    for (index, knot) in value.knots.enumerated() {
      layout.store(knot.value.central, at: knotOffset(index))
    }
    guard !value.knots.allSatisfy(\.value.isConstant) else { return }
    uncertain.append(
      UncertainInput(
        path: path, unitSymbol: unitSymbol, meaning: declaration.meaning, value: value,
        key: StreamKey(name: path).bits,
        knots: value.knots.enumerated().map { index, knot in
          (knotOffset(index), knot.value, knot.value.truncation(to: declaration.range))
        }))
  }

  private mutating func decodeTrajectory(
    _ declaration: InputDeclaration, _ node: Node, _ unit: Unit, path: String, at offset: Int
  ) {
    guard
      let value = reader.read(
        node, path: path, unit: unit, range: declaration.range, kinds: [.uncertain, .trajectory])
    else { return }
    guard value.knots.count <= TrajectoryLayout.capacity else {
      reader.problems.append(
        Problem(
          path: path, location: node.location,
          message: "\(value.knots.count) dates, but one input holds at most \(TrajectoryLayout.capacity)",
          hint: "leave out dates between which a straight line is good enough"))
      return
    }
    let interpolation: Int32 =
      switch value.interpolation {
      case .linear: 0
      case .step: TrajectoryLayout.step
      case .log: TrajectoryLayout.logarithmic
      }
    layout.store(Int32(value.knots.count), at: offset)
    layout.store(interpolation, at: offset + TrajectoryLayout.interpolationOffset)
    for (index, knot) in value.knots.enumerated() {
      layout.store((knot.date ?? epoch) - epoch, at: offset + TrajectoryLayout.timesOffset + index * 8)
    }
    store(declaration, value, unitSymbol: unit.symbol, path: path) {
      offset + TrajectoryLayout.valuesOffset + $0 * 8
    }
    record(declaration, value, path: path, at: offset)
  }

  private mutating func decodeVariate(
    _ declaration: InputDeclaration, _ node: Node, _ unit: Unit, path: String, at offset: Int
  ) {
    guard
      let value = reader.read(node, path: path, unit: unit, range: declaration.range, kinds: [.uncertain])
    else { return }
    switch value.knots[0].value {
    case .distribution(let distribution):
      layout.store(distribution, at: offset)
      layout.store(declaration.range.lowerBound, at: offset + VariateLayout.low)
      layout.store(declaration.range.upperBound, at: offset + VariateLayout.high)
      layout.store(distribution.quantile(0.5, within: declaration.range), at: offset + VariateLayout.middle)
      record(declaration, value, path: path, at: offset)
    case .discrete, .empirical:
      reader.problems.append(
        Problem(
          path: path, location: node.location, message: "a list of values cannot be drawn per event",
          hint: "use low, central, high or a named distribution"))
    }
  }

  private mutating func decodeMoment(
    _ declaration: InputDeclaration, _ node: Node, path: String, at offset: Int
  ) {
    guard let value = reader.read(node, path: path, unit: .day, kinds: [.uncertain, .date, .never]) else {
      return
    }
    store(declaration, value, unitSymbol: "date", path: path) { _ in offset }
    record(declaration, value, path: path, at: offset)
  }

  private mutating func decodeFlag(_ node: Node, path: String, at offset: Int) {
    guard let value = node.bool else {
      mismatch(node, path: path, wanted: "true or false")
      return
    }
    layout.store(value, at: offset)
  }

  private mutating func decodeChoice(
    _ names: [String], _ bytes: [UInt8], _ node: Node, path: String, at offset: Int
  ) {
    guard let text = node.string else {
      mismatch(node, path: path, wanted: "one of " + names.joined(separator: ", "))
      return
    }
    guard let index = names.firstIndex(of: text) else {
      reader.problems.append(
        Problem(
          path: path, location: node.location,
          message: "'\(text)' is not one of " + names.joined(separator: ", "),
          hint: Spelling.hint(for: text, in: names)))
      return
    }
    layout.store(bytes[index], at: offset)
  }

  /// Stores the word in the middle of the chances, and remembers to draw one.
  private mutating func decodeChances(
    _ declaration: InputDeclaration, _ words: ChoiceWords, _ node: Node, path: String, at offset: Int
  ) {
    guard declaration.isDrawable else {
      reader.problems.append(
        path: path, at: node.location, "this is the same in every run, so its words have no chances",
        hint: "write one of " + words.names.joined(separator: ", "))
      return
    }
    guard let value = reader.readChances(node, path: path, of: words.names) else { return }
    let chances = value.knots[0].value
    layout.store(words.bytes[Int(chances.central)], at: offset)
    uncertain.append(
      UncertainInput(
        path: path, unitSymbol: "", meaning: declaration.meaning, value: value,
        key: StreamKey(name: path).bits,
        knots: [(offset, chances, chances.truncation(to: declaration.range))], words: words))
    choices.append(InputPlace(path: path, declaration: declaration, value: value, offset: offset))
  }

  private mutating func decodeWeights(
    _ declaration: InputDeclaration, _ collection: String, _ node: Node, path: String, at offset: Int
  ) -> Node {
    guard node.isObject else {
      mismatch(node, path: path, wanted: "an object of numbers keyed by ids of '\(collection)'")
      return node
    }
    for member in node.members {
      let memberPath = NodePath.child(member.key, of: path)
      let position = Int(index(of: member.key, in: collection, member.keyLocation, path: memberPath))
      guard position >= 0 else { continue }
      guard position < Weights.capacity else {
        reader.problems.append(
          Problem(
            path: memberPath, location: member.keyLocation,
            message: "'\(collection)' has more than the \(Weights.capacity) entities that weights may name"))
        continue
      }
      let place = offset + position * 8
      var number = InputDeclaration(
        name: member.key, offset: 0, kind: .quantity(Unit.one), defaultText: nil, range: declaration.range,
        meaning: declaration.meaning, source: "")
      number.reading = declaration.reading
      decodeNumber(number, member.value, Unit.one, path: memberPath, at: place)
    }
    return node
  }

  private mutating func decodeText(_ node: Node, path: String, at offset: Int) {
    guard let text = node.string else {
      mismatch(node, path: path, wanted: "text")
      return
    }
    layout.store(Int32(texts.count), at: offset)
    texts.append(text)
  }

  private mutating func decodeEntities(
    _ type: GroupType, _ noun: String, _ node: Node, path: String, at offset: Int
  ) -> Node {
    guard node.isObject else {
      mismatch(node, path: path, wanted: "an object of \(noun)s keyed by id")
      return node
    }
    guard hasFewEnough(node, noun, path: path) else { return node }
    checkIDs(of: node, noun, path: path)
    let members = node.members.sorted { $0.key < $1.key }
    let entities = layout.reserve(type.stride * members.count)
    collections.append(CollectionSlot(fieldOffset: offset, entitiesOffset: entities, count: members.count))
    layout.store(members.count, at: offset + MemoryLayout<UnsafeRawPointer?>.stride)
    var resolved: [(String, Node)] = []
    for (index, member) in members.enumerated() {
      let memberPath = NodePath.child(member.key, of: path)
      let saysMissing = isWhole
      // Where the id is wrong that is the one problem, and nothing is said to be missing.
      let isNamed = EntityID.mistake(in: member.key, noun: noun) == nil
      if !isNamed || (isWhole && isSlip(member, among: members, type, noun, path: memberPath)) {
        isWhole = false
      }
      resolved.append(
        (member.key, decodeGroup(type, member.value, path: memberPath, at: entities + index * type.stride)))
      isWhole = saysMissing
    }
    return .object(resolved, at: node.location)
  }

  /// Whether an entity is another one under a misspelled id: it lacks what it needs, and there is one of nearly
  /// the same name.
  private mutating func isSlip(
    _ member: Member, among members: [Member], _ type: GroupType, _ noun: String, path: String
  ) -> Bool {
    // After a hundred problems nobody reads a guess, and guesses among a thousand ids take their time.
    guard member.value.isObject, reader.problems.count < 100 else { return false }
    let missing = type.declarations.filter { declaration in
      !declaration.name.isEmpty && declaration.defaultText == nil && member.value[declaration.name] == nil
    }
    let others = members.map(\.key).filter { $0 != member.key }
    guard !missing.isEmpty, let guess = Spelling.nearest(to: member.key, in: others) else { return false }
    let differsInCase = guess.lowercased() == member.key.lowercased()
    guard differsInCase || missing.count > 1 else { return false }
    reader.problems.append(
      path: path, at: member.keyLocation,
      "there is no \(noun) '\(member.key)' to change, and a new one needs "
        + listing(missing.map(\.name)) + " too",
      hint: "did you mean '\(guess)'?\(differsInCase ? " Letter case matters" : "")")
    return true
  }

  /// Whether there is room for the entities; none of too many are looked at.
  private mutating func hasFewEnough(_ node: Node, _ noun: String, path: String) -> Bool {
    if node.members.count <= InputDeclaration.mostEntities { return true }
    reader.problems.append(
      path: path, at: node.location,
      "\(node.members.count) entities, but there may be at most \(InputDeclaration.mostEntities)",
      hint: "let one \(noun) stand for many")
    return false
  }

  /// What may not be an id.
  private mutating func checkIDs(of node: Node, _ noun: String, path: String) {
    for member in node.members {
      guard let mistake = EntityID.mistake(in: member.key, noun: noun) else { continue }
      reader.problems.append(
        path: NodePath.child(member.key, of: path), at: member.keyLocation, mistake.message,
        hint: mistake.hint)
    }
  }

  /// The value without its provenance, for inputs that are no numbers.
  private mutating func bare(_ node: Node, path: String) -> Node {
    guard let value = node["value"] else { return node }
    reader.problems.append(
      contentsOf: unknownKeys(
        in: node, known: ["value", "source", "as_of", "confidence", "note"], path: path))
    return value
  }

  mutating func mismatch(_ node: Node, path: String, wanted: String) {
    reader.problems.append(
      Problem(path: path, location: node.location, message: "expected \(wanted), found \(node.kindName)"))
  }
}
