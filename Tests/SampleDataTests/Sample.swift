import Basics
import Foundation
import SampleData

/// A sample on disk, read back.
struct Sample {
    typealias Row = [String: String]

    let summary: SampleSummary
    let bytes: [String: [UInt8]]

    init(tickets: Int, days: Int, seed: UInt64, until: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "sample-\(UUID().uuidString)/deep")
        defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
        let source = try SampleSource(tickets: tickets, days: days, seed: seed, until: date(until))
        summary = try source.write(to: folder.path)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        bytes = try Dictionary(
            uniqueKeysWithValues: names.map { name in
                (name, [UInt8](try Data(contentsOf: folder.appending(path: name))))
            })
    }

    func table(_ entity: String) throws -> StrictCSV {
        try StrictCSV(bytes["\(entity).csv"] ?? [])
    }

    func rows(_ entity: String) throws -> [Row] {
        try table(entity).rows
    }
}

/// The day of a literal that is one.
func date(_ text: String) throws -> CivilDate {
    guard let date = CivilDate(text) else { throw CocoaError(.formatting) }
    return date
}

/// The sample that most tests look at: half a year, with its peak week and a clock change.
enum Mess {
    static let until = "2026-04-01"
    static let days = 180
    static let tickets = 6000
    static let sample = Result { try Sample(tickets: tickets, days: days, seed: 11, until: until) }
    private static let tables = Result {
        let sample = try Self.sample.get()
        return try Dictionary(
            uniqueKeysWithValues: Contract.all.map { ($0.entity, try sample.table($0.entity)) })
    }

    static func table(_ entity: String) throws -> StrictCSV {
        guard let table = try tables.get()[entity] else { throw CocoaError(.fileNoSuchFile) }
        return table
    }

    static func rows(_ entity: String) throws -> [Sample.Row] {
        try table(entity).rows
    }
}
