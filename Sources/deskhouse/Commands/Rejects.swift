import ArgumentParser
import Rendering
import Shell
import Warehouse

/// `deskhouse rejects`: the rows that did not meet the contract.
struct Rejects: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the rows that did not meet the contract and wait for a fix.")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "Only those whose newest load this is, cleared ones included.")
    var load: Int?

    @Option(
        help: ArgumentHelp(
            "Write loadable files, one a source, entity and header, into this new or empty folder, to be fixed there.",
            valueName: "folder"))
    var export: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Take these for settled, by their numbers: mended where they came from, or not to be had.",
            valueName: "reject"))
    var dismiss: [Int] = []

    func validate() throws {
        guard dismiss.isEmpty || export == nil && load == nil else {
            throw ValidationError("--dismiss takes numbers of rejects, and neither --load nor --export")
        }
    }

    func run() throws {
        try Failure.reporting {
            var warehouse = try database.openWarehouse()
            if let export {
                let files = try warehouse.exportRejects(load: load, to: export)
                for file in files { StandardError.print(file) }
                if files.isEmpty { StandardError.print("no rejects: nothing was written to \(export)") }
                return
            }
            if !dismiss.isEmpty {
                StandardError.print("dismissed: \(try warehouse.dismissRejects(dismiss))")
                return
            }
            let format = try output.formatOrTable()
            try RejectPresentation(load: load, isForPeople: format == .table)
                .run(on: &warehouse, into: output.sink())
        }
    }
}
