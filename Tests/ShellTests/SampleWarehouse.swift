import Basics
import EmbeddedSQL
import PostgresClient
import Rendering
import SampleData
import Shell
import TestSupport
import Testing
import Warehouse

/// A warehouse with the sample that the documents show their examples on.
enum SampleWarehouse {
    /// The sample ends the day before.
    static let asOf = "2026-11-01T00:00:00Z"

    /// What running a line gave.
    struct Outcome {
        let output: String
        /// What was said besides, on standard error.
        let told: [String]

        /// The lines of a CSV answer, cut at commas.
        var records: [[String]] {
            output.split(separator: "\n").map { line in
                line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
        }
    }

    /// The test's own clone.
    static func open() throws -> Warehouse {
        try Warehouse(ConnectionSettings(ScratchDatabase.conninfo), files: EmbeddedSQL.files)
    }

    /// Runs a line as `deskhouse query` does, into memory, or into the folder where it names a file.
    static func run(
        _ line: String, as format: Format? = nil, screen: Screen = Screen(),
        into folder: ScratchFolder? = nil,
        _ adjust: (inout QuestionRun) -> Void = { _ in }
    ) throws -> Outcome {
        var warehouse = try open()
        return try run(line, on: &warehouse, as: format, screen: screen, into: folder, adjust)
    }

    /// Runs a line on a warehouse that is open.
    static func run(
        _ line: String, on warehouse: inout Warehouse, as format: Format? = nil, screen: Screen = Screen(),
        into folder: ScratchFolder? = nil, _ adjust: (inout QuestionRun) -> Void = { _ in }
    ) throws -> Outcome {
        let memory = Output()
        var told: [String] = []
        try withoutActuallyEscaping(
            { (line: String) -> Void in told.append(line) },
            do: { tell in
                var run = QuestionRun(
                    line, asOf: asOf, format: format,
                    place: { _, path in
                        guard let path, let folder else {
                            return QuestionRun.Place(output: memory, screen: screen)
                        }
                        return QuestionRun.Place(
                            output: try Output(replacing: folder.path(path)), screen: Screen())
                    }, tell: tell)
                adjust(&run)
                try run.run(on: &warehouse)
            })
        return Outcome(output: memory.contents, told: told)
    }

    fileprivate static func deploy(_ conninfo: String) throws {
        let folder = ScratchFolder()
        let until = try #require(CivilDate("2026-11-01"))
        _ = try SampleSource(tickets: 3000, days: 400, seed: 1, until: until).write(to: folder.path)
        var warehouse = try Warehouse(ConnectionSettings(conninfo), files: EmbeddedSQL.files)
        _ = try warehouse.load(LoadRequest(paths: [folder.path]))
    }
}

extension Trait where Self == ScratchDatabaseTrait {
    /// A warehouse with the sample: `SampleWarehouse.open()`.
    static var sampleWarehouse: Self {
        .scratchDatabase(clonedFrom: "sample_warehouse", deploy: SampleWarehouse.deploy)
    }
}
