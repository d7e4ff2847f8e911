import Intake
import PostgresClient

/// What a load leaves in `meta`: itself, its files, and what became of each entity's rows.
struct LoadRecords {
    let report: LoadReport
    let mapping: String
    /// `SourceMapping.reading`.
    let reading: String
    let intake: LoadIntake
    /// When the load started, as PostgreSQL reads it.
    let started: String

    func write(on connection: inout Connection) throws {
        try connection.execute(
            """
            insert into meta.source (source, mapping, timezone)
            values (\(report.source), \(mapping), \(report.timezone))
            on conflict (source) do update set mapping = excluded.mapping, timezone = excluded.timezone
            """)
        try connection.execute(
            """
            insert into meta.load (
                load_id, source, mapping, reading, started_at, finished_at, first_row_seq, last_row_seq
            )
            overriding system value
            values (
                \(report.loadID), \(report.source), \(mapping), \(reading), \(started)::timestamptz,
                clock_timestamp(), \(intake.firstRowSequence), \(intake.lastRowSequence)
            )
            """)
        for file in intake.fileRecords {
            try connection.execute(
                """
                insert into meta.load_file (
                    load_id, file_number, name, entity, byte_count, sha256, header, delimiter
                )
                values (
                    \(report.loadID), \(file.number), \(file.name), \(file.entity), \(file.byteCount),
                    \(file.sha256),
                    convert_to(\(file.header.isEmpty ? nil : String(decoding: file.header, as: UTF8.self)), 'UTF8'),
                    \(file.delimiter.map { String(UnicodeScalar($0)) })
                )
                """)
        }
        for entity in report.entities {
            try connection.execute(
                """
                insert into meta.load_entity (
                    load_id, entity, read_count, added_count, changed_count, unchanged_count, rejected_count
                )
                values (
                    \(report.loadID), \(entity.name), \(entity.read), \(entity.added), \(entity.changed),
                    \(entity.unchanged), \(entity.rejected)
                )
                """)
        }
    }
}
