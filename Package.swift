// swift-tools-version: 6.2
import PackageDescription

// Modules in the order data flows; each imports only what stands above it.
let package = Package(
  name: "capsim",
  products: [
    .executable(name: "capsim", targets: ["capsim"]),
    .library(name: "SimulationKernel", targets: ["SimulationKernel"]),
  ],
  targets: [
    .target(name: "SimulationKernel"),
    .target(name: "ScenarioFormat", dependencies: ["SimulationKernel"]),
    .target(name: "Tables"),
    .target(name: "Terminal"),
    .target(name: "Inputs", dependencies: ["SimulationKernel", "ScenarioFormat"]),
    .target(name: "Model", dependencies: ["SimulationKernel", "ScenarioFormat", "Inputs"]),
    .target(name: "Sweep", dependencies: ["SimulationKernel", "Tables"]),
    .executableTarget(name: "ModelStamp", dependencies: ["Tables"]),
    .plugin(
      name: "ModelStampPlugin", capability: .buildTool(), dependencies: ["ModelStamp"],
      path: "Sources/ModelStampPlugin"),
    // Stamped with the hash of its sources and of all it depends on: the identity of the model.
    .target(
      name: "Analysis",
      dependencies: ["SimulationKernel", "ScenarioFormat", "Inputs", "Model", "Tables", "Sweep"],
      plugins: ["ModelStampPlugin"]),
    .target(
      name: "Commands",
      dependencies: [
        "SimulationKernel", "ScenarioFormat", "Inputs", "Tables", "Terminal", "Model", "Sweep", "Analysis",
      ]),
    .executableTarget(name: "capsim", dependencies: ["Commands"]),

    .target(name: "Measuring", path: "Benchmarks/Measuring"),
    .target(name: "KernelTwin", path: "Benchmarks/KernelTwin", cSettings: [.unsafeFlags(["-O3"])]),
    .executableTarget(
      name: "KernelBenchmark", dependencies: ["SimulationKernel", "KernelTwin", "Measuring"],
      path: "Benchmarks/Kernel"),
    .target(name: "AllocationCounter", path: "Benchmarks/AllocationCounter"),
    .executableTarget(
      name: "SweepBenchmark",
      dependencies: ["Sweep", "SimulationKernel", "Tables", "AllocationCounter", "Measuring"],
      path: "Benchmarks/Sweep"),
    .executableTarget(
      name: "ModelBenchmark",
      dependencies: ["Model", "ScenarioFormat", "SimulationKernel", "AllocationCounter", "Measuring"],
      path: "Benchmarks/Model", exclude: ["Gates.csv"]),
    .executableTarget(
      name: "SweepProbe", dependencies: ["Sweep", "SimulationKernel"], path: "Tests/SweepProbe"),
    .executableTarget(name: "CapsimProbe", dependencies: ["Commands"], path: "Tests/CapsimProbe"),
    .target(name: "TestSupport", dependencies: ["Tables"], path: "Tests/TestSupport"),
    .executableTarget(name: "Mutants", path: "Tests/Mutants", exclude: ["Rules"]),
    .executableTarget(
      name: "Fuzz", dependencies: ["Model", "Inputs", "ScenarioFormat", "SimulationKernel", "TestSupport"],
      path: "Tests/Fuzz"),

    .testTarget(name: "HouseTests", dependencies: ["Mutants"]),
    .testTarget(name: "SimulationKernelTests", dependencies: ["SimulationKernel"]),
    .testTarget(name: "ScenarioFormatTests", dependencies: ["ScenarioFormat", "SimulationKernel"]),
    .testTarget(name: "InputsTests", dependencies: ["Inputs", "ScenarioFormat", "SimulationKernel"]),
    .testTarget(name: "TablesTests", dependencies: ["Tables", "TestSupport"]),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal"]),
    .testTarget(name: "ModelTests", dependencies: ["Model", "Inputs", "ScenarioFormat", "SimulationKernel"]),
    .testTarget(
      name: "SweepTests", dependencies: ["Sweep", "SweepProbe", "SimulationKernel", "Tables", "TestSupport"]),
    .testTarget(
      name: "AnalysisTests",
      dependencies: [
        "Analysis", "AllocationCounter", "Inputs", "Model", "ModelStamp", "ScenarioFormat",
        "SimulationKernel", "Sweep", "Tables", "TestSupport",
      ]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Commands", "Analysis", "CapsimProbe", "Inputs", "Model", "ScenarioFormat", "SimulationKernel",
        "Sweep", "Tables", "Terminal", "TestSupport", "capsim",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// Tests run against optimised modules; to optimise themselves as well would double the time that they take to build.
for target in package.targets where target.type == .test {
  target.swiftSettings = [.unsafeFlags(["-Onone"], .when(configuration: .release))]
}
