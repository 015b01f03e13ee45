import ScenarioFormat
import SimulationKernel
import Testing

@testable import Inputs

@Suite("law: a choice with chances is drawn once a replication")
struct ChanceTests {
  private static let runs: UInt64 = 4000
  private static let chances = #"{"chances": {"blue": 0.3, "red": 0.7}}"#

  private func text(_ colour: String) -> String {
    #"{"mass": "1 t to 3 t", "rate": "1 to 2", "ports": {"a": {}}, "colour": \#(colour)}"#
  }

  /// The word of each replication, as the block has it, which is the one that is told without a run.
  private func colours(_ colour: String, seed: UInt64 = 1, runs: UInt64 = runs) throws -> [Colour] {
    let scenario = compiled(text(colour))
    let input = try #require(scenario.uncertain("colour"))
    let index = try #require(scenario.uncertain.firstIndex { $0.path == "colour" })
    var block = ParameterBlock<TestWorld>(scenario)
    return try (0..<runs).map { replication in
      block.draw(seed: seed, replication: replication)
      let colour = block.root.colour
      try #require(input.word(seed: seed, replication: replication) == colour.rawValue)
      try #require(input.drawn(seed: seed, replication: replication) == block.drawnValue(index))
      return colour
    }
  }

  @Test("words come as often as their chances say, and one without a chance never")
  func shares() throws {
    let colours = try colours(Self.chances)
    for (colour, chance) in [(Colour.red, 0.7), (.green, 0), (.blue, 0.3)] {
      let share = Double(colours.count { $0 == colour }) / Double(Self.runs)
      #expect(abs(share - chance) <= 4 * (chance * (1 - chance) / Double(Self.runs)).squareRoot())
    }
  }

  @Test("from a stream of the input's own: the same for the same seed and replication, whatever ran before")
  func stream() throws {
    let colours = try colours(Self.chances, seed: 5, runs: 200)
    #expect(try self.colours(Self.chances, seed: 5, runs: 200) == colours)
    #expect(try self.colours(Self.chances, seed: 6, runs: 200) != colours)
    for replication in colours.indices {
      var stream = RandomStream(
        seed: 5, replication: UInt64(replication), key: StreamKey(name: "colour").bits)
      #expect(colours[replication] == (stream.uniformOpen() <= 0.7 ? .red : .blue))
    }
    var block = ParameterBlock<TestWorld>(compiled(text(Self.chances)))
    for replication in [UInt64(150), 3, 150] { block.draw(seed: 5, replication: replication) }
    #expect(block.root.colour == colours[150])
  }

  @Test("chances leave every other draw as it was, to the bit")
  func others() throws {
    let (with, without) = (compiled(text(Self.chances)), compiled(text(#""blue""#)))
    #expect(with.uncertain.map(\.path).filter { $0 != "colour" } == without.uncertain.map(\.path))
    for input in without.uncertain {
      let drawn = try #require(with.uncertain(input.path))
      for replication in UInt64(0)..<50 {
        #expect(
          drawn.drawn(seed: 2, replication: replication) == input.drawn(seed: 2, replication: replication))
      }
    }
  }

  @Test("a word whose chance rises keeps the runs that it had, and the order of the text does not matter")
  func nested() throws {
    let half = try colours(#"{"chances": {"red": "50 %", "blue": 0.5}}"#)
    let more = try colours(Self.chances)
    #expect(zip(half, more).allSatisfy { $0 != .red || $1 == .red })
    #expect(try colours(#"{"chances": {"red": 0.7, "blue": 0.3}}"#) == more)
  }

  @Test("a chance of 1 is the word itself, and a word fixes what had chances")
  func certain() throws {
    #expect(try Set(colours(#"{"chances": {"red": 0, "blue": 1}}"#)) == [.blue])
    var (node, problems) = (compiled(text(Self.chances)).resolved, Problems())
    Override(path: NodePath(["colour"]), value: .string("green")).apply(to: &node, &problems)
    let scenario = try #require(
      ScenarioCompiler.compile(node, as: TestWorld.self, epoch: epoch).scenario)
    #expect(problems.isEmpty && scenario.uncertain("colour") == nil && scenario.choices.isEmpty)
    #expect(ParameterBlock<TestWorld>(scenario).root.colour == .green)
    Override(path: NodePath(["colour", "chances"]), value: .string("green")).apply(to: &node, &problems)
    #expect(problems.count == 1, "a word has no chances to set")
  }

  @Test("before any draw it stands at the word in the middle")
  func middle() {
    #expect(ParameterBlock<TestWorld>(compiled(text(Self.chances))).root.colour == .red)
  }

  @Test("what is said of it survives, also around it, and what resolve shows is drawn alike")
  func provenance() throws {
    let said = #"{"blue": 0.3, "red": "70 %"}, "source": "a paper", "as_of": "2025", "confidence": "L""#
    for colour in [#"{"chances": \#(said)}"#, #"{"value": {"chances": \#(said)}}"#] {
      let scenario = compiled(text(colour))
      let place = try #require(scenario.choice("colour"))
      #expect(place.value.written == "red 70 %, blue 0.3" && place.standing == .changed)
      #expect(place.value.provenance == Provenance(source: "a paper", asOf: "2025", confidence: .low))
      #expect(scenario.place("colour") == nil, "it is no number")
      let again = compiled(scenario.resolved.serialized())
      #expect(again.choice("colour")?.value.knots == place.value.knots)
    }
  }

  @Test(
    "what is wrong is said with its place and what to do",
    arguments: [
      (
        #"{"colour": {"chances": {"gren": 0.5, "blue": 0.5}}}"#,
        "f:1:25: colour.chances.gren: 'gren' is not one of red, green, blue; did you mean 'green'?"
      ),
      (
        #"{"colour": {"chances": {"red": -0.5, "blue": 1.5}}}"#,
        """
        f:1:32: colour.chances.red: -0.5 is below the smallest allowed, 0
        f:1:46: colour.chances.blue: 1.5 is above the largest allowed, 1
        """
      ),
      (
        #"{"colour": {"chances": {"red": 0.5, "blue": 0.4}}}"#,
        "f:1:24: colour.chances: the chances sum to 0.9; make them sum to 1"
      ),
      (
        #"{"colour": {"chances": {"red": "70 %", "blue": "31 %"}}}"#,
        "f:1:24: colour.chances: the chances sum to 1.01; make them sum to 1"
      ),
      (
        #"{"colour": {"chances": {"red": 0.7, "blue": "likely"}}}"#,
        "f:1:45: colour.chances.blue: 'likely' does not start with a number; write for example 1.5"
      ),
      (
        #"{"colour": {"chances": {}}}"#,
        #"f:1:24: colour.chances: no word has a chance; write for example {"red": 0.5, "green": 0.5}"#
      ),
      (
        #"{"colour": {"chances": {"red": 1}}}"#,
        #"""
        f:1:24: colour.chances: 'red' alone has a chance, so nothing is drawn; write "red" in the place of its chances, \#
        or name another word
        """#
      ),
      (
        #"{"colour": {"chances": [0.5, 0.5]}}"#,
        #"""
        f:1:24: colour.chances: chances are numbers keyed by words, not an array; write for example \#
        {"red": 0.5, "green": 0.5}
        """#
      ),
      (
        #"{"colour": {"chances": {"red": 0.5, "blue": 0.5}, "sauce": "s"}}"#,
        "f:1:51: colour.sauce: unknown key 'sauce'; did you mean 'source'?"
      ),
      (
        #"{"colour": {"value": "red", "chances": {"red": 0.5, "blue": 0.5}}}"#,
        "f:1:29: colour.chances: unknown key 'chances'; known here: value, source, as_of, confidence, note"
      ),
      (
        #"{"colour": {"chances": {"red": 0.5, "blue": 0.5}, "confidence": "sure"}}"#,
        """
        f:1:65: colour.confidence: 'sure' is not a level of confidence; write high, medium or low (H, M or L)
        """
      ),
      (
        #"{"office": {"trim": {"chances": {"red": 0.5, "blue": 0.5}}}}"#,
        """
        f:1:21: office.trim: this is the same in every run, so its words have no chances; write one of red, green, blue
        """
      ),
    ])
  func mistakes(text: String, message: String) {
    let compilation = compilation(text)
    #expect(compilation.scenario == nil)
    #expect(compilation.problems.map(\.description).joined(separator: "\n") == message)
  }
}
