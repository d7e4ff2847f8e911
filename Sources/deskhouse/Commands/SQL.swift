import ArgumentParser
import Rendering
import Shell
import Warehouse

/// `deskhouse sql`: one SQL statement.
struct SQL: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: "Run one SQL statement, read-only unless --write.",
        discussion:
            "Schemas: kpi (views for people and BI tools), fact, core, meta. deskhouse sql 'select * from kpi.csat'"
    )

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Let the statement change data.")
    var write = false

    @Argument(help: "The statement.")
    var statement: String

    @Argument(help: .hidden)
    var more: [String] = []

    func validate() throws {
        if !more.isEmpty {
            throw ValidationError(
                "the statement is one argument: put it in quotes, such as deskhouse sql 'select 1'")
        }
        if statement.allSatisfy(\.isWhitespace) {
            throw ValidationError("a statement is missing, such as: select * from kpi.csat")
        }
    }

    func run() throws {
        try Failure.reporting(query: statement) {
            var warehouse = try database.openWarehouse()
            try SQLPresentation(statement: statement, mayWrite: write).run(
                on: &warehouse, into: output.sink())
        }
    }
}
