import EmbeddedSQL
import Intake
import PostgresClient

/// One load, from the files to the commit.
///
/// The whole of it reads top to bottom in `run`: open, read · type · reject, merge, derive, record, commit, report. It
/// is one transaction under the loader lock, so that readers see all of it or nothing, and a load that is killed at
/// any moment leaves what was there before.
struct Load {
    let request: LoadRequest
    let files: [SQLFile]
    /// What is kept current besides the facts.
    let rollups: RollupCatalogue
    /// Where a second session connects, from which a mapping's rows are read.
    let settings: ConnectionSettings
    /// Is told what goes on.
    let observe: (LoadEvent) -> Void
    /// Stops it.
    let stopRequest: StopRequest

    /// Whether it has read from a pipe, which cannot be read again.
    private(set) var hasReadPipe = false
    /// What is being committed: where the connection is lost meanwhile, it may have been or not.
    private(set) var committing: LoadReport?
    /// When the load started, as PostgreSQL reads it.
    private(set) var started = ""

    init(
        request: LoadRequest, files: [SQLFile], rollups: RollupCatalogue, settings: ConnectionSettings,
        stopRequest: StopRequest,
        observe: @escaping (LoadEvent) -> Void
    ) {
        self.request = request
        self.files = files
        self.rollups = rollups
        self.settings = settings
        self.stopRequest = stopRequest
        self.observe = observe
    }

    mutating func run(on connection: inout Connection) throws -> LoadReport {
        var report = LoadReport()
        var clock = StageClock(observe: observe)

        let mapping = try SourceMapping.find(request.mapping, files: files)
        let inputs = try InputSet(paths: request.paths, naming: try mapping.naming(entity: request.entity))
        report.source = request.name ?? mapping.name
        report.leftAlone = inputs.leftAlone

        observe(.started(source: report.source, files: inputs.files.count, bytes: inputs.byteCount))

        let limits = try SessionLimits.lift(on: &connection)
        defer { _ = try? limits.giveBack(on: &connection) }
        started = try connection.execute("select clock_timestamp()").value(String.self)
        let waits = LoadWaits(limit: request.waitSeconds, observe: observe)
        try waits.takeLoaderLock(on: &connection)
        defer { _ = try? LoaderLock.giveBack(on: &connection) }
        // Also where the load fails: it may be long until another one clears what this one leaves.
        defer { if !mapping.isCanonical { _ = try? RawTables.clearUnread(on: &connection) } }
        let zone = try SourceTimeZone.resolve(given: request.timezone, source: report.source, on: &connection)
        report.timezone = zone.name
        try StagingArea.clear(on: &connection)
        var options = ReadOptions(
            source: report.source, localTime: try SourceTimeZone.rules(of: zone.name, on: &connection),
            timeZoneNames: try TimeZoneNames.all(on: &connection), delimiter: request.delimiter,
            firstRowSequence: try nextRowSequence(on: &connection))
        let isFirst = try isFirst(on: &connection)
        var intake = LoadIntake(
            request: request, source: report.source, inputs: inputs, isFirst: isFirst,
            stopRequest: stopRequest,
            observe: observe)
        hasReadPipe = inputs.hasPipe
        let rawTables = try mapping.landing(
            inputs, options: &options, intake: &intake, waits: waits, on: &connection)
        clock.end("land", in: &report, unless: mapping.isCanonical)

        try connection.transaction { connection in
            report.loadID = try connection.execute(
                "select nextval(pg_get_serial_sequence('meta.load', 'load_id'))"
            ).value(Int.self)
            if mapping.isCanonical {
                try intake.stage(options: options, on: &connection)
            } else {
                try intake.stage(
                    mapping, rawTables: rawTables, options: options, settings: settings,
                    timezone: zone.name, on: &connection)
            }
            report.skippedMappings = intake.skippedMappings
            if mapping.isCanonical { report.misnamedColumns = intake.misnamedColumns }
            clock.end("read", in: &report)

            try RejectRecords.clearFixed(
                by: intake, source: report.source, loadID: report.loadID, on: &connection)
            try RejectRecords.repeatOpen(
                intake.rejects, source: report.source, loadID: report.loadID, on: &connection)
            try merge(intake, into: &report, on: &connection)
            clock.end("merge", in: &report)

            let derivation = Derivation(files: files, rollups: rollups)
            let needsAll = isFirst || !intake.filled.isEmpty
            try needsAll
                ? derivation.deriveEverything(buildsKeys: true, on: &connection)
                : derivation.deriveTouched(on: &connection)
            clock.end("derive", in: &report)

            report.quality = try QualityChecks(files: files).run(loadID: report.loadID, on: &connection)
            try derivation.finish(on: &connection)
            clock.end("check", in: &report)

            try RejectRecords.addNew(
                intake.rejects, source: report.source, loadID: report.loadID, on: &connection)
            try LoadRecords(
                report: report, mapping: mapping.name, reading: mapping.reading(by: request, zone: zone.name),
                intake: intake, started: started
            ).write(on: &connection)
            try StagingArea.clear(on: &connection)
            report.waiting = try waitingByEntity(on: &connection)
            report.ambiguousInstants = intake.ambiguousInstants
            report.usedDefaultTimezone = zone.isDefault && intake.localInstants > 0
            report.mappedInDefaultTimezone =
                zone.isDefault && mapping.isOwn && intake.hasInstantMadeInUTC
            report.firstRejects = intake.rejects.firstOfAll
            try stopRequest.close()
            committing = report
        }
        committing = nil
        stopRequest.reopen()
        clock.end("commit", in: &report)
        return report
    }

    private func merge(_ intake: LoadIntake, into report: inout LoadReport, on connection: inout Connection)
        throws
    {
        report.entities = intake.entities
        for index in report.entities.indices {
            let name = report.entities[index].name
            guard let entity = Contract.entity(named: name) else { continue }
            let counts =
                try intake.filled[name]
                ?? Merge(
                    entity: entity, source: report.source, loadID: report.loadID,
                    firstReject: intake.rejects.firstRowSequence[name]
                ).run(on: &connection)
            report.entities[index].added = counts.added
            report.entities[index].changed = counts.changed
            report.entities[index].unchanged = counts.unchanged
        }
    }

    /// Interactions and surveys of all loads that wait for their ticket; of events a quality check tells.
    private func waitingByEntity(on connection: inout Connection) throws -> [LoadReport.Waiting] {
        try connection.execute(
            """
            select entity, row_count from fact.waiting_count where entity in ('interactions', 'surveys')
            order by entity
            """
        ).map { row throws(PostgresError) in
            LoadReport.Waiting(entity: try row.decode(at: 0), rows: try row.decode(at: 1))
        }
    }

    /// Whether the load that was being committed when the connection was lost is in the warehouse.
    func wasCommitted(_ report: LoadReport, on connection: inout Connection) throws -> Bool {
        try connection.execute(
            """
            select exists (
                select from meta.load where load_id = \(report.loadID) and started_at = \(started)::timestamptz
            )
            """
        ).value(Bool.self)
    }

    /// Whether there is nothing yet that facts are derived from.
    private func isFirst(on connection: inout Connection) throws -> Bool {
        try connection.execute(
            """
            select not exists (select from core.ticket) and not exists (select from core.interaction)
                and not exists (select from core.ticket_event) and not exists (select from core.survey)
            """
        ).value(Bool.self)
    }

    private func nextRowSequence(on connection: inout Connection) throws -> Int64 {
        try connection.execute("select coalesce(max(last_row_seq), 0) + 1 from meta.load").value(Int64.self)
    }
}
