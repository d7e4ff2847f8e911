import Intake
import PostgresClient

/// Writes the rejects of a load into `meta.reject`.
enum RejectRecords {
    /// Keeps each rejected row; the same raw row of the same source and entity, rejected again, stays one reject.
    ///
    /// A row that repeats a reject after a fix, and is rejected again, takes that reject's place.
    static func write(
        _ rejects: [(entity: String, fileNumber: Int, reject: Reject)], source: String, loadID: Int,
        on connection: inout Connection
    ) throws {
        guard !rejects.isEmpty else { return }
        try connection.executeScript(
            """
            create temporary table rejected_row (
                entity text, file_number integer, file text, line bigint, column_name text, reason text, raw bytea,
                row_seq bigint, former_reject_id bigint
            ) on commit drop
            """)
        let columns = [
            "entity", "file_number", "file", "line", "column_name", "reason", "raw", "row_seq", "former_reject_id",
        ]
        try connection.copyIn(CopyTarget(schema: "pg_temp", table: "rejected_row", columns: columns)) { writer in
            for (entity, fileNumber, reject) in rejects {
                try writer.writeRow([
                    entity, String(fileNumber), reject.file, String(reject.line), reject.column, reject.reason,
                    hexadecimal(reject.raw), String(reject.rowSequence), reject.rejectID.map { String($0) },
                ])
            }
        }
        try connection.execute(
            """
            update meta.reject set cleared_by_load_id = \(loadID)
            from pg_temp.rejected_row
            where reject.reject_id = rejected_row.former_reject_id and reject.source = \(source)
                and reject.cleared_by_load_id is null
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
                order by entity, sha256(raw), row_seq desc
            ) as newest
            order by row_seq
            on conflict (source, entity, sha256(raw)) where cleared_by_load_id is null do update
            set load_id = excluded.load_id, file_number = excluded.file_number, file = excluded.file,
                line = excluded.line, column_name = excluded.column_name, reason = excluded.reason,
                row_seq = excluded.row_seq
            """)
    }

    /// As PostgreSQL reads `bytea`.
    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = [UInt8(ascii: "\\"), UInt8(ascii: "x")]
        text.reserveCapacity(2 + bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
