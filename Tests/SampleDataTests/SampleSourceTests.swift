import Basics
import Foundation
import SampleData
import Testing

@Suite struct SampleSourceTests {
    /// FNV-1a of each file: a change here is a change of every user's sample, and belongs in the changelog.
    static let pinned: [String: String] = [
        "agents.csv": "446f9436c09b7449",
        "costs.csv": "63c1362a40b34fc4",
        "customers.csv": "b9b9993933ab8ce7",
        "holidays.csv": "296a664de817a29",
        "initiatives.csv": "b9ccad8df91e08ae",
        "interactions.csv": "c1db45f12320f553",
        "orders.csv": "c15e6d6250e38755",
        "schedule_hours.csv": "9a51d388e21de09a",
        "schedules.csv": "606b7d0fa9b0fa50",
        "shifts.csv": "b9f2df6e7fc2842a",
        "surveys.csv": "24ca197a8c4ea7e6",
        "targets.csv": "e9761541579f63ef",
        "ticket_events.csv": "8d164a50d9925e25",
        "tickets.csv": "c2e6cb7ece7a7ef5",
    ]

    @Test func writesTheSameBytesAsEver() throws {
        let sample = try Sample(tickets: 300, days: 60, seed: 7, until: "2026-04-01")
        #expect(sample.bytes.mapValues(fingerprint) == Self.pinned)
    }

    @Test func writesTheSameBytesTwice() throws {
        let first = try Sample(tickets: 500, days: 90, seed: 2, until: "2026-01-15")
        let second = try Sample(tickets: 500, days: 90, seed: 2, until: "2026-01-15")
        #expect(first.summary == second.summary)
        #expect(first.bytes == second.bytes)
    }

    @Test func anotherSeedGivesAnotherSample() throws {
        let first = try Sample(tickets: 500, days: 90, seed: 2, until: "2026-01-15")
        let second = try Sample(tickets: 500, days: 90, seed: 3, until: "2026-01-15")
        for name in ["agents", "customers", "tickets", "interactions", "ticket_events", "surveys", "orders"] {
            #expect(first.bytes["\(name).csv"] != second.bytes["\(name).csv"], "\(name)")
        }
    }

    @Test(arguments: [(1, 1), (1, 400), (37, 1), (2000, 3), (700, 1000)])
    func writesAsManyTicketsAsAskedOverAsManyDays(tickets: Int, days: Int) throws {
        let sample = try Sample(tickets: tickets, days: days, seed: 5, until: "2026-03-01")
        let start = try date("2026-03-01").dayNumber - days
        let rows = try sample.rows("tickets")
        #expect(rows.count == tickets)
        #expect(rows.allSatisfy { $0["created_at"] ?? "" >= CivilDate(dayNumber: start).description })
        for contract in Contract.all {
            let rows = try sample.rows(contract.entity)
            #expect(Set(rows.map { row in contract.key.map { row[$0] } }).count == rows.count)
        }
    }

    @Test func reportsWhatItWrote() throws {
        let sample = try Mess.sample.get()
        #expect(sample.summary.files.map(\.name) == Contract.all.map { "\($0.entity).csv" })
        for file in sample.summary.files {
            #expect(sample.bytes[file.name]?.count == file.bytes)
        }
        for contract in Contract.all {
            let file = try #require(sample.summary.files.first { $0.name == "\(contract.entity).csv" })
            #expect(try Mess.rows(contract.entity).count == file.rows)
        }
        #expect(sample.summary.rows == sample.summary.files.map(\.rows).reduce(0, +))
        #expect(sample.summary.bytes == sample.bytes.values.map(\.count).reduce(0, +))
    }

    @Test(arguments: [
        (0, 1, "2026-01-01"), (10_000_001, 1, "2026-01-01"), (1, 0, "2026-01-01"), (1, 7301, "2026-01-01"),
        (1, 1, "1999-12-31"), (1, 1, "2201-01-01"),
    ])
    func refusesWhatItCannotDo(tickets: Int, days: Int, until: String) throws {
        let until = try date(until)
        #expect {
            try SampleSource(tickets: tickets, days: days, seed: 1, until: until)
        } throws: { error in
            if case .outOfRange = error as? SampleError { true } else { false }
        }
    }

    @Test func namesTheFolderItCannotCreate() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try "not a folder".write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let source = try SampleSource(tickets: 1, days: 1, seed: 1, until: date("2026-01-01"))
        #expect(throws: SampleError.cannotWrite(path: "\(file)/below/", reason: "Not a directory")) {
            try source.write(to: "\(file)/below")
        }
    }

    private func fingerprint(_ bytes: [UInt8]) -> String {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
