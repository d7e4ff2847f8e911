/// Reads files that a mapping will make sense of: every column as text, or every object as jsonb.
///
/// The rows are what the raw tables hold: for CSV the file's columns, for JSON `record jsonb`; then `_file text` and
/// `_line bigint`. JSON is one object a line, or the objects of an array, which may be a member of an object that is
/// named as the file is.
package struct RawReader: ~Copyable {
    /// The column that holds a JSON file's objects.
    package static let recordColumn = "record"

    /// How many records were read so far, over all files.
    package private(set) var counts = EntityReader.Counts()
    /// How the current file is laid out, its header without `_reject_id`; empty until it is read.
    package private(set) var layout = RecordReader.emptyLayout

    private let options: ReadOptions
    private var records: RecordReader
    private var json = JSONObjectSplitter(names: [FileColumns.rejectIDName])
    private var writer: TupleWriter
    private var batch = PendingBatch()
    private var file = ""
    /// What is being read, and how many columns its rows have.
    private var source: (any ByteSource)?
    private var columnCount = 0
    /// Which field of a CSV record each column is.
    private var fieldIndices: [Int] = []
    /// Which field of a CSV record is `_reject_id`, where the file is an export of rejects.
    private var rejectIDIndex: Int?

    /// - Parameter options: Only the delimiter and the sizes matter here.
    package init(options: ReadOptions = ReadOptions()) {
        self.options = options
        records = RecordReader(windowBytes: options.windowBytes)
        writer = TupleWriter(capacity: options.batchBytes + 65_536)
    }

    /// Opens a file and reads its header; `readRest` reads its records.
    ///
    /// - Returns: The names and types of the columns that the file's rows hold, in order. They are none for an empty
    ///   file, which has no rows either.
    package mutating func open(_ file: InputFile) throws(InputError) -> [Entity.StoredColumn] {
        try open(file.open(), named: file.name, at: file.place, stem: file.stem)
    }

    /// Opens bytes from wherever they come; otherwise as `open(_:)`.
    ///
    /// An array of records that is a member of an object is called `stem`.
    package mutating func open(
        _ source: any ByteSource, named name: String, at place: String? = nil, stem: String
    ) throws(InputError) -> [Entity.StoredColumn] {
        file = name
        self.source = source
        records.begin()
        let expectations = RecordReader.Expectations(
            file: place ?? name, columns: [], delimiter: options.delimiter,
            arrayNames: JSONArraySplitter.memberNames(forFile: stem))
        repeat {
            try records.window.fill(from: source)
        } while try !records.open(expectations)
        // A table needs a column.
        let rejectID = records.layout.columns.firstIndex(of: FileColumns.rejectIDName)
        rejectIDIndex = records.layout.columns.count > 1 ? rejectID : nil
        fieldIndices = records.layout.columns.indices.filter { $0 != rejectIDIndex }
        layout = records.layout.removingFromHeader(rejectIDIndex.map { [$0] } ?? [])
        let columns = try storedColumns(place ?? name)
        columnCount = columns.count
        return columns
    }

    /// Reads the records of the file that was opened, and closes it.
    ///
    /// - Parameter handle: Is lent each batch. What it throws ends the reading.
    /// - Throws: `InputError`, or what `handle` throws. A rejected record is no error.
    package mutating func readRest(_ handle: (borrowing Batch) throws -> Void) throws {
        guard let source else { return }
        while try !advance(columnCount, handle) {
            try records.window.fill(from: source)
        }
        self.source = nil
    }

    /// The columns of a JSON file's rows.
    package static let jsonColumns = [
        Entity.StoredColumn(name: recordColumn, postgresType: "jsonb"),
        Entity.StoredColumn(name: FileColumns.fileName, postgresType: "text"),
        Entity.StoredColumn(name: FileColumns.lineName, postgresType: "bigint"),
    ]

    private func storedColumns(_ place: String) throws(InputError) -> [Entity.StoredColumn] {
        guard case .csv = records.layout.format else { return Self.jsonColumns }
        if records.layout.columns.isEmpty { return [] }
        let own = fieldIndices.map {
            Entity.StoredColumn(name: records.layout.columns[$0], postgresType: "text")
        }
        for name in [FileColumns.fileName, FileColumns.lineName] where records.layout.columns.contains(name) {
            throw .unsupported(
                file: place, what: "the header has the column \(name), which is ours", fix: "rename it")
        }
        guard own.count <= Limits.rawColumns else {
            throw .unsupported(
                file: place, what: "the header has \(own.count) columns",
                fix: "a table holds at most \(Limits.rawColumns); leave out those you do not need")
        }
        return own + Self.jsonColumns.dropFirst()
    }

    /// Reads what there is; returns whether the input is used up.
    private mutating func advance(
        _ columnCount: Int, _ handle: (borrowing Batch) throws -> Void
    ) throws -> Bool {
        let fileBytes = Array(file.utf8)
        while true {
            switch records.next() {
            case .record:
                writer.reserve(records.recordCount + columnCount * 8 + fileBytes.count + 64)
                let mark = writer.count
                do {
                    let rejectID = try putRecord(columnCount)
                    if let rejectID { batch.fixedRejectIDs.append(rejectID) }
                    writer.putInt32(Int32(fileBytes.count))
                    writer.putBytes(fileBytes)
                    writer.putField(records.line)
                    batch.rowCount += 1
                    counts.accepted += 1
                } catch {
                    writer.rollBack(to: mark)
                    reject(error, isWhole: true)
                }
            case .fault(let fault):
                reject(Complaint(fault, records), isWhole: fault == .nul || fault == .invalidUTF8)
            case .needsInput:
                return false
            case .end:
                try batch.flush(&writer, layout, handle)
                return true
            }
            if writer.count >= options.batchBytes || batch.rejectBytes >= options.batchBytes {
                try batch.flush(&writer, layout, handle)
            }
        }
    }

    /// Writes a record's own columns, and returns the reject that it replaces, if any.
    @inline(__always)
    private mutating func putRecord(_ columnCount: Int) throws(Complaint) -> Int64? {
        writer.putInt16(Int16(truncatingIfNeeded: columnCount))
        guard case .csv = records.layout.format else { return try putJSON() }
        for index in fieldIndices {
            let field = records.csv.fields[index]
            if field.count == 0 {
                writer.putNull()
                continue
            }
            guard field.count <= Limits.fieldBytes else {
                throw Complaint(.tooLong(limit: Limits.fieldBytes), records.layout.columns[index], field)
            }
            writer.putText(field)
        }
        guard let rejectIDIndex else { return nil }
        return try Self.rejectID(records.csv.fields[rejectIDIndex])
    }

    private static func rejectID(_ field: Field) throws(Complaint) -> Int64? {
        do {
            return try FileColumns.rejectID(field)
        } catch {
            throw Complaint(error.fault, FileColumns.rejectIDName, field)
        }
    }

    private mutating func putJSON() throws(Complaint) -> Int64? {
        do {
            try json.split(records.record.start, records.record.count)
        } catch {
            throw Complaint(error, records)
        }
        for index in 0..<json.extraCount where json.extras[index].byteCount > Limits.fieldBytes {
            let extra = json.extras[index]
            throw Complaint(.tooLong(limit: Limits.fieldBytes), extra.key.text, extra.rawValue)
        }
        let rejectID = try Self.rejectID(json.fields[0])
        let mark = writer.beginField()
        writer.putByte(1)  // jsonb's version
        if rejectID == nil {
            writer.putBytes(records.record.start, records.record.count)
        } else {
            writer.putBytes(RejectMark.taken(fromJSON: Array(records.record.bytes)).rest)
        }
        writer.endField(mark)
        return rejectID
    }

    /// Takes note of a reject; `isWhole` tells whether the record's fields can be told apart.
    private mutating func reject(_ complaint: Complaint, isWhole: Bool) {
        let (rejectID, raw) = withoutMark(isWhole: isWhole)
        batch.add(
            Reject(
                file: file, line: records.line, column: complaint.column, reason: complaint.reason,
                raw: raw, rowSequence: options.firstRowSequence + counts.read, rejectID: rejectID))
        counts.rejected += 1
    }

    /// The reject that the record repeats, and the record as it was before an export marked it.
    private func withoutMark(isWhole: Bool) -> (id: Int64?, rest: [UInt8]) {
        let raw = Array(records.record.bytes)
        guard case .csv(let delimiter) = records.layout.format else {
            return RejectMark.taken(fromJSON: raw)
        }
        guard let index = rejectIDIndex else { return (nil, raw) }
        if isWhole {
            let rest = CSVText.removing([index], from: raw, delimiter: delimiter)
            return (try? FileColumns.rejectID(records.csv.fields[index]), rest)
        }
        return index == 0 ? RejectMark.taken(fromBrokenCSV: raw, delimiter: delimiter) : (nil, raw)
    }
}
