import Platform

/// How fast the reader alone is: parse, type, reject, and throw the rows away.
package struct ReaderSpeed: Sendable {
    /// The entity whose files were read.
    package let entity: String
    /// Records read, rejected ones included.
    package let recordCount: Int64
    /// Bytes of the files, as they lie on disk.
    package let byteCount: Int
    /// Processor time of the thread that read.
    package let seconds: Double

    /// Megabytes (10⁶ bytes) a second, on one core.

    /// Reads all files, one entity after another.
    ///
    /// - Parameter inputs: Named by the contract.
    /// - Returns: One result an entity, in the contract's order.
    /// - Throws: `InputError`.
    package static func measure(_ inputs: InputSet) throws -> [ReaderSpeed] {
        try Contract.entities.compactMap { entity in
            let files = inputs.files.filter { $0.stem == entity.name }
            if files.isEmpty { return nil }
            var reader = EntityReader(entity: entity)
            let start = threadSeconds()
            for (index, file) in files.enumerated() {
                try reader.read(file, fileNumber: Int32(index)) { _ in }
            }
            return ReaderSpeed(
                entity: entity.name, recordCount: reader.counts.read,
                byteCount: files.reduce(0) { $0 + ($1.byteCount ?? 0) }, seconds: threadSeconds() - start)
        }
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
