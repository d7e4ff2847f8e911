import ArgumentParser
import Shell
import Warehouse

/// `deskhouse rebuild`: everything that is derived, anew.
struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Derive facts and rollups from the loaded data again; the content stays the same.")

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        try Failure.reporting {
            var warehouse = try database.openWarehouse()
            let started = ContinuousClock.now
            try warehouse.rebuild { StandardError.print("waiting for another load to finish …") }
            StandardError.print("rebuilt in \(started.duration(to: .now).wholeMilliseconds) ms")
        }
    }
}
