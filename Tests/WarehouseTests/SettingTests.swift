import Basics
import KPIQuery
import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// What the warehouse counts by.
@Suite struct SettingTests {
    @Test func theDefaultsStandBeforeTheFirstLoad() throws {
        try ScratchWarehouse.lend { warehouse in
            let settings = try warehouse.readSettings().map { "\($0.setting.rawValue)=\($0.value)" }
            #expect(
                settings == [
                    "timezone=UTC", "week_start=monday", "currency=", "resolution_within=72h",
                    "repeat_within=7d",
                    "contact_gap=30m", "public_attributes=",
                ])
        }
    }

    @Test(arguments: [
        (Setting.timezone, "Europe/Berlin", "Europe/Berlin"), (.weekStart, "Sunday", "sunday"),
        (.currency, "EUR", "EUR"),
        (.currency, "", ""), (.resolutionWithin, "24h", "24h"), (.repeatWithin, "3d", "3d"),
        (.contactGap, "15m", "15m"), (.publicAttributes, " brand,, order value ", "brand,order value"),
        (.publicAttributes, " , ", ""), (.publicAttributes, "brand,,brand", "brand"),
        (.resolutionWithin, "100000d", "100000d"), (.repeatWithin, "100000d", "100000d"),
    ])
    func aValueThatReadsIsKept(setting: Setting, value: String, kept: String) throws {
        try ScratchWarehouse.lend { warehouse in
            _ = try warehouse.change(setting, to: value)
            #expect(try warehouse.value(of: setting) == kept)
            // Saying it again does nothing.
            #expect(try !warehouse.change(setting, to: value))
        }
    }

    @Test(arguments: [
        (Setting.timezone, "Europe/Berlni"), (.timezone, ""), (.timezone, "localtime"),
        (.timezone, "right/Europe/Berlin"), (.weekStart, "moonday"), (.weekStart, ""),
        (.currency, "eur"), (.currency, "EURO"), (.resolutionWithin, "72"), (.resolutionWithin, "-1h"),
        (.repeatWithin, "0d"), (.repeatWithin, "+7d"), (.contactGap, "half an hour"), (.contactGap, "30s0m"),
    ])
    func aValueThatDoesNotReadIsRefusedAndChangesNothing(setting: Setting, value: String) throws {
        try ScratchWarehouse.lend { warehouse in
            let before = try warehouse.value(of: setting)
            #expect(throws: SettingError.self) { try warehouse.change(setting, to: value) }
            #expect(try warehouse.value(of: setting) == before)
        }
    }

    @Test func aChangeWaitsForALoadAndSaysSo() throws {
        try ScratchWarehouse.lend { warehouse in
            var holder = try Connection(ConnectionSettings(ScratchWarehouse.conninfo(of: warehouse)))
            try holder.execute("select pg_advisory_lock(7355608002)")
            // The server ends the session by itself, and the lock with it.
            try holder.execute("set idle_session_timeout = '500ms'")
            var waits = 0
            _ = try warehouse.change(.contactGap, to: "15m") { waits += 1 }
            try warehouse.rebuild { waits += 1 }
            #expect(waits == 1)
        }
    }

    @Test func aSettingThatShapesFactsDerivesThemAgain() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv":
                    "ticket_id,created_at,resolved_at\n1,2026-03-01T08:00:00Z,2026-03-02T08:00:00Z\n",
                "interactions.csv": """
                interaction_id,ticket_id,occurred_at,author
                I1,1,2026-03-01T09:00:00Z,agent
                I2,1,2026-03-01T09:30:00Z,agent
                I3,1,2026-03-01T10:15:00Z,agent
                """,
            ])
            func contacts(_ gap: String) throws -> [[String]] {
                #expect(try warehouse.change(.contactGap, to: gap))
                return try warehouse.rows("select contact_count from fact.ticket")
            }
            #expect(try warehouse.rows("select contact_count from fact.ticket") == [["2"]])
            #expect(try contacts("29m") == [["3"]])
            #expect(try contacts("1h") == [["1"]])
            // Nothing is left behind that the next load would trip over.
            try warehouse.load(["agents.csv": "agent_id\nA1\n"])
        }
    }

    @Test func aDurationIsTheSameForEveryoneToTheFraction() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv":
                    "ticket_id,created_at,resolved_at\n1,2026-03-01T08:00:00Z,2026-03-01T08:00:01.7Z\n"
            ])
            // Finer than `change` takes one.
            try warehouse.connection.execute(
                "insert into meta.setting (name, value) values ('resolution_within', '1.5s')")
            try warehouse.rebuild()
            for question in ["resolution_rate in 2026-03", "resolution_rate by country, segment in 2026-03"] {
                #expect(try warehouse.answer(question).rows.map { $0.cells.map(\.value) } == [[0]])
            }
            #expect(
                try warehouse.rows(
                    """
                    select value from kpi.daily where kpi = 'resolution_rate' and dimension is null
                    union all
                    select value from kpi.resolution_rate
                    union all
                    select is_resolved_within::integer from kpi.ticket
                    """) == [["0"], ["0"], ["0"]])
            #expect(
                try warehouse.rows(
                    """
                    select date_part('second', meta.setting_interval('resolution_within')),
                        date_part('hour', meta.setting_interval('repeat_within'))
                    """) == [["1.5", "168"]])
        }
    }

    @Test func theReportingZoneMovesDaysAndWeeksBeginWhereTheyAreSet() throws {
        try ScratchWarehouse.lend { warehouse in
            // Monday 2026-03-02 00:30 in Berlin is Sunday in UTC.
            try warehouse.load(["tickets.csv": "ticket_id,created_at\n1,2026-03-01T23:30:00Z\n"])
            func week(_ line: String) throws -> [String] {
                try warehouse.answer(line).rows.filter { $0.cells[0].n > 0 }.map { "bucket \($0.bucket)" }
            }
            let daily = "volume daily from 2026-03-01 to 2026-03-02"
            #expect(try week(daily) == ["bucket 1"])
            _ = try warehouse.change(.timezone, to: "Europe/Berlin")
            #expect(try week(daily) == ["bucket 2"])
            let weekly = "volume weekly from 2026-02-23 to 2026-03-08"
            #expect(try week(weekly) == ["bucket 2"])
            _ = try warehouse.change(.weekStart, to: "tuesday")
            let bounds = try warehouse.answer(weekly).range.buckets.map(\.start.date.description)
            #expect(bounds == ["2026-02-17", "2026-02-24", "2026-03-03"])
            #expect(try week(weekly) == ["bucket 2"])
        }
    }
}
