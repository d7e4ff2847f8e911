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
            insert into meta.reject (
                load_id, source, entity, file_number, file, line, column_name, reason, raw, row_seq
            )
            select
                \(loadID), \(source), entity, file_number, file, line, column_name, reason, raw, row_seq
            from (
                select distinct on (entity, sha256(raw)) *
                from pg_temp.rejected_row
                where not exists (
                    select from meta.reject
                    where reject.reject_id = rejected_row.former_reject_id and reject.source = \(source)
                        and reject.entity = rejected_row.entity and reject.cleared_by_load_id is null
                )
                order by entity, sha256(raw), row_seq desc
            ) as newest
            order by row_seq
            on conflict (source, entity, sha256(raw)) where cleared_by_load_id is null do update
            set load_id = excluded.load_id, file_number = excluded.file_number, file = excluded.file,
                line = excluded.line, column_name = excluded.column_name, reason = excluded.reason,
                row_seq = excluded.row_seq
            """)
    }
}
