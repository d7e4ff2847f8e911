import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// Instants without an offset are read in the zone of their source, as PostgreSQL reads them.
@Suite struct SourceTimeZoneTests {
    @Test(arguments: [
        "Europe/Berlin", "America/New_York", "America/Havana", "Australia/Lord_Howe", "Africa/Casablanca",
        "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu", "Europe/Dublin", "Antarctica/Troll",
        "Africa/Monrovia",
        "Europe/Amsterdam", "America/St_Johns", "Asia/Gaza", "UTC",
    ])
    func skippedAndDoubledTimesAreReadAsPostgreSQLReadsThem(zone: String) throws {
        try ScratchWarehouse.lend { warehouse in
            // Every half hour around each clock change of many years, odd seconds, and times over two centuries.
            let locals = try warehouse.rows(
                """
                with hour as (
                    select
                        instant,
                        instant at time zone '\(zone)' - instant at time zone 'UTC'
                            <> (instant + interval '1 hour') at time zone '\(zone)'
                                - (instant + interval '1 hour') at time zone 'UTC' as is_change
                    from generate_series(
                        timestamptz '1995-01-01 00:00+00', timestamptz '2030-01-01 00:00+00', interval '1 hour'
                    ) as instant
                )
                select to_char(hour.instant at time zone '\(zone)' + step * interval '29 minutes 59 seconds', 'YYYY-MM-DD"T"HH24:MI:SS')
                from hour
                cross join generate_series(-6, 8) as step
                where hour.is_change
                union
                select to_char(instant, 'YYYY-MM-DD"T"HH24:MI:SS')
                from generate_series(timestamp '1900-01-02', timestamp '2098-01-01', interval '997 hours 17 seconds')
                    as instant
                order by 1
                """)
            let lines = locals.enumerated().map { "C\($0),\($1[0]),\($1[0])\n" }.joined()
            let report = try warehouse.load(["customers.csv": "customer_id,name,joined_at\n" + lines]) {
                $0.timezone = zone
            }
            #expect(report.rejected == 0)
            #expect(report.entities.map(\.added) == [locals.count])
            let differing = try warehouse.rows(
                """
                select name, joined_at, name::timestamp at time zone '\(zone)' from core.customer
                where joined_at <> name::timestamp at time zone '\(zone)' order by 1
                """)
            #expect(differing.isEmpty)
        }
    }

    @Test func theZoneIsKeptForItsSource() throws {
        try ScratchWarehouse.lend { warehouse in
            func load(_ id: String, _ source: String, _ zone: String? = nil) throws -> LoadReport {
                try warehouse.load(
                    ["customers.csv": "customer_id,joined_at\n\(id),2026-07-01 12:00\n"], as: source
                ) { $0.timezone = zone }
            }
            let first = try load("C1", "desk")
            #expect(first.usedDefaultTimezone && first.timezone == "UTC")
            let given = try load("C2", "desk", "Europe/Berlin")
            #expect(!given.usedDefaultTimezone)
            let kept = try load("C3", "desk")
            #expect(!kept.usedDefaultTimezone && kept.timezone == "Europe/Berlin")
            #expect(try load("C4", "shop").usedDefaultTimezone)
            let joined = try warehouse.rows("select customer_id, joined_at from core.customer order by 1")
            #expect(
                joined == [
                    ["C1", "2026-07-01 12:00:00+00"], ["C2", "2026-07-01 10:00:00+00"],
                    ["C3", "2026-07-01 10:00:00+00"],
                    ["C4", "2026-07-01 12:00:00+00"],
                ])
        }
    }

    @Test func clockChangesAreReportedAndOffsetsNeedNoZone() throws {
        try ScratchWarehouse.lend { warehouse in
            let report = try warehouse.load([
                "customers.csv": """
                customer_id,joined_at
                C1,2026-03-29T02:30
                C2,2026-10-25T02:30
                C3,2026-10-25T02:30+02:00
                C4,2026-10-25T04:30
                """
            ]) { $0.timezone = "Europe/Berlin" }
            #expect(report.ambiguousInstants == 2)
            let withOffsets = try warehouse.load(
                ["customers.csv": "customer_id,joined_at\nC5,2026-10-25T02:30Z\n"], as: "x")
            #expect(!withOffsets.usedDefaultTimezone)
        }
    }

    /// Some names are those of PostgreSQL's files only.
    @Test(arguments: [
        "Europe/Berlni", "localtime", "posixrules", "Factory", "posix/Europe/Berlin", "right/Europe/Berlin",
    ])
    func anUnknownZoneIsRefused(zone: String) throws {
        try ScratchWarehouse.lend { warehouse in
            let error = #expect(throws: LoadError.self) {
                try warehouse.load(["agents.csv": "agent_id\nA1\n"]) { $0.timezone = zone }
            }
            #expect(error.map { "\($0)" }?.contains(zone) == true)
            let report = try warehouse.load([
                "schedules.csv": "schedule_id,timezone\nS1,\(zone)\nS2,Etc/GMT+1\n"
            ])
            #expect(report.rejected == 1)
            #expect(try warehouse.rows("select schedule_id from core.schedule") == [["S2"]])
        }
    }
}
