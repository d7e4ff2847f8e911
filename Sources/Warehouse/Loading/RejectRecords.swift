import Intake
import PostgresClient

/// Writes the rejects of a load into `meta.reject`.
enum RejectRecords {
    /// Clears the rejects whose numbers rows carry that were read now.
    ///
    /// Before `repeatOpen`: where only some of the rows are right that a fix made of one reject, the others are new
    /// ones. And before the merge, which drops rows from staging.
    static func clearFixed(
        by intake: LoadIntake, source: String, loadID: Int, on connection: inout Connection
    ) throws {
        // A table that was filled directly had no open rejects.
        let staged = intake.entities.filter { intake.filled[$0.name] == nil }
        for entity in staged.compactMap({ Contract.entity(named: $0.name) }) {
            try connection.execute(
                """
                update meta.reject set cleared_by_load_id = \(loadID)
                from \(trusted: "staging.\(entity.table)") as staged
                where reject.reject_id = staged.reject_id and reject.source = \(source)
                    and reject.entity = \(entity.name) and reject.cleared_by_load_id is null
                """)
        }
        for (table, ids) in intake.fixedRejectIDs {
            try connection.execute(
                """
                update meta.reject set cleared_by_load_id = \(loadID)
                where reject_id = any (\(ids)) and source = \(source) and entity = \(table)
                    and cleared_by_load_id is null
                """)
        }
    }

    /// Keeps the rows that are rejected already: the same raw row of the same source and entity stays one reject.
    ///
    /// A row that repeats a reject after a fix, and is rejected again, takes that reject's place, under its number:
    /// what it was first still tells it. Before the merge, which asks what came since a reject.
    static func repeatOpen(
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
        try repeatNumbered(source: source, loadID: loadID, on: &connection)
        try connection.executeScript(
            """
            create temporary table newest_reject on commit drop as
            select distinct on (fingerprint, entity) *
            from (
                select rejected_row.*, sha256(rejected_row.raw) as fingerprint
                from pg_temp.rejected_row
                where not exists (
                    select from pg_temp.numbered_reject
                    where numbered_reject.former_reject_id = rejected_row.former_reject_id
                        and numbered_reject.raw = rejected_row.raw
                )
            ) as rejected
            order by fingerprint, entity, row_seq desc;
            analyze pg_temp.newest_reject
            """)
        try repeatUnfixed(source: source, loadID: loadID, on: &connection)
    }

    /// Of the rows that carry the number of an open reject, the newest takes its place; others that differ are new.
    private static func repeatNumbered(
        source: String, loadID: Int, on connection: inout Connection
    ) throws {
        try connection.execute(
            """
            create temporary table numbered_reject on commit drop as
            select distinct on (rejected_row.former_reject_id) rejected_row.*
            from pg_temp.rejected_row
            inner join (
                -- Locked, so that nobody dismisses one before it is written.
                select reject_id, entity
                from meta.reject
                where source = \(literal: source) and cleared_by_load_id is null
                    and exists (
                        select from pg_temp.rejected_row as again
                        where again.former_reject_id = reject.reject_id
                    )
                for update of reject
            ) as reject
                on rejected_row.former_reject_id = reject.reject_id and rejected_row.entity = reject.entity
            order by rejected_row.former_reject_id, rejected_row.row_seq desc
            """)
        try connection.execute(
            """
            update meta.reject
            set load_id = \(loadID), file_number = again.file_number, file = again.file, line = again.line,
                column_name = again.column_name, reason = again.reason, raw = again.raw, row_seq = again.row_seq
            from pg_temp.numbered_reject as again
            where reject.reject_id = again.former_reject_id
            """)
    }

    /// A row that is rejected already, and still open, is the same reject, as it was met last.
    ///
    /// Also where nothing else differs the load and the place have to be noted: what came since a reject is told by them. But
    /// the record is not written anew: of a long one only a pointer is in the row.
    private static func repeatUnfixed(source: String, loadID: Int, on connection: inout Connection) throws {
        try connection.execute(
            """
            with repeated as (
                update meta.reject
                set load_id = \(loadID), file_number = again.file_number, file = again.file,
                    line = again.line, column_name = again.column_name, reason = again.reason,
                    raw = case when reject.raw = again.raw then reject.raw else again.raw end,
                    row_seq = again.row_seq
                from pg_temp.newest_reject as again
                where reject.source = \(source) and reject.entity = again.entity
                    and reject.fingerprint = again.fingerprint and reject.cleared_by_load_id is null
                returning again.entity, again.fingerprint
            )
            delete from pg_temp.newest_reject
            using repeated
            where newest_reject.entity = repeated.entity and newest_reject.fingerprint = repeated.fingerprint
            """)
    }

    /// Keeps the others, which are new: they need no conflicts looked for.
    ///
    /// Where it is more than there was before, the index that keeps rejects apart is built anew: row by row it costs
    /// more than all the rest. That keeps readers off, so it comes last; and it is not done where somebody reads the
    /// rejects, perhaps for long.
    static func addNew(
        _ rejects: RejectSpool, source: String, loadID: Int, on connection: inout Connection
    ) throws {
        guard rejects.count > 0 else { return }
        let index = try connection.execute(
            """
            select pg_get_indexdef('meta.reject_same_row'::regclass)
            where (select count(*) from pg_temp.newest_reject)
                > 10000 + (select count(*) from meta.reject)
            """
        ).values(String.self).first
        let isRebuilt = try index != nil && TableLock.take("meta.reject", on: &connection)
        if isRebuilt { try connection.executeScript("drop index meta.reject_same_row") }
        try connection.execute(
            """
            insert into meta.reject (
                load_id, source, entity, file_number, file, line, column_name, reason, raw, fingerprint,
                row_seq
            )
            select
                \(loadID), \(source), entity, file_number, file, line, column_name, reason, raw, fingerprint,
                row_seq
            from pg_temp.newest_reject
            order by row_seq
            """)
        if let index, isRebuilt { try connection.executeScript(index) }
    }
}
