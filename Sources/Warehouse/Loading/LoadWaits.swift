import PostgresClient

/// What a load waits for before it begins, and how long in all: for another load, and for who uses its tables.
final class LoadWaits {
    /// Seconds; nil: as long as it takes.
    private let limit: Int?
    private let observe: (LoadEvent) -> Void
    private var waited = Duration.zero

    init(limit: Int?, observe: @escaping (LoadEvent) -> Void) {
        self.limit = limit
        self.observe = observe
    }

    /// Takes the loader lock for the session.
    func takeLoaderLock(on connection: inout Connection) throws {
        if try LoaderLock.tryForSession(on: &connection) { return }
        let isTaken = try waiting(.waitingForOtherLoad) { time in
            try LoaderLock.waitForSession(atMost: time, on: &connection)
        }
        guard isTaken else {
            throw LoadError.busy(seconds: limit ?? 0, holder: try LoaderLock.holder(on: &connection))
        }
    }

    /// Keeps everybody off a raw table until the transaction ends.
    func take(rawTable: String, on connection: inout Connection) throws {
        let table = RawTables.name(of: rawTable)
        if try TableLock.take(table, on: &connection) { return }
        let holder = try TableLock.holder(of: table, on: &connection)
        let isTaken = try waiting(.waitingForTable("raw.\(rawTable)", holder: holder)) { time in
            try TableLock.take(table, waiting: time, on: &connection)
        }
        guard isTaken else {
            throw LoadError.tableInUse(
                "raw.\(rawTable)", seconds: limit ?? 0,
                holder: try TableLock.holder(of: table, on: &connection))
        }
    }

    /// Tells that it has to wait, and does so for the time that is left.
    private func waiting(_ event: LoadEvent, by wait: (Duration?) throws -> Bool) rethrows -> Bool {
        if limit != 0 { observe(event) }
        let start = ContinuousClock.now
        defer { waited += start.duration(to: .now) }
        return try wait(limit.map { max(.zero, .seconds($0) - waited) })
    }
}
