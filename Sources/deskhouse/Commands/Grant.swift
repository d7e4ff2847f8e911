import ArgumentParser
import Shell
import Warehouse

/// `deskhouse grant`: lets a BI tool's role read.
struct Grant: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Let a role read the views of the schema kpi, and nothing else.",
        discussion: """
            The role becomes a member of deskhouse_reader, and is made if there is none of that name. Its sessions are \
            read-only, and a statement ends after five minutes. Of a ticket's attributes it sees those that the setting \
            public_attributes names.
            """)

    @OptionGroup var database: DatabaseOptions

    @Argument(help: "The role.")
    var role: String

    func run() throws {
        try Failure.reporting {
            var warehouse = try database.openWarehouse()
            for line in GrantReportText.lines(try warehouse.grantReading(to: role)) {
                StandardError.print(line)
            }
        }
    }
}
