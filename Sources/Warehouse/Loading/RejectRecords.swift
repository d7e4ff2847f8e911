import PostgresClient

/// Writes the rejects of a load into `meta.reject`.
enum RejectRecords {
    /// Keeps each rejected row; the same raw row of the same source and entity, rejected again, stays one reject.
    ///
    /// A row that repeats a reject after a fix, and is rejected again, takes that reject's place, under its number.
    static func write(
        _ rejects: RejectSpool, source: String, loadID: Int, on connection: inout Connection
    ) throws {
        guard rejects.count > 0 else { return }
        let columns = RejectSpool.columns.map { "\($0) \($1)" }.joined(separator: ", ")
        try connection.executeScript("create temporary table rejected_row (\(columns)) on commit drop")
        let target = CopyTarget(
            schema: "pg_temp", table: "rejected_row", columns: RejectSpool.columns.map(\.0))
        try connection.copyInBinary(target) { writer in
            try rejects.write(to: &writer)
        }
        try connection.execute(
            """
            update meta.reject
            set load_id = \(loadID), file_number = again.file_number, file = again.file, line = again.line,
                column_name = again.column_name, reason = again.reason, raw = again.raw, row_seq = again.row_seq
            from (
                select distinct on (former_reject_id) *
                from pg_temp.rejected_row
                where former_reject_id is not null
                order by former_reject_id, row_seq desc
            ) as again
            where reject.reject_id = again.former_reject_id and reject.source = \(source)
                and reject.entity = again.entity and reject.cleared_by_load_id is null
            """)
        try connection.execute(
            """
            create temporary table newest_reject on commit drop as
            select distinct on (fingerprint, entity) *
            from (
                select rejected_row.*, sha256(rejected_row.raw) as fingerprint
                from pg_temp.rejected_row
                where not exists (
                    select from meta.reject
                    where reject.reject_id = rejected_row.former_reject_id
                        and reject.source = \(literal: source) and reject.entity = rejected_row.entity
                        and reject.cleared_by_load_id is null
                )
            ) as rejected
            order by fingerprint, entity, row_seq desc
            """)
        try connection.executeScript("analyze pg_temp.newest_reject")
        try repeatOpen(source: source, loadID: loadID, on: &connection)
        try addNew(source: source, loadID: loadID, on: &connection)
    }

    /// A row that is rejected already, and still open, is the same reject, as it was met last.
    private static func repeatOpen(source: String, loadID: Int, on connection: inout Connection) throws {
        try connection.execute(
            """
            with repeated as (
                update meta.reject
                set load_id = \(loadID), file_number = again.file_number, file = again.file,
                    line = again.line, column_name = again.column_name, reason = again.reason,
                    row_seq = again.row_seq
                from pg_temp.newest_reject as again
                where reject.source = \(source) and reject.entity = again.entity
                    and sha256(reject.raw) = again.fingerprint and reject.cleared_by_load_id is null
                returning again.entity, again.fingerprint
            )
            delete from pg_temp.newest_reject
            using repeated
            where newest_reject.entity = repeated.entity and newest_reject.fingerprint = repeated.fingerprint
            """)
    }

    /// What is left is new: it needs no conflicts looked for.
    ///
    /// Where it is more than there was before, the index that keeps rejects apart is built anew: row by row it costs
    /// more than all the rest.
    private static func addNew(source: String, loadID: Int, on connection: inout Connection) throws {
        let index = try connection.execute(
            """
            select pg_get_indexdef('meta.reject_same_row'::regclass)
            where (select count(*) from pg_temp.newest_reject)
                > 10000 + (select count(*) from meta.reject)
            """
        ).values(String.self).first
        if index != nil { try connection.executeScript("drop index meta.reject_same_row") }
        try connection.execute(
            """
            insert into meta.reject (
                load_id, source, entity, file_number, file, line, column_name, reason, raw, row_seq
            )
            select
                \(loadID), \(source), entity, file_number, file, line, column_name, reason, raw, row_seq
            from pg_temp.newest_reject
            order by row_seq
            """)
        if let index { try connection.executeScript(index) }
    }
}
