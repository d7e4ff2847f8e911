import Intake
import PostgresClient

/// The tables in which one load's rows wait.
enum StagingArea {
    /// Empties what an interrupted load may have left, or a finished one no longer needs.
    static func clear(on connection: inout Connection) throws {
        let touched = ["touched_ticket", "touched_survey", "touched_agent", "touched_order"]
        let tables = Contract.entities.flatMap { [$0.table, "replaced_\($0.table)"] } + touched
        let calls = tables.map { "staging.empty('staging.\($0)')" }.joined(separator: ", ")
        try connection.execute(Statement(trusted: "select \(calls)"))
    }
}

extension Entity {
    /// Where `EntityReader` rows are copied to.
    var stagingTarget: CopyTarget {
        CopyTarget(schema: "staging", table: table, columns: storedColumns(.staging).map(\.name))
    }
}
