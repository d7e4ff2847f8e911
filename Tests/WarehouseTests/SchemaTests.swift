import EmbeddedSQL
import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// Rules that every object of the warehouse keeps: each is a select in `SchemaRules` that gives what breaks it.
@Suite struct SchemaTests {
    @Test(arguments: try SQLFolder(Self.folder).files())
    func noObjectBreaksTheRule(rule: SQLFile) throws {
        let offenders = try ScratchWarehouse.lend { warehouse in
            try warehouse.connection.execute(Statement(trusted: rule.text)).values(String.self)
        }
        #expect(offenders.isEmpty)
    }

    /// Nor does a file that is no view: which day an instant lies in is said by `kpi.local_date` alone.
    @Test func noFileTakesADayFromAnInstantByARuleOfItsOwn() {
        let folders = ["beside/", "checks/", "fact/", "kpi/", "verify/", "view/"]
        let offenders = EmbeddedSQL.files.filter { file in
            folders.contains { file.path.hasPrefix($0) }
                && file.text.contains(/at\s+time\s+zone|_at\s*::\s*date|date_trunc\([^,]*,\s*[a-z_.]*_at\b/)
        }
        #expect(offenders.map(\.path).isEmpty)
    }

    @Test func everyKPIHasItsView() throws {
        let views = try ScratchWarehouse.lend { warehouse in
            try warehouse.rows(
                """
                select relname from pg_class
                where relnamespace = 'kpi'::regnamespace and relkind = 'v' and relname not in ('ticket', 'daily')
                order by relname collate "C"
                """)
        }
        let keys = EmbeddedSQL.files.filter { $0.path.hasPrefix("kpi/") }.map {
            $0.path.dropFirst(4).dropLast(4)
        }
        #expect(views.map { $0[0] } == keys.map { String($0) })
    }

    /// A rule that finds nothing because it looks at nothing would be worth nothing.
    @Test(.scratchDatabase) func theRulesFindWhatBreaksThem() throws {
        var connection = try ScratchDatabase.connect()
        try connection.executeScript(
            """
            create schema core;
            create table core.item (
                started timestamp, created_at date, ended_on timestamptz, is_new integer, item_count text, wait_ms numeric,
                name text
            );
            create schema fact;
            create view fact.item as select *, (ended_on at time zone 'UTC')::date as ended_day from core.item;
            create function fact.one() returns integer language sql as 'select 1'
            """)
        for rule in try SQLFolder(Self.folder).files() {
            let offenders = try connection.execute(Statement(trusted: rule.text)).values(String.self)
            #expect(!offenders.isEmpty, "\(rule.path)")
        }
    }

    private static let folder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/") + "/SchemaRules"
}
