import ScenarioFormat
import SimulationKernel

@testable import Inputs

enum Year: PhysicalUnit { static let symbol = "year" }
enum Kilogram: PhysicalUnit { static let symbol = "kg" }
enum Plain: PhysicalUnit { static let symbol = "" }

enum Colour: String, CaseIterable, BitwiseCopyable, Sendable { case red, green, blue }

/// A root group with one field of every kind.
struct TestWorld: InputGroup {
  let mass: Quantity<Kilogram>
  let rate: Trajectory<Plain>
  let delay: Variate<Year>
  let opening: Moment
  let isOpen: Bool
  let colour: Colour
  let title: TextIndex
  let ships: Entities<TestShip>
  let ports: Entities<TestPort>
  let office: TestOffice

  static let inputs: [Input<Self>] = [
    .quantity("mass", \.mass, default: "2 t", in: 0...1e6, "Mass of a thing."),
    .trajectory("rate", \.rate, default: "0.5", in: 0...10, "Rate by date."),
    .variate("delay", \.delay, default: "1 year to 4 year", in: 0...20, "Delay of an event."),
    .moment("opening", \.opening, default: "never", "When it opens."),
    .flag("is_open", \.isOpen, default: true, "Whether it is open."),
    .choice("colour", \.colour, default: .green, drawable: true, "Its colour."),
    .text("title", \.title, default: "untitled", "Its title."),
    .entities("ships", \.ships, noun: "ship", "Ships by id."),
    .entities("ports", \.ports, noun: "port", "Ports by id."),
    .group("office", \.office, "Its office."),
  ]
}

struct TestShip: InputGroup {
  let identity: Identity
  let mass: Quantity<Kilogram>
  let home: Reference
  let visits: Weights

  static let inputs: [Input<Self>] = [
    .identity(\.identity),
    .quantity("mass", \.mass, in: 0...1e6, "Mass of the ship."),
    .reference("home", \.home, to: "ports", default: "none", "Its home port."),
    .weights("visits", \.visits, by: "ports", default: "{}", in: 0...1, "How often it visits each port."),
  ]
}

struct TestPort: InputGroup {
  let depth: Quantity<Plain>

  static let inputs: [Input<Self>] = [.quantity("depth", \.depth, default: "10 to 20", "Its depth.")]
}

struct TestOffice: InputGroup {
  let rooms: Quantity<Plain>
  let lease: Moment
  let trim: Colour

  static let inputs: [Input<Self>] = [
    .quantity("rooms", \.rooms, default: "3", "How many rooms."),
    .moment("lease", \.lease, default: "2030-01-01", "When the lease ends."),
    .choice("trim", \.trim, default: .red, "Colour of its trim, the same in every run."),
  ]
}

/// Start of all test scenarios: 2026-01-01 in days since 1970.
let epoch = 20_454.0

func compilation(_ text: String, isWhole: Bool = true) -> Compilation {
  let (node, problems) = JSONReader.read(Array(text.utf8), file: "f")
  precondition(problems.isEmpty, "the text of the test is broken: \(problems)")
  return ScenarioCompiler.compile(node ?? .null(), as: TestWorld.self, epoch: epoch, isWhole: isWhole)
}

/// Compiles a scenario that is known to be sound.
func compiled(_ text: String) -> CompiledScenario {
  let compilation = compilation(text)
  guard let scenario = compilation.scenario else {
    preconditionFailure("the scenario of the test is broken: \(compilation.problems)")
  }
  return scenario
}
