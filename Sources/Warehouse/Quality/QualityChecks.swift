import EmbeddedSQL
import PostgresClient

/// All quality checks, as the files in `sql/checks` define them.
///
/// They run in the load's transaction, between the derivation and its clean-up, while `staging.touched_ticket` holds
/// the tickets that the load touched. What is found on other tickets is known from earlier loads (`meta.finding`): so
/// looking follows the change, and what is known is only counted. A check that is new in this version sees older tickets
/// at the next `deskhouse rebuild`.
struct QualityChecks {
    private let checks: [QualityCheck]

    /// How many of what was found are named.
    private static let sampleCount = 5

    init(files: [SQLFile]) throws(WarehouseError) {
        var checks: [QualityCheck] = []
        for file in files where file.path.hasPrefix("checks/") { checks.append(try QualityCheck(file)) }
        self.checks = checks
    }

    /// Runs every check, and keeps the results as those of a load; returns those that found something.
    func run(loadID: Int, on connection: inout Connection) throws -> [QualityResult] {
        try connection.execute("delete from meta.quality_result where load_id = \(loadID)")
        try connection.execute(
            """
            delete from meta.finding
            using staging.touched_ticket
            where finding.ticket_id = touched_ticket.ticket_id and finding.source = touched_ticket.source
            """)
        for check in checks {
            try WarehouseError.naming(check.path) {
                switch check.scope {
                case .ticket: try keepFindings(of: check, on: &connection)
                case .warehouse: try lookUp(check, loadID: loadID, on: &connection)
                }
            }
        }
        try summarize(loadID: loadID, on: &connection)
        return try results(of: loadID, on: &connection)
    }

    private func keepFindings(of check: QualityCheck, on connection: inout Connection) throws {
        let until = check.until.map { "found.\($0)" } ?? "null"
        // First a table: a select that fills one is shared among several processors.
        try connection.executeScript("create temporary table found on commit drop as\n\(check.select)")
        try connection.execute(
            """
            insert into meta.finding (check_name, source, ticket_id, sample, found_count, until_at)
            select \(check.name), found.source, found.ticket_id, found.sample, found.found_count, \(trusted: until)
            from pg_temp.found
            """)
        try connection.executeScript("drop table pg_temp.found")
    }

    /// Asks once, however dear the question is: what is found is counted on the way to the first of it.
    private func lookUp(_ check: QualityCheck, loadID: Int, on connection: inout Connection) throws {
        try connection.execute(
            """
            insert into meta.quality_result (load_id, check_name, found_count, samples)
            select
                \(loadID), \(check.name), max(few.found_count),
                array_agg(concat(few.source, ': ', few.sample) order by few.source, few.sample)
            from (
                select found.source, found.sample, count(*) over () as found_count
                from (
                \(trusted: check.select)
                ) as found
                order by found.source, found.sample
                limit \(Self.sampleCount)
            ) as few
            having count(*) > 0
            """)
    }

    private func summarize(loadID: Int, on connection: inout Connection) throws {
        try connection.execute(
            """
            insert into meta.quality_result (load_id, check_name, found_count, samples)
            select
                \(loadID), counted.check_name, counted.found_count,
                -- The first few stand in an index in this order: all that is found is counted, but not sorted.
                array(
                    select concat(finding.source, ': ', finding.sample)
                    from meta.finding
                    where finding.check_name = counted.check_name
                        and (finding.until_at is null or finding.until_at > now())
                    order by finding.source, finding.sample
                    limit \(Self.sampleCount)
                )
            from (
                select finding.check_name, sum(finding.found_count) as found_count
                from meta.finding
                where finding.until_at is null or finding.until_at > now()
                group by finding.check_name
            ) as counted
            """)
    }

    /// What the checks found at a load, the gravest first.
    func results(of loadID: Int, on connection: inout Connection) throws -> [QualityResult] {
        var results: [QualityResult] = []
        try connection.execute(
            """
            select
                result.check_name,
                result.found_count,
                result.samples,
                former.check_name is not null
            from meta.quality_result as result
            left join meta.quality_result as former
                on result.check_name = former.check_name
                    and result.found_count = former.found_count
                    and result.samples = former.samples
                    and former.load_id = (select max(load_id) from meta.load where load_id < \(loadID))
            where result.load_id = \(loadID)
            order by result.check_name
            """
        ).forEach { row throws(PostgresError) in
            let name = try row.decode(String.self, at: 0)
            // A check whose file is gone is not spoken of.
            guard let check = checks.first(where: { $0.name == name }) else { return }
            results.append(
                QualityResult(
                    name: name, title: check.title, severity: check.severity.rawValue, meaning: check.meaning,
                    count: try row.decode(at: 1), samples: try row.decode(at: 2),
                    isKnown: try row.decode(at: 3)))
        }
        let order = QualityCheck.Severity.allCases.map(\.rawValue)
        return order.flatMap { severity in results.filter { $0.severity == severity } }
    }
}
