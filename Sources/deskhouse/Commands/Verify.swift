import ArgumentParser
import Rendering
import Shell
import Warehouse

/// `deskhouse verify`: whether the warehouse adds up.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that rollups are what the rows say, and that the KPIs add up.",
        discussion: """
            Reads one snapshot and changes nothing; ends with 3 when a check fails, and names the first difference of each \
            that does.
            """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: "table or json.")
    var format: ReportFormat = .table

    @Flag(
        help: ArgumentHelp(
            """
            Also derive every fact and rollup from the loaded data again, compare, and roll back. Takes the time of a \
            rebuild and a copy of facts and rollups, keeps loads waiting meanwhile, and leaves space in the tables as a \
            rebuild does, which (auto)vacuum makes usable again.
            """))
    var fromCore = false

    func run() throws {
        try Failure.reporting {
            var warehouse = try database.openWarehouse()
            let progress = ProgressLine(on: StandardError.screen, write: StandardError.write)
            let verification = try warehouse.verify(fromCore: fromCore) { progress.show($0.text) }
            progress.clear()
            let output = Output(descriptor: 1)
            let presentation = VerificationPresentation(verification)
            if format == .json {
                presentation.writeJSON(to: output)
            } else {
                try presentation.writeTables(to: output, screen: Screen.detect(descriptor: 1))
            }
            try output.commit()
            guard verification.passed else {
                StandardError.print("deskhouse: \(VerificationPresentation.summary(of: verification))")
                throw Failure.checkFailed
            }
        }
    }
}
