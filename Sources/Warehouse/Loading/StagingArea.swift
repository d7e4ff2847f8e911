import Intake
import PostgresClient

/// The tables in which one load's rows wait.
enum StagingArea {
    /// Empties what an interrupted load may have left, or a finished one no longer needs.
    static func clear(on connection: inout Connection) throws {
        let tables = Contract.entities.flatMap { ["staging.\($0.table)", "staging.replaced_\($0.table)"] }
        try connection.execute(
            Statement(trusted: "truncate \(tables.joined(separator: ", "))"))
        try connection.executeScript(
            "truncate staging.touched_ticket restart identity; truncate staging.touched_survey")
    }
}
