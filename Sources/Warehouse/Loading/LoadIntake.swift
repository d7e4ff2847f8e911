import EmbeddedSQL
import Intake
import PostgresClient

/// Reads a load's files into staging, and gathers what was counted and rejected on the way.
struct LoadIntake {
    let request: LoadRequest
    let source: String
    let inputs: InputSet
    /// Whether the warehouse has no tickets, interactions, events and surveys yet.
    let isFirst: Bool
    let observe: (LoadEvent) -> Void
    let stopRequest: StopRequest

    /// Read and rejected rows by entity, in the order of loading.
    private(set) var entities: [LoadReport.Entity] = []
    let rejects = RejectSpool()
    /// By raw table, the rejects of records that could be read now.
    private(set) var fixedRejectIDs: [String: [Int64]] = [:]
    /// What the files looked like, by number from 1.
    private(set) var fileRecords: [FileRecord] = []
    private(set) var skippedMappings: [String] = []
    private(set) var ambiguousInstants = 0
    private(set) var localInstants = 0
    /// Whether SQL that ran in UTC seems to have made an instant.
    private(set) var hasInstantMadeInUTC = false
    /// Entities of which rows went straight into an empty table, with what became of them.
    private(set) var filled: [String: Merge.Counts] = [:]
    /// Positions used so far.
    private(set) var lastRowSequence: Int64 = 0
    private(set) var firstRowSequence: Int64 = 0
    private var progress = LoadProgress()
    /// Bytes of the files that are read whole.
    private var finishedBytes = 0

    /// A file of the load.
    struct FileRecord {
        let number: Int
        let name: String
        let entity: String
        var byteCount = 0
        /// Of the file as it lies on disk; of an archive, for each of its members.
        var sha256: String?
        var header: [UInt8] = []
        /// The names in the header; none of JSON.
        var columns: [String] = []
        /// What stands between its fields; nil for JSON.
        var delimiter: UInt8?

        /// Takes note of how it is laid out, once.
        mutating func note(_ layout: FileLayout) {
            guard header.isEmpty else { return }
            header = layout.header
            columns = layout.columns
            if case .csv(let delimiter) = layout.format { self.delimiter = delimiter }
        }
    }

    init(
        request: LoadRequest, source: String, inputs: InputSet, isFirst: Bool, stopRequest: StopRequest,
        observe: @escaping (LoadEvent) -> Void
    ) {
        self.stopRequest = stopRequest
        progress.totalBytes = inputs.byteCount
        self.request = request
        self.source = source
        self.inputs = inputs
        self.isFirst = isFirst
        self.observe = observe
        fileRecords = inputs.files.enumerated().map { index, file in
            FileRecord(number: index + 1, name: file.name, entity: file.stem, sha256: request.sha256)
        }
    }

    // MARK: - Canonical files

    /// Reads every file into the staging table of its entity.
    mutating func stage(options: ReadOptions, on connection: inout Connection) throws {
        var options = options
        begin(at: options.firstRowSequence)
        for entity in Contract.entities {
            let files = zip(inputs.files, fileRecords.indices).filter { $0.0.stem == entity.name }
            guard !files.isEmpty else { continue }
            let byteCount = files.reduce(0) { $0 + ($1.0.byteCount ?? Self.largeInput) }
            let fill = try fill(entity, on: &connection) { byteCount >= Self.largeInput }
            options.shape = fill == nil ? .staging : .core
            var reader = EntityReader(entity: entity, options: options)
            try connection.copyInBinary(fill?.target ?? entity.stagingTarget) { writer in
                for (file, index) in files {
                    let bytes = try file.open()
                    try reader.read(
                        bytes, named: file.name, at: file.place, fileNumber: Int32(index + 1)
                    ) { batch in
                        try writer.write(batch.bytes)
                        try note(batch, entity: entity.name, fileIndex: index)
                        advance(rows: batch.rowCount + batch.rejects.count, in: bytes)
                    }
                    finish(bytes, fileIndex: index)
                }
            }
            options.firstRowSequence = try close(reader, entity: entity.name)
            try finish(fill, accepted: Int(reader.counts.accepted), on: &connection)
        }
    }

    // MARK: - Straight into an empty table

    /// From this size on a file is worth it to derive all facts again rather than what it touches.
    private static let largeInput = 4 << 20

    /// The same as rows: what a select makes of a large file may be few, or none.
    private static let largeRowCount = 20_000

    /// A table that is empty is filled directly, unless a few rows come into a warehouse that has others.
    private func fill(
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

    private mutating func finish(
        _ fill: EmptyTableFill?, accepted: Int, on connection: inout Connection
    ) throws {
        guard let fill else { return }
        let dropped = try fill.finish(on: &connection)
        // What stays empty changes nothing.
        guard accepted > 0 else { return }
        filled[fill.entity.name] = Merge.Counts(added: accepted - dropped, changed: 0, unchanged: dropped)
    }

    // MARK: - Mapped rows

    /// Reads the rows that the SQL of a mapping selects from its raw tables.
    ///
    /// They come from a second session, since one cannot read and write at once; the raw tables are committed.
    mutating func stage(
        _ mapping: SourceMapping, rawTables: [String], options: ReadOptions, settings: ConnectionSettings,
        timezone: String, on connection: inout Connection
    ) throws {
        var options = options
        var numbers: [String: Int32] = [:]
        for record in fileRecords { numbers[record.name] = Int32(record.number) }
        options.provenance = .columns(fileNumbers: numbers)
        options.delimiter = UInt8(ascii: ",")
        begin(at: options.firstRowSequence)
        var session = try MappingSession(settings, timezone: timezone, files: inputs.files)
        let watched = try stopRequest.watch(session.connection)
        defer { stopRequest.forget(watched) }
        for entity in Contract.entities {
            guard let sql = mapping.sql(for: entity.name) else { continue }
            let missing = SourceMapping.missingTables(of: sql.text, loaded: rawTables)
            guard missing.isEmpty else {
                skippedMappings.append(
                    "\(sql.path) (no file \(missing.map { "\($0).*" }.joined(separator: ", ")))")
                continue
            }
            // What the select gives has a header of its own, which an export of its rejects needs.
            let index = fileRecords.count
            fileRecords.append(FileRecord(number: index + 1, name: sql.path, entity: entity.name))
            let byteCount = byteCount(ofTablesIn: sql)
            let fill = try fill(entity, on: &connection) {
                try byteCount >= Self.largeInput && session.gives(moreThan: Self.largeRowCount, by: sql)
            }
            options.shape = fill == nil ? .staging : .core
            var reader = EntityReader(entity: entity, options: options)
            try connection.copyInBinary(fill?.target ?? entity.stagingTarget) { writer in
                reader.begin(sql.path, fileNumber: Int32(index + 1))
                try session.read(sql) { bytes in
                    try bytes.withUnsafeBytes { chunk in
                        try reader.feed(chunk) { batch in
                            try writer.write(batch.bytes)
                            try note(batch, entity: entity.name, fileIndex: index)
                        }
                    }
                }
                try reader.finish { batch in
                    try writer.write(batch.bytes)
                    try note(batch, entity: entity.name, fileIndex: index)
                }
            }
            options.firstRowSequence = try close(reader, entity: entity.name)
            try finish(fill, accepted: Int(reader.counts.accepted), on: &connection)
        }
    }

    /// How long the files are that a select reads.
    private func byteCount(ofTablesIn sql: SQLFile) -> Int {
        let tables = SourceMapping.rawTables(in: sql.text)
        return fileRecords.filter { tables.contains($0.entity) }.reduce(0) { $0 + $1.byteCount }
    }

    // MARK: - Counting

    /// Keeps a batch's rejects.
    mutating func note(_ batch: borrowing Batch, entity: String, fileIndex: Int) throws {
        if fileRecords.indices.contains(fileIndex) { fileRecords[fileIndex].note(batch.layout) }
        for reject in batch.rejects {
            if request.isStrict { throw LoadError.strict(reject) }
            try rejects.add(reject, entity: entity, fileNumber: fileIndex + 1)
        }
        if !batch.fixedRejectIDs.isEmpty { fixedRejectIDs[entity, default: []] += batch.fixedRejectIDs }
        try stopRequest.check()
    }

    /// Tells how far the reading of an input has come.
    mutating func advance(rows: Int, in bytes: any ByteSource) {
        progress.rows += Int64(rows)
        progress.bytes = finishedBytes + bytes.position
        observe(.progress(progress))
    }

    /// Notes that an input was read to its end.
    mutating func finish(_ bytes: any ByteSource, fileIndex: Int) {
        finishedBytes += bytes.position
        fileRecords[fileIndex].byteCount = bytes.position
    }

    /// Ends an entity: judges its rejects, and returns the position of the next row.
    private mutating func close(_ reader: borrowing EntityReader, entity: String) throws -> Int64 {
        ambiguousInstants += reader.localInstants.skipped + reader.localInstants.doubled
        localInstants += reader.localInstants.local
        if reader.counts.accepted > 0, reader.hasReadHourOffset { hasInstantMadeInUTC = true }
        try close(entity: entity, read: reader.counts.read, rejected: reader.counts.rejected)
        return reader.nextRowSequence
    }

    /// Notes the position of the load's first row, once.
    mutating func begin(at sequence: Int64) {
        guard firstRowSequence == 0 else { return }
        firstRowSequence = sequence
        lastRowSequence = sequence - 1
    }

    /// Ends a raw table, of which only the records that could not be read are reported here.
    mutating func closeRaw(_ name: String, counts: EntityReader.Counts, next: Int64) throws -> Int64 {
        guard counts.rejected > 0 else { return next }
        lastRowSequence += counts.read
        entities.append(LoadReport.Entity(name: name, read: counts.rejected, rejected: counts.rejected))
        try judge(entity: name, read: counts.read, rejected: counts.rejected)
        return next + counts.read
    }

    private mutating func close(entity: String, read: Int64, rejected: Int64) throws {
        lastRowSequence += read
        entities.append(LoadReport.Entity(name: entity, read: read, rejected: rejected))
        try judge(entity: entity, read: read, rejected: rejected)
    }

    private func judge(entity: String, read: Int64, rejected: Int64) throws {
        guard request.rejectLimit.isExceeded(rejected: rejected, read: read) else { return }
        throw LoadError.tooManyRejects(
            entity: entity, rejected: rejected, read: read, first: rejects.first[entity] ?? [])
    }
}

extension Entity {
    /// Where `EntityReader` rows are copied to.
    fileprivate var stagingTarget: CopyTarget {
        CopyTarget(schema: "staging", table: table, columns: storedColumns(.staging).map(\.name))
    }
}
