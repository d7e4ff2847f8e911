import Intake
import PostgresClient

extension LoadIntake {
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
}
