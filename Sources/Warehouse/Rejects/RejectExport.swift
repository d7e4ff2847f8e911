import Basics
import Platform
import PostgresClient

/// Why rejects could not be exported.
package struct RejectExportError: Error, CustomStringConvertible {
    package let description: String
}

extension Warehouse {
    /// Writes open rejects (or those of a load) into files that can be loaded again after a fix.
    ///
    /// One file an entity: the original header with `_reject_id` before it, then each record as it was read behind the
    /// number of its reject. Where records of one entity came under different headers, or from several sources, there
    /// is a file for each: `tickets.csv`, `tickets-2.csv`; so is there for each record with a quote that nothing
    /// closes, which would take in those that follow it. Returns a line a file that says how to load it; where there
    /// are no rejects, nothing is made.
    ///
    /// Throws `RejectExportError` where one of the files is there already or cannot be written; however it fails, it
    /// leaves nothing behind.
    package mutating func exportRejects(load: Int?, to folder: String) throws -> [String] {
        let export = RejectExportFolder(folder)
        do {
            try writeRejects(load: load, into: export)
            // Once the first file has its name, all get theirs.
            try stopRequest.close()
            defer { stopRequest.reopen() }
            return try export.place()
        } catch {
            export.discard()
            throw error
        }
    }

    /// Writes those of one form after those of another, so that few files are open at a time.
    private mutating func writeRejects(load: Int?, into export: RejectExportFolder) throws {
        var form: RejectForm?
        try connection.stream(
            """
            select
                reject_id,
                encode(raw, 'hex'),
                is_first_of_form,
                case when is_first_of_form then source end,
                case when is_first_of_form then entity end,
                case when is_first_of_form then mapping end,
                case when is_first_of_form then delimiter end,
                case when is_first_of_form then encode(header, 'hex') end
            from (
                select
                    reject.reject_id,
                    reject.raw,
                    reject.source,
                    reject.entity,
                    load.mapping,
                    load_file.delimiter,
                    load_file.header,
                    row_number() over form = 1 as is_first_of_form
                from meta.reject
                inner join meta.load on reject.load_id = load.load_id
                left join meta.load_file
                    on reject.load_id = load_file.load_id and reject.file_number = load_file.file_number
                where case when \(load)::bigint is null then cleared_by_load_id is null
                    else reject.load_id = \(load)::bigint end
                window form as (
                    partition by reject.source, reject.entity, load_file.delimiter, load_file.header
                    order by reject.reject_id
                )
            ) as listed
            order by source, entity, delimiter, header, reject_id
            """
        ) { row in
            if try row.decode(Bool.self, at: 2) {
                form = RejectForm(
                    source: try row.decode(at: 3), entity: try row.decode(at: 4),
                    mapping: try row.decode(at: 5),
                    delimiter: row.text(at: 6)?.utf8.first,
                    header: row.withBytes(at: 7) { RejectedRow.bytes(ofHex: $0) })
            }
            guard let form else { return }
            try export.add(
                row.withBytes(at: 1) { RejectedRow.bytes(ofHex: $0) }, id: try row.integer(at: 0), in: form)
        }
    }
}
