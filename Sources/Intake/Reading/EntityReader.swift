/// Reads the files of one entity: records in, typed binary rows and rejects out.
///
/// One reader takes one file after another, or is fed with bytes. It keeps counting over all of them.
package struct EntityReader: ~Copyable {
    /// How many records were read.
    package struct Counts: Sendable, Hashable {
        /// Records that became rows.
        package var accepted: Int64 = 0
        /// Records that did not meet the contract.
        package var rejected: Int64 = 0
        /// All of them.
        package var read: Int64 { accepted + rejected }
    }

    /// What the reader fills rows from.
    package let entity: Entity
    /// How many records were read so far, over all files.
    package private(set) var counts = Counts()
    /// How the current file is laid out, its header as the rejects' records are kept; empty until it is read.
    package private(set) var layout = RecordReader.emptyLayout

    private let options: ReadOptions
    private var records: RecordReader
    private var encoder: RowEncoder
    private var columns: FileColumns
    private var json: JSONObjectSplitter
    /// A mapping's attributes in one column.
    private var attributes = JSONObjectSplitter(names: [])
    private var provenance: RowProvenance

    private var file = ""
    /// What the file is called where it cannot be read at all.
    private var place = ""
    private var fileNumber: Int32 = 0
    private var isOpen = false
    private var batch = PendingBatch()

    /// - Parameters:
    ///   - entity: What the files hold.
    ///   - options: How they are read.
    package init(entity: Entity, options: ReadOptions = ReadOptions()) {
        self.entity = entity
        self.options = options
        records = RecordReader(windowBytes: options.windowBytes)
        encoder = RowEncoder(entity: entity, options: options)
        columns = FileColumns(entity)
        json = JSONObjectSplitter(names: entity.columns.map(\.name) + [FileColumns.rejectIDName])
        provenance = RowProvenance(options.provenance)
    }

    /// How many instants of the rows so far were read in the source's time zone.
    package var localInstants: LocalInstantCounts { encoder.instants.counts }

    /// Whether an instant had an offset of hours only, as PostgreSQL writes those that it makes where its zone is UTC.
    package var hasReadHourOffset: Bool { encoder.instants.hasReadHourOffset }
    /// The `row_seq` of the next record.
    package var nextRowSequence: Int64 { options.firstRowSequence + counts.read }

    /// Reads a whole file.
    ///
    /// - Parameters:
    ///   - file: Opened here, and closed when it is read.
    ///   - fileNumber: What its rows carry as `file_number`.
    ///   - handle: Is lent each batch. What it throws ends the reading.
    /// - Throws: `InputError`, or what `handle` throws. A rejected record is no error.
    package mutating func read(
        _ file: InputFile, fileNumber: Int32, _ handle: (borrowing Batch) throws -> Void
    ) throws {
        try read(file.open(), named: file.name, at: file.place, fileNumber: fileNumber, handle)
    }

    /// Reads bytes from wherever they come; otherwise as `read(_:fileNumber:_:)`.
    package mutating func read(
        _ source: any ByteSource, named name: String, at place: String? = nil, fileNumber: Int32,
        _ handle: (borrowing Batch) throws -> Void
    ) throws {
        begin(name, at: place, fileNumber: fileNumber)
        repeat {
            try records.window.fill(from: source)
        } while try !advance(handle)
    }

    /// Begins an input whose bytes are handed over by `feed`, and which `finish` ends.
    package mutating func begin(_ name: String, at place: String? = nil, fileNumber: Int32) {
        file = name
        self.place = place ?? name
        layout = RecordReader.emptyLayout
        self.fileNumber = fileNumber
        isOpen = false
        records.begin()
    }

    /// Takes the next bytes of the input that was begun.
    package mutating func feed(
        _ bytes: UnsafeRawBufferPointer, _ handle: (borrowing Batch) throws -> Void
    ) throws {
        var taken = 0
        while taken < bytes.count {
            let count = records.window.append(UnsafeRawBufferPointer(rebasing: bytes[taken...]))
            taken += count
            if records.window.freeCount == 0 {
                _ = try advance(handle)
                records.window.makeRoom()
            }
        }
    }

    /// Ends the input that was begun.
    package mutating func finish(_ handle: (borrowing Batch) throws -> Void) throws {
        records.window.markEnd()
        _ = try advance(handle)
    }

    /// Reads what there is; returns whether the input is used up.
    private mutating func advance(_ handle: (borrowing Batch) throws -> Void) throws -> Bool {
        if !isOpen {
            guard try open() else { return false }
        }
        while true {
            switch records.next() {
            case .record:
                do {
                    try putRow()
                    batch.rowCount += 1
                    counts.accepted += 1
                } catch {
                    switch error {
                    case .row(let fault): reject(fault)
                    case .record(let fault): reject(fault)
                    }
                }
            case .fault(let fault):
                reject(fault)
            case .needsInput:
                return false
            case .end:
                try batch.flush(&encoder.writer, layout, handle)
                return true
            }
            if encoder.writer.count >= options.batchBytes || batch.rejectBytes >= options.batchBytes {
                try batch.flush(&encoder.writer, layout, handle)
            }
        }
    }

    private mutating func open() throws(InputError) -> Bool {
        let names = entity.columns.map(\.name)
        let expectations = RecordReader.Expectations(
            file: place, columns: names, delimiter: options.delimiter)
        guard try records.open(expectations) else { return false }
        columns =
            records.layout.columns.isEmpty
            ? FileColumns(entity)
            : try FileColumns(
                entity, file: place, layout: records.layout, absentIndex: records.csv.absentIndex,
                isMapped: provenance.isInColumns)
        layout = records.layout.removingFromHeader(columns.marks)
        isOpen = true
        return true
    }
}

// MARK: - One record

extension EntityReader {
    private enum Fault: Error {
        case row(RowFault)
        case record(RecordFault)
    }

    @inline(__always)
    private mutating func putRow() throws(Fault) {
        let mark = encoder.writer.count
        let instants = encoder.instants.counts
        encoder.reserve(recordBytes: records.recordCount, keyBytes: columns.extras.keyBytes)
        if case .csv = records.layout.format {
            do {
                try putCSVRow()
            } catch {
                encoder.writer.rollBack(to: mark)
                encoder.instants.counts = instants
                throw .row(error)
            }
            return
        }
        do {
            try json.split(records.record.start, records.record.count)
        } catch {
            throw .record(error)
        }
        do {
            try putJSONRow()
        } catch {
            encoder.writer.rollBack(to: mark)
            encoder.instants.counts = instants
            throw .row(error)
        }
    }

    @inline(__always)
    private mutating func putCSVRow() throws(RowFault) {
        let fields = UnsafePointer(records.csv.fields)
        encoder.writer.putInt16(Int16(truncatingIfNeeded: encoder.storedCount))
        try encoder.putColumns(fields, columns.map)
        try splitAttributes(fields[columns.attributesIndex])
        try ExtraMembers.put(
            columns.extras, fields, attributes, isNullWhenEmpty: entity.extras == .attributes,
            to: &encoder.writer)
        let rejectID = try FileColumns.rejectID(fields[columns.rejectIDIndex])
        var line = records.line
        var fileNumber = fileNumber
        if provenance.isInColumns {
            line = try provenance.line(fields[columns.lineIndex]) ?? line
            fileNumber = provenance.fileNumber(fields[columns.fileIndex]) ?? fileNumber
        }
        encoder.putOrigin(
            rejectID: rejectID, rowSequence: nextRowSequence, fileNumber: fileNumber, line: line)
    }

    @inline(__always)
    private mutating func splitAttributes(_ field: Field) throws(RowFault) {
        guard field.count > 0 else {
            attributes.clear()
            return
        }
        do {
            try attributes.split(field.start, field.count)
        } catch {
            throw RowFault(column: .attributes, fault: .noObject)
        }
    }

    @inline(__always)
    private mutating func putJSONRow() throws(RowFault) {
        let fields = UnsafePointer(json.fields)
        encoder.writer.putInt16(Int16(truncatingIfNeeded: encoder.storedCount))
        try encoder.putColumns(fields, columns.map)
        try ExtraMembers.put(
            columns.extras, fields, json, isNullWhenEmpty: entity.extras == .attributes, to: &encoder.writer)
        let rejectID = try FileColumns.rejectID(fields[encoder.columnCount])
        encoder.putOrigin(
            rejectID: rejectID, rowSequence: nextRowSequence, fileNumber: fileNumber, line: records.line)
    }
}

// MARK: - Rejects

extension EntityReader {
    /// Rejects a record for one of its values.
    private mutating func reject(_ fault: RowFault) {
        let name: String
        let field: Field
        switch fault.column {
        case .column(let index):
            name = entity.columns[index].name
            field = value(ofColumn: index)
        case .field(let index):
            name = records.layout.columns[index]
            field = records.csv.fields[index]
        case .extra(let index):
            name = isCSV ? attributes.extras[index].key.text : json.extras[index].key.text
            field = isCSV ? attributes.extras[index].rawValue : json.extras[index].rawValue
        case .rejectID:
            name = FileColumns.rejectIDName
            field = isCSV ? records.csv.fields[columns.rejectIDIndex] : json.fields[encoder.columnCount]
        case .attributes:
            name = FileColumns.attributesName
            field = records.csv.fields[columns.attributesIndex]
        case .line:
            name = FileColumns.lineName
            field = records.csv.fields[columns.lineIndex]
        }
        keep(Complaint(fault.fault, name, field), isWhole: true)
    }

    /// Rejects a record that is broken as a whole.
    private mutating func reject(_ fault: RecordFault) {
        let complaint = Complaint(fault, records)
        let isText = fault == .nul || fault == .invalidUTF8
        keep(complaint, isWhole: isText && isCSV)
    }

    private var isCSV: Bool {
        if case .csv = records.layout.format { true } else { false }
    }

    private func value(ofColumn index: Int) -> Field {
        isCSV ? records.csv.fields[columns.map[index]] : json.fields[index]
    }

    /// Takes note of a reject; `isWhole` tells whether the record's other fields can be trusted.
    private mutating func keep(_ complaint: Complaint, isWhole: Bool) {
        var file = file
        var line = records.line
        if isWhole, provenance.isInColumns {
            let given = records.csv.fields[columns.fileIndex]
            if given.count > 0 { file = given.text }
            line = (try? provenance.line(records.csv.fields[columns.lineIndex])) ?? line
        }
        let (rejectID, raw) = withoutMarks(isWhole: isWhole)
        batch.add(
            Reject(
                file: file, line: line, column: complaint.column, reason: complaint.reason,
                raw: raw, rowSequence: nextRowSequence, rejectID: rejectID))
        counts.rejected += 1
    }

    /// The reject that the record repeats, and the record as it was before an export or a mapping marked it.
    private func withoutMarks(isWhole: Bool) -> (id: Int64?, rest: [UInt8]) {
        let raw = Array(records.record.bytes)
        guard case .csv(let delimiter) = records.layout.format else {
            return RejectMark.taken(fromJSON: raw)
        }
        guard isWhole else {
            return columns.rejectIDIndex == 0
                ? RejectMark.taken(fromBrokenCSV: raw, delimiter: delimiter) : (nil, raw)
        }
        return (
            try? FileColumns.rejectID(records.csv.fields[columns.rejectIDIndex]),
            CSVText.removing(columns.marks, from: raw, delimiter: delimiter)
        )
    }
}
