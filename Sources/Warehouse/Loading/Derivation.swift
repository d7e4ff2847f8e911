import EmbeddedSQL
import PostgresClient

/// Works the facts out from core, by the files of `sql/fact` in the order of their steps, and the rollups from the
/// facts.
struct Derivation {
    private struct Step {
        let number: Int
        let file: SQLFile
    }

    private let steps: [Step]
    private let rollups: RollupRefresh

    init(files: [SQLFile], rollups: RollupCatalogue) {
        self.rollups = RollupRefresh(catalogue: rollups)
        steps = files.compactMap { file in
            guard file.path.hasPrefix("fact/"),
                let number = FileHeader(file).value("step").flatMap({ Int($0) })
            else {
                return nil
            }
            return Step(number: number, file: file)
        }
        .sorted { ($0.number, $0.file.path) < ($1.number, $1.file.path) }
    }

    /// Derives what the rows in staging touch, and nothing else.
    func deriveTouched(on connection: inout Connection) throws {
        try run(on: &connection) { $0 > 0 && $0 <= Self.touchedStep }
        let refreshed = try rollups.noteTouched(on: &connection)
        try run(on: &connection) { $0 > Self.touchedStep && $0 < Self.finishStep }
        try rollups.apply(refreshed, on: &connection)
    }

    /// Derives everything anew and cleans up: for a change that no load brings.
    ///
    /// What the quality checks find then is the newest load's.
    func rebuild(
        _ checks: QualityChecks? = nil, decidesAttributeCells: Bool = true, on connection: inout Connection
    ) throws {
        try deriveEverything(decidesAttributeCells: decidesAttributeCells, on: &connection)
        if let checks,
            let load = try connection.execute("select max(load_id) from meta.load").value(Int?.self)
        {
            _ = try checks.run(loadID: load, on: &connection)
        }
        try finish(on: &connection)
    }

    /// Derives everything anew; staging is not looked at.
    ///
    /// With `buildsKeys`, facts that are empty get their indexes after their rows, and who reads them waits.
    func deriveEverything(
        buildsKeys: Bool = false, decidesAttributeCells: Bool = true, on connection: inout Connection
    ) throws {
        try connection.execute(
            "select set_config('deskhouse.builds_keys', \(buildsKeys ? "on" : "off"), true)")
        try run(on: &connection) { $0 == 0 || $0 > Self.touchedStep && $0 < Self.finishStep }
        try rollups.fill(decidesAttributeCells: decidesAttributeCells, on: &connection)
    }

    /// Whether core holds anything that facts are derived from.
    func hasAnythingToDerive(on connection: inout Connection) throws -> Bool {
        try connection.execute(
            """
            select exists (select from core.ticket) or exists (select from core.interaction)
                or exists (select from core.ticket_event) or exists (select from core.survey)
                or exists (select from core.shift) or exists (select from core.customer_order)
            """
        ).value(Bool.self)
    }

    /// Empties what the derivation needed in between; until then others can see what it touched.
    func finish(on connection: inout Connection) throws {
        try run(on: &connection) { $0 >= Self.finishStep }
    }

    /// The first step that cleans up.
    private static let finishStep = 90

    /// The step that finds out what a load touched.
    private static let touchedStep = 10

    private func run(on connection: inout Connection, where isWanted: (Int) -> Bool) throws {
        try LoadResources.use(on: &connection)
        for step in steps where isWanted(step.number) {
            try connection.run(step.file)
        }
    }
}
