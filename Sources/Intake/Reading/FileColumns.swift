import Basics

/// Which field of a file's records each column is read from.
struct FileColumns: ~Copyable {
    static let rejectIDName = "_reject_id"
    static let fileName = "_file"
    static let lineName = "_line"
    static let attributesName = "attributes"

    /// For each column of the entity the index of its field.
    let map: UnsafeMutablePointer<Int>
    /// The columns that the contract does not name.
    let extras: ExtraColumns
    let rejectIDIndex: Int
    let fileIndex: Int
    let lineIndex: Int
    /// Of a mapping's rows, a JSON object whose members are attributes.
    let attributesIndex: Int
    /// The fields that say where a row comes from and which reject it repeats: they are no part of the row.
    let marks: [Int]

    /// No file's yet, and NDJSON's: each column is read from the field of its own index.
    init(_ entity: Entity) {
        map = .allocate(capacity: entity.columns.count)
        for index in entity.columns.indices { (map + index).initialize(to: index) }
        extras = ExtraColumns([], byteLimit: Self.extraByteLimit(entity))
        rejectIDIndex = 0
        fileIndex = 0
        lineIndex = 0
        attributesIndex = 0
        marks = []
    }

    /// A CSV file's.
    ///
    /// - Parameters:
    ///   - entity: What the file holds.
    ///   - file: Its name, for errors.
    ///   - layout: Its header, which is not empty.
    ///   - absentIndex: Where an empty field stands.
    ///   - isMapped: Whether the rows are a mapping's: `_file` and `_line` tell where each comes from, and the
    ///     members of `attributes` are attributes.
    /// - Throws: `.missingColumns`.
    init(
        _ entity: Entity, file: String, layout: FileLayout, absentIndex: Int, isMapped: Bool
    ) throws(InputError) {
        var unnamed = Dictionary(uniqueKeysWithValues: layout.columns.enumerated().map { ($1, $0) })
        func take(_ name: String) -> Int {
            unnamed.removeValue(forKey: name) ?? absentIndex
        }
        let indices = entity.columns.map { take($0.name) }
        let rejectIDIndex = take(Self.rejectIDName)
        // An export of a mapping's rejects is still what the mapping selected.
        let isMapped = isMapped || rejectIDIndex != absentIndex
        let fileIndex = isMapped ? take(Self.fileName) : absentIndex
        let lineIndex = isMapped ? take(Self.lineName) : absentIndex
        let attributesIndex = isMapped ? take(Self.attributesName) : absentIndex

        let others = layout.columns.filter { unnamed[$0] != nil }
        let missing = entity.columns.indices.filter {
            entity.columns[$0].isRequired && indices[$0] == absentIndex
        }
        .map { entity.columns[$0].name }
        guard missing.isEmpty else {
            var closest: [String: String] = [:]
            for name in missing { closest[name] = NearestName.closest(to: name, among: others) }
            throw .missingColumns(
                file: file, entity: entity.name, columns: missing, found: layout.columns, closest: closest)
        }
        map = .allocate(capacity: indices.count)
        for (index, fieldIndex) in indices.enumerated() { (map + index).initialize(to: fieldIndex) }
        extras = ExtraColumns(
            others.map { (name: $0, fieldIndex: unnamed[$0] ?? absentIndex) },
            byteLimit: Self.extraByteLimit(entity))
        self.rejectIDIndex = rejectIDIndex
        self.fileIndex = fileIndex
        self.lineIndex = lineIndex
        self.attributesIndex = attributesIndex
        marks = [rejectIDIndex, fileIndex, lineIndex].filter { $0 != absentIndex }
    }

    deinit {
        map.deallocate()
    }

    /// A dimension that is part of a key is an id.
    private static func extraByteLimit(_ entity: Entity) -> Int {
        entity.isKeyedByExtras ? Limits.idBytes : Limits.fieldBytes
    }

    /// The reject that a row replaces; nil where it says nothing.
    @inline(__always)
    static func rejectID(_ field: Field) throws(RowFault) -> Int64? {
        if field.count == 0 { return nil }
        do {
            return try NumberText.wholeNumber(field, in: 0...Int64.max)
        } catch {
            throw RowFault(column: .rejectID, fault: error)
        }
    }
}
