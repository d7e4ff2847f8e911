/// Reads files that a mapping will make sense of: every column as text, or every object as jsonb.
///
/// The rows are what the raw tables hold: for CSV the file's columns, for JSON `record jsonb`; then `_file text` and
/// `_line bigint`. JSON is one object a line, or the objects of an array, which may be a member of an object that is named
/// as the file is.
package struct RawReader: ~Copyable {
    /// The column that holds a JSON file's objects.
    package static let recordColumn = "record"

    /// How many records were read so far, over all files.
    package private(set) var counts = EntityReader.Counts()
    /// How the current file is laid out; empty until its header is read.
    package var layout: FileLayout { records.layout }

    private let options: ReadOptions
    private var records: RecordReader
    private var json = JSONObjectSplitter(names: [])
    private var writer: TupleWriter
    private var batch = PendingBatch()
    private var file = ""
    /// What is being read, and how many columns its rows have.
    private var source: (any ByteSource)?
    private var columnCount = 0

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
            batch.position = source.position
        } while try !records.open(expectations)
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
            batch.position = source.position
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
        let own = records.layout.columns.map { Entity.StoredColumn(name: $0, postgresType: "text") }
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
                    try putRecord(columnCount)
                    writer.putInt32(Int32(fileBytes.count))
                    writer.putBytes(fileBytes)
                    writer.putField(records.line)
                    batch.rowCount += 1
                    counts.accepted += 1
                } catch {
                    writer.rollBack(to: mark)
                    reject(column: error.column, reason: error.reason)
                }
            case .fault(let fault):
                let complaint = Complaint(fault, records)
                reject(column: complaint.column, reason: complaint.reason)
            case .needsInput:
                return false
            case .end:
                try batch.flush(&writer, records.layout, handle)
                return true
            }
            if writer.count >= options.batchBytes || batch.rejectBytes >= options.batchBytes {
                try batch.flush(&writer, records.layout, handle)
            }
        }
    }

    @inline(__always)
    private mutating func putRecord(_ columnCount: Int) throws(Complaint) {
        writer.putInt16(Int16(truncatingIfNeeded: columnCount))
        guard case .csv = records.layout.format else {
            try putJSON()
            return
        }
        for index in 0..<columnCount - 2 {
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
    }

    private mutating func putJSON() throws(Complaint) {
        do {
            try json.split(records.record.start, records.record.count)
        } catch {
            throw Complaint(error, records)
        }
        for index in 0..<json.extraCount where json.extras[index].byteCount > Limits.fieldBytes {
            let extra = json.extras[index]
            throw Complaint(.tooLong(limit: Limits.fieldBytes), extra.key.text, extra.rawValue)
        }
        let mark = writer.beginField()
        writer.putByte(1)  // jsonb's version
        writer.putBytes(records.record.start, records.record.count)
        writer.endField(mark)
    }

    private mutating func reject(column: String?, reason: String) {
        batch.add(
            Reject(
                file: file, line: records.line, column: column, reason: reason,
                raw: Array(records.record.bytes), rowSequence: options.firstRowSequence + counts.read,
                rejectID: nil))
        counts.rejected += 1
    }
}
