@testable import Intake

/// What a reader made of an input.
struct Reading: Equatable {
    /// The rows, each a value by its column; columns that are null are left out.
    var rows: [[String: String]] = []
    var rejects: [Reject] = []

    /// Where and why, in short.
    var complaints: [String] { rejects.map { "\($0.line) \($0.column ?? "-")" } }

    /// Reads text as a file of `entity`.
    static func of(
        _ entity: String, _ text: String, name: String? = nil, options: ReadOptions = ReadOptions(),
        chunkSize: Int = .max
    ) throws -> Reading {
        try of(entity, Array(text.utf8), name: name, options: options, chunkSize: chunkSize)
    }

    /// Reads bytes as a file of `entity`.
    static func of(
        _ entity: String, _ bytes: [UInt8], name: String? = nil, options: ReadOptions = ReadOptions(),
        chunkSize: Int = .max
    ) throws -> Reading {
        guard let entity = Contract.entity(named: entity) else { throw InputError.notFound(path: entity) }
        var reader = EntityReader(entity: entity, options: options)
        var reading = Reading()
        let source = MemorySource(bytes, chunkSize: chunkSize)
        try reader.read(source, named: name ?? entity.name + ".csv", fileNumber: 7) { batch in
            reading.add(batch, entity)
        }
        return reading
    }

    /// Adds what a batch holds.
    mutating func add(_ batch: borrowing Batch, _ entity: Entity) {
        let columns = entity.storedColumns(.staging)
        let decoded = BinaryRows.decode(Array(batch.bytes), types: columns.map(\.postgresType))
        precondition(decoded.count == batch.rowCount)
        for row in decoded {
            var values: [String: String] = [:]
            for (column, value) in zip(columns, row) { values[column.name] = value }
            rows.append(values)
        }
        rejects += batch.rejects
    }
}
