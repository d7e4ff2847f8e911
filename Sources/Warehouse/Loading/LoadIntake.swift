import EmbeddedSQL
import Intake

/// What a load has read so far: its files, counts and rejects.
///
/// How they are read stands in the extensions: canonical files, raw tables, mapped rows.
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

    /// Notes the position of the load's first row, once.
    mutating func begin(at sequence: Int64) {
        guard firstRowSequence == 0 else { return }
        firstRowSequence = sequence
        lastRowSequence = sequence - 1
    }

    /// Notes a select whose rows are read like a file's; returns its index among the files.
    ///
    /// What it gives has a header of its own, which an export of its rejects needs.
    mutating func add(_ sql: SQLFile, entity: String) -> Int {
        fileRecords.append(FileRecord(number: fileRecords.count + 1, name: sql.path, entity: entity))
        return fileRecords.count - 1
    }

    /// Notes a select that had no input, and what it lacks.
    mutating func skip(_ sql: SQLFile, missing tables: [String]) {
        skippedMappings.append("\(sql.path) (no file \(tables.map { "\($0).*" }.joined(separator: ", ")))")
    }

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

    /// Notes what became of an entity's rows that went straight into an empty table.
    mutating func noteFilled(_ entity: Entity, _ counts: Merge.Counts) {
        filled[entity.name] = counts
    }

    /// Ends an entity: judges its rejects, and returns the position of the next row.
    mutating func close(_ reader: borrowing EntityReader, entity: String) throws -> Int64 {
        ambiguousInstants += reader.localInstants.skipped + reader.localInstants.doubled
        localInstants += reader.localInstants.local
        if reader.counts.accepted > 0, reader.hasReadHourOffset { hasInstantMadeInUTC = true }
        try close(entity: entity, read: reader.counts.read, rejected: reader.counts.rejected)
        return reader.nextRowSequence
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
