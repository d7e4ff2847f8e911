import Intake
import PostgresClient

extension LoadIntake {
    /// From this size on a file is worth it to derive all facts again rather than what it touches.
    static let largeInput = 4 << 20

    /// The same as rows: what a select makes of a large file may be few, or none.
    static let largeRowCount = 20_000

    /// A table that is empty is filled directly, unless a few rows come into a warehouse that has others.
    func fill(
        _ entity: Entity, on connection: inout Connection, isLarge: () throws -> Bool
    ) throws -> EmptyTableFill? {
        let isEmpty = try connection.execute(
            Statement(trusted: "select not exists (select from core.\(entity.table))")
        ).value(Bool.self)
        guard try isEmpty && (isFirst || isLarge()) else { return nil }
        // A row that repeats a reject needs to be compared with what came since.
        let hasRejects = try connection.execute(
            "select exists (select from meta.reject where entity = \(entity.name) and cleared_by_load_id is null)"
        ).value(Bool.self)
        return hasRejects ? nil : try EmptyTableFill(entity, on: &connection)
    }

    /// Builds the keys of a table that was filled directly, if one was.
    mutating func finish(
        _ fill: EmptyTableFill?, accepted: Int, on connection: inout Connection
    ) throws {
        guard let fill else { return }
        let dropped = try fill.finish(on: &connection)
        // What stays empty changes nothing.
        guard accepted > 0 else { return }
        noteFilled(
            fill.entity, Merge.Counts(added: accepted - dropped, changed: 0, unchanged: dropped))
    }
}
