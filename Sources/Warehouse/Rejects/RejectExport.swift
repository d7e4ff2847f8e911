import Basics
import Intake
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
    /// Throws `RejectExportError`, with nothing written, where one of the files is there already.
    package mutating func exportRejects(load: Int?, to folder: String) throws -> [String] {
        var files: [ExportedFile] = []
        try connection.stream(
            """
            select
                reject.reject_id,
                reject.source,
                reject.entity,
                encode(load_file.header, 'hex'),
                encode(reject.raw, 'hex'),
                load.mapping,
                load_file.delimiter
            from meta.reject
            inner join meta.load on reject.load_id = load.load_id
            left join meta.load_file
                on reject.load_id = load_file.load_id and reject.file_number = load_file.file_number
            where case when \(load)::bigint is null then cleared_by_load_id is null
                else reject.load_id = \(load)::bigint end
            order by reject.reject_id
            """
        ) { row in
            let id = try row.decode(Int.self, at: 0)
            let source = try row.decode(String.self, at: 1)
            let entity = try row.decode(String.self, at: 2)
            let header = row.withBytes(at: 3) { RejectedRow.bytes(ofHex: $0) }
            let raw = row.withBytes(at: 4) { RejectedRow.bytes(ofHex: $0) }
            var file = ExportedFile(
                source: source, mapping: try row.decode(at: 5), entity: entity, header: header,
                delimiter: row.text(at: 6)?.utf8.first)
            file.isOfOneRecord = file.isSpoilt(by: raw)
            let index = files.firstIndex { $0.takesRecords(of: file) }
            if index == nil { files.append(file) }
            files[index ?? files.count - 1].add(raw, id: id)
        }
        let exports = Self.named(files, in: folder)
        for export in exports where Self.isThere(export.path) {
            throw RejectExportError(
                description: "\(export.path) is there already, and is not overwritten: "
                    + "export into a new or an empty folder; nothing was written")
        }
        guard !files.isEmpty else { return [] }
        guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
            throw RejectExportError(description: "cannot make \(folder): \(String(cString: strerror(errno)))")
        }
        return try exports.map { path, draft, file in
            try write(file.bytes, to: path, by: draft)
            return "\(path): \(file.count) \(file.count == 1 ? "row" : "rows"); after the fix: "
                + "deskhouse load \(file.options)--as \(file.source.shellQuoted) \(path.shellQuoted)"
        }
    }

    /// The files with their paths, and where they are written first; those of one record come last.
    private static func named(_ files: [ExportedFile], in folder: String) -> [(
        path: String, draft: String, file: ExportedFile
    )] {
        var numbers: [String: Int] = [:]
        return (files.filter { !$0.isOfOneRecord } + files.filter(\.isOfOneRecord)).map { file in
            numbers[file.entity, default: 0] += 1
            let number = numbers[file.entity] ?? 1
            let name = "\(file.entity)\(number == 1 ? "" : "-\(number)").\(file.isNDJSON ? "ndjson" : "csv")"
            return ("\(folder)/\(name)", "\(folder)/.\(name).part", file)
        }
    }

    private static func isThere(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Writes a file whole or not at all.
    private func write(_ bytes: [UInt8], to path: String, by draft: String) throws {
        func failure() -> RejectExportError {
            let reason = String(cString: strerror(errno))
            unlink(draft)
            return RejectExportError(description: "cannot write \(path): \(reason)")
        }
        guard let stream = fopen(draft, "w") else { throw failure() }
        let written = fwrite(bytes, 1, bytes.count, stream)
        guard fclose(stream) == 0, written == bytes.count, rename(draft, path) == 0 else { throw failure() }
    }
}

/// The rejects of one entity and source that stood under one header.
private struct ExportedFile {
    let source: String
    /// What its records were read with: those of no entity of the contract need it again.
    let mapping: String
    let entity: String
    let header: [UInt8]
    /// The character between the fields, as it was kept.
    private let keptDelimiter: UInt8?
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0
    /// Whether its record would spoil others.
    var isOfOneRecord = false

    /// Objects, one a line, have no header.
    var isNDJSON: Bool { header.isEmpty }

    init(source: String, mapping: String, entity: String, header: [UInt8], delimiter: UInt8?) {
        keptDelimiter = delimiter
        self.source = source
        self.mapping = mapping
        self.entity = entity
        self.header = header
        guard !header.isEmpty else { return }
        // A repeated fix has the column already.
        bytes = hasRejectColumn ? header : Array("_reject_id".utf8) + [self.delimiter] + header
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Whether records of `other` can stand here too.
    func takesRecords(of other: ExportedFile) -> Bool {
        !isOfOneRecord && !other.isOfOneRecord && source == other.source && entity == other.entity
            && header == other.header && keptDelimiter == other.keptDelimiter
    }

    /// Whether a record would take in those that follow it.
    func isSpoilt(by raw: [UInt8]) -> Bool {
        !isNDJSON && CSVText.leavesQuoteOpen(raw, delimiter: delimiter)
    }

    /// What the load of the fixed file needs besides the source's name.
    var options: String {
        var options = Contract.entity(named: entity) == nil ? "--source \(mapping.shellQuoted) " : ""
        if !isNDJSON, delimiter != guessedDelimiter { options += "--delimiter \(delimiterWord) " }
        return options
    }

    /// The delimiter as a word for a shell.
    private var delimiterWord: String {
        delimiter == 9 ? "tab" : String(UnicodeScalar(delimiter)).shellQuoted
    }

    mutating func add(_ raw: [UInt8], id: Int) {
        count += 1
        if isNDJSON {
            bytes += RejectMark.put(id, onJSON: raw)
        } else if hasRejectColumn {
            bytes += Array("\(id)".utf8) + raw.drop { $0 != delimiter }
        } else {
            bytes += Array("\(id)".utf8) + [delimiter] + raw
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private var hasRejectColumn: Bool { header.starts(with: "_reject_id".utf8) }

    private var delimiter: UInt8 { keptDelimiter ?? guessedDelimiter }

    /// The one of the three that the header has most of, as the reader finds it out.
    private var guessedDelimiter: UInt8 {
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 9]
        func occurrences(_ candidate: UInt8) -> Int { header.reduce(0) { $0 + ($1 == candidate ? 1 : 0) } }
        return candidates.reduce(candidates[0]) { occurrences($1) > occurrences($0) ? $1 : $0 }
    }
}
