import Platform
import PostgresClient
import TestSupport
import Testing

/// A warehouse with some data, a load that adds to it and corrects it, and what an undisturbed load makes of them.
struct FaultBench: Sendable {
    /// The folder that is loaded under fire.
    let load: String
    /// What a warehouse holds before and after the load.
    let before: String
    let after: String
    /// How long the load takes, undisturbed.
    let seconds: Double

    static let shared: Result<FaultBench, any Error> = Result { try FaultBench() }

    private static let template = "fault_template"

    private init() throws {
        let base = try TestRun.path("fault-base")
        load = try TestRun.path("fault-load")
        for (folder, tickets, seed) in [(base, "700", "7"), (load, "1000", "8")] {
            let sample = try DeskhouseProcess.run(
                [
                    "sample", "--tickets", tickets, "--days", "90", "--seed", seed, "--until", "2026-04-01",
                    folder,
                ])
            try #require(sample.code == 0, "\(sample.errors)")
        }
        try ScratchDatabase.prepareTemplate(named: Self.template) { conninfo in
            let outcome = try DeskhouseProcess.run(["load", "--database", conninfo, base])
            try #require(outcome.code == 0, "\(outcome.errors)")
        }
        let database = try Self.warehouse()
        before = try Self.content(of: database)
        let started = ContinuousClock.now
        let outcome = try DeskhouseProcess.run(["load", "--database", database, load])
        let elapsed = started.duration(to: .now).components
        seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        try #require(outcome.code == 0, "\(outcome.errors)")
        after = try Self.content(of: database)
        try #require(before != after)
    }

    /// The connection string of a new warehouse with the data that is there before the load.
    static func warehouse() throws -> String {
        try TestServer.conninfo(database: ScratchDatabase.make(from: template))
    }

    /// A mark of all that the tables of core and fact hold, as soon as nobody else works on the database.
    static func content(of conninfo: String) throws -> String {
        var connection = try Connection(ConnectionSettings(conninfo))
        // The server notices only after a while that its client is dead.
        for _ in 0..<400 {
            let others = try connection.execute(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
                """
            ).value(Int.self)
            if others == 0 { break }
            usleep(50_000)
        }
        let tables = try connection.execute(
            """
            select pg_class.oid::regclass::text from pg_class
            where relkind = 'r' and relnamespace::regnamespace::text in ('core', 'fact') order by 1
            """
        ).values(String.self)
        var marks: [String] = []
        for table in tables {
            marks.append(
                try connection.execute(
                    Statement(
                        trusted: """
                            select md5(coalesce(string_agg(content::text, chr(10) order by content::text), ''))
                            from \(table) as content
                            """)
                ).value(String.self))
        }
        return marks.joined(separator: " ")
    }
}

extension FaultBench {
    /// Moments spread over the load's length: the same at each run, as parts of it.
    static func moments(_ count: Int, seed: UInt64) -> [Double] {
        var state = seed
        return (0..<count).map { index in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (Double(index) + Double(state >> 40) / Double(1 << 24)) / Double(count)
        }
    }

    /// Waits until that part of an undisturbed load's time is over.
    func wait(until moment: Double) {
        usleep(UInt32(seconds * moment * 1_000_000))
    }
}
