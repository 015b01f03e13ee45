import PackagePlugin

/// Has the identity of the model made whenever a source that results depend on has changed.
///
/// Those are the sources of the target that it is applied to and of all modules that it depends on, so that the
/// package's own list of modules is the only one.
@main
struct ModelStampPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let modules = ([target] + target.recursiveTargetDependencies).compactMap(\.sourceModule)
    let sources = modules.flatMap { $0.sourceFiles(withSuffix: "swift").map(\.url) }
    let stamp = context.pluginWorkDirectoryURL.appending(path: "ModelStamp.swift")
    return [
      .buildCommand(
        displayName: "Stamping the model with the hash of its sources",
        executable: try context.tool(named: "ModelStamp").url,
        arguments: [stamp.path, context.package.directoryURL.path] + sources.map(\.path),
        inputFiles: sources, outputFiles: [stamp])
    ]
  }
}
