import Foundation
import PackagePlugin

/// Puts the text of every `.sql` file of a target's folder into the target.
///
/// SwiftPM asks for the command again when a file comes or goes, and runs it again when a file's text changes.
@main
struct EmbedSQL: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let module = target.sourceModule else { return [] }
        let folder = module.directoryURL.path(percentEncoded: false)
        let files = module.sourceFiles.map(\.url).filter { $0.pathExtension == "sql" }
        let paths = files.map { $0.path(percentEncoded: false).dropFirst(folder.count) }
        let output = context.pluginWorkDirectoryURL.appending(path: "SQLText+Files.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(files.count) SQL files",
                executable: try context.tool(named: "SQLEmbedder").url,
                arguments: [output.path(percentEncoded: false), folder]
                    + paths.map { String($0.drop { $0 == "/" }) },
                inputFiles: files,
                outputFiles: [output])
        ]
    }
}
