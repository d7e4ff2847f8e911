/// Turns one record's fields into one binary row, or says which column is at fault.
struct RowEncoder: ~Copyable {
    let entity: Entity
    let columnCount: Int
    /// The rows written so far.
    var writer: TupleWriter
    var instants: InstantReader

    private let plans: UnsafeMutablePointer<ColumnPlan>
    private let caches: UnsafeMutablePointer<DateCache>
    /// The row's values that its rules look at: instants, dates, whole numbers, an enumeration's index.
    ///
    /// Where there is none, `Int64.min`.
    private let values: UnsafeMutablePointer<Int64>
    private let rules: RowRules
    private let timeZoneNames: Set<String>?
    private let fixedBytes: Int
    private let source: [UInt8]
    private let shape: Entity.RowShape
    /// How many fields a row has.
    let storedCount: Int

    init(entity: Entity, options: ReadOptions) {
        self.entity = entity
        columnCount = entity.columns.count
        writer = TupleWriter(capacity: options.batchBytes + 65_536)
        instants = InstantReader(rules: options.localTime)
        timeZoneNames = options.timeZoneNames
        rules = RowRules(entity)
        plans = .allocate(capacity: columnCount)
        caches = .allocate(capacity: columnCount)
        values = .allocate(capacity: columnCount)
        for (index, column) in entity.columns.enumerated() {
            (plans + index).initialize(to: ColumnPlan(column))
            (caches + index).initialize(to: DateCache())
            (values + index).initialize(to: .min)
        }
        source = Array(options.source.utf8)
        shape = options.shape
        storedCount = entity.storedColumns(options.shape).count
        fixedBytes = (columnCount + 8) * 48 + source.count
    }

    deinit {
        plans.deinitialize(count: columnCount)
        plans.deallocate()
        caches.deallocate()
        values.deallocate()
    }

    /// Makes sure that the row of a record of `recordBytes` fits, whatever it holds.
    ///
    /// - Parameters:
    ///   - recordBytes: Bytes of the record.
    ///   - keyBytes: Bytes of the names of the columns that the contract does not name.
    @inline(__always)
    mutating func reserve(recordBytes: Int, keyBytes: Int) {
        // The worst is a control character in an attribute: \u0001.
        writer.reserve(recordBytes * 6 + keyBytes + fixedBytes)
    }

    /// Writes the contract's columns.
    ///
    /// - Parameters:
    ///   - fields: The record's fields.
    ///   - map: For each column of the entity the index of its field.
    /// - Throws: The first column at fault; part of the row is written then.
    @inline(__always)
    mutating func putColumns(
        _ fields: UnsafePointer<Field>, _ map: UnsafePointer<Int>
    ) throws(RowFault) {
        for column in 0..<columnCount {
            let field = fields[map[column]]
            if field.count == 0 {
                if plans[column].isRequired { throw RowFault(column: .column(column), fault: .missing) }
                putAbsent(column)
                continue
            }
            if field.count > plans[column].byteLimit {
                throw RowFault(column: .column(column), fault: .tooLong(limit: plans[column].byteLimit))
            }
            do {
                try put(field, column)
            } catch {
                throw RowFault(column: .column(column), fault: error)
            }
        }
        try rules.check(UnsafePointer(values))
    }

    @inline(__always)
    private mutating func putAbsent(_ column: Int) {
        values[column] = plans[column].absentValue
        if plans[column].absent.count == 4 { writer.putNull() } else { writer.putBytes(plans[column].absent) }
    }

    @inline(__always)
    private mutating func put(_ field: Field, _ column: Int) throws(TypingFault) {
        if field.isNested, plans[column].kind != .tags { throw .nested }
        switch plans[column].kind {
        case .id, .text:
            writer.putText(field)
        case .instant:
            let microseconds = try instants.microseconds(field, &caches[column])
            values[column] = microseconds
            writer.putField(microseconds)
        case .date:
            guard field.count == 10 else { throw .noDate }
            let days = try caches[column].days(field.start) - DayNumber.postgresEpochDays
            values[column] = days
            writer.putField(Int32(truncatingIfNeeded: days))
        case .seconds:
            try NumberText.write(field, allowsMinus: false, digitLimit: Limits.secondsDigits, to: &writer)
        case .signedNumber:
            try NumberText.write(field, allowsMinus: true, digitLimit: Limits.amountDigits, to: &writer)
        case .wholeNumber:
            let number = try NumberText.wholeNumber(field, in: plans[column].range)
            values[column] = number
            writer.putField(Int32(truncatingIfNeeded: number))
        case .boolean:
            let value = try WordText.boolean(field)
            writer.putInt32(1)
            writer.putByte(value ? 1 : 0)
        case .enumeration:
            let index = plans[column].names.index(of: field)
            guard index >= 0 else { throw noMember(column) }
            values[column] = Int64(index)
            writer.putText(field)
        case .currency:
            try WordText.checkCurrency(field)
            writer.putText(field)
        case .time:
            writer.putField(try WordText.time(field, allowsEndOfDay: false))
        case .endOfDayTime:
            writer.putField(try WordText.time(field, allowsEndOfDay: true))
        case .timeZone:
            if let timeZoneNames, !timeZoneNames.contains(field.text) { throw .unknownTimeZone }
            writer.putText(field)
        case .tags:
            try TagsText.write(field, to: &writer)
        }
    }

    private func noMember(_ column: Int) -> TypingFault {
        guard case .enumeration(let names) = entity.columns[column].type else { return .missing }
        return .noneOf(names)
    }

    /// Writes the columns that tell where a row came from, which end it.
    @inline(__always)
    mutating func putOrigin(rejectID: Int64?, rowSequence: Int64, fileNumber: Int32, line: Int64) {
        writer.putInt32(Int32(truncatingIfNeeded: source.count))
        writer.putBytes(source)
        writer.putField(rowSequence)
        guard shape == .staging else { return }
        if let rejectID { writer.putField(rejectID) } else { writer.putNull() }
        writer.putField(fileNumber)
        writer.putField(line)
    }
}
