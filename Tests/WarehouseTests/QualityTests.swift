import EmbeddedSQL
import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// What the quality checks find after a load.
@Suite struct QualityTests {
    /// One fault in otherwise good data, and what is found of it.
    struct Fault: CustomTestStringConvertible, Sendable {
        let check: String
        let files: [String: String]
        let count: Int
        let samples: [String]

        var testDescription: String { check }

        init(_ check: String, _ files: [String: String], count: Int = 1, samples: [String]) {
            self.check = check
            self.files = files
            self.count = count
            self.samples = samples
        }
    }

    private static let ticket = "ticket_id,created_at\nT,2026-03-01T08:00:00Z\n"

    static let faults = [
        Fault(
            "interactions_waiting",
            [
                "interactions.csv":
                    "interaction_id,ticket_id,occurred_at,author\nI,X,2026-03-01T08:00:00Z,customer\n"
            ], samples: ["desk: I"]),
        Fault(
            "events_without_ticket",
            [
                "ticket_events.csv":
                    "event_id,ticket_id,occurred_at,field\nE,X,2026-03-01T08:00:00Z,status\n"
            ], samples: ["desk: E"]),
        Fault(
            "unknown_schedule",
            [
                "schedules.csv": "schedule_id,timezone\ns,UTC\n",
                "tickets.csv": """
                ticket_id,created_at,schedule_id,excluded
                T1,2026-03-01T08:00:00Z,s,
                T2,2026-03-01T08:00:00Z,gone,
                T3,2026-03-01T08:00:00Z,,
                T4,2026-03-01T08:00:00Z,gone,spam
                """,
            ], count: 2, samples: ["desk: T2", "desk: T3"]),
        Fault(
            "surveys_waiting", ["surveys.csv": "survey_id,kind,ticket_id\nS,csat,X\n"], samples: ["desk: S"]),
        Fault(
            "resolved_without_time",
            ["tickets.csv": "ticket_id,created_at,status\nT,2026-03-01T08:00:00Z,closed\n"],
            samples: ["desk: T"]),
        Fault(
            "resolved_before_created",
            [
                "tickets.csv":
                    "ticket_id,created_at,resolved_at\nT,2026-03-01T08:00:00Z,2026-03-01T07:59:59Z\n"
            ],
            samples: ["desk: T"]),
        Fault(
            "churned_before_joined",
            [
                "customers.csv":
                    "customer_id,joined_at,churned_at\nC,2026-03-01T08:00:00Z,2026-02-01T08:00:00Z\n"
            ],
            samples: ["desk: C"]),
        Fault(
            "event_before_creation",
            [
                "tickets.csv": ticket,
                "ticket_events.csv": """
                event_id,ticket_id,occurred_at,field,value
                E1,T,2026-03-01T07:00:00Z,status,open
                E2,T,2026-03-01T07:30:00Z,status,pending
                E3,T,2026-03-01T07:30:00Z,priority,high
                E4,T,2026-03-01T08:00:00Z,status,open
                """,
            ], count: 2, samples: ["desk: E1"]),
        Fault(
            "reply_before_creation",
            [
                "tickets.csv": ticket,
                "interactions.csv": """
                interaction_id,ticket_id,occurred_at,author,visibility
                I1,T,2026-03-01T07:00:00Z,customer,public
                I2,T,2026-03-01T07:00:00Z,agent,private
                I3,T,2026-03-01T07:00:00Z,agent,public
                I4,T,2026-03-01T08:00:00Z,agent,public
                """,
            ], samples: ["desk: I3"]),
        Fault(
            "unknown_status",
            [
                "ticket_events.csv": """
                event_id,ticket_id,occurred_at,field,value
                E1,T,2026-03-01T09:00:00Z,status,Solved
                E2,T,2026-03-01T09:00:00Z,status,
                E3,T,2026-03-01T09:00:00Z,priority,Solved
                """
            ], count: 2, samples: ["desk: E1"]),
        Fault(
            "absurd_handling_time",
            [
                "interactions.csv": """
                interaction_id,ticket_id,occurred_at,author,handling_seconds,technical_seconds
                I1,T,2026-03-01T09:00:00Z,system,86400,
                I2,T,2026-03-01T09:00:00Z,system,86400,0.5
                """
            ], samples: ["desk: I2"]),
        Fault(
            "absurd_shift",
            [
                "agents.csv": "agent_id\nA\n",
                "shifts.csv": """
                shift_id,agent_id,starts_at,ends_at
                H1,A,2026-03-01T08:00:00Z,2026-03-02T08:00:00Z
                H2,A,2026-03-03T08:00:00Z,2026-03-04T08:00:01Z
                """,
            ], samples: ["desk: H2"]),
        Fault(
            "future_without_ticket",
            [
                "surveys.csv": """
                survey_id,kind,sent_at,ticket_id
                S1,esat,2126-03-01T08:00:00Z,
                S2,esat,2026-03-01T08:00:00Z,
                S3,csat,2126-03-01T08:00:00Z,X
                """,
                "interactions.csv": """
                interaction_id,ticket_id,occurred_at,author
                I1,X,2126-03-01T08:00:00Z,customer
                I2,X,2026-03-01T08:00:00Z,customer
                """,
            ], count: 3, samples: ["desk: I1", "desk: S1", "desk: S3"]),
        Fault(
            "endless_cost",
            [
                "costs.csv": """
                cost_id,category,period_start,period_end,amount,currency
                K1,other,2026-01-01,2035-12-31,10,EUR
                K2,other,2026-01-01,9999-12-31,10,EUR
                """
            ], samples: ["desk: K2"]),
        Fault(
            "target_of_unknown_kpi",
            [
                "targets.csv": """
                kpi,starts_on,target
                frt,2026-01-01,60
                first_response_time,2026-01-01,60
                first_reply_time,2026-01-01,60
                """
            ], samples: ["desk: first_reply_time from 2026-01-01"]),
        Fault(
            "survey_answered_before_sent",
            [
                "surveys.csv":
                    "survey_id,kind,sent_at,responded_at\nS,nps,2026-03-02T08:00:00Z,2026-03-01T08:00:00Z\n"
            ],
            samples: ["desk: S"]),
        Fault(
            "ended_before_started",
            [
                "agents.csv":
                    "agent_id,started_on,ended_on\nA,2026-03-02,2026-03-01\nB,2026-03-02,2026-03-02\n",
                "initiatives.csv": "initiative_id,name,starts_on,ends_on\nN,n,2026-03-02,2026-03-01\n",
            ], count: 2, samples: ["desk: agent A", "desk: initiative N"]),
        Fault(
            "several_default_schedules",
            ["schedules.csv": "schedule_id,timezone,is_default\nb,UTC,yes\na,UTC,yes\nc,UTC,no\n"],
            samples: ["desk: a, b"]),
        Fault(
            "hours_never_valid",
            [
                "schedule_hours.csv": """
                schedule_id,weekday,opens_at,closes_at,valid_from,valid_to
                s,1,09:00,17:00,2026-03-02,2026-03-01
                s,2,09:00,17:00,2026-03-02,2026-03-02
                """
            ], samples: ["desk: s weekday 1 from 2026-03-02"]),
        Fault(
            "clock_in_the_future",
            ["tickets.csv": "ticket_id,created_at\nT,2126-03-01T08:00:00Z\n"], samples: ["desk: T"]),
        Fault(
            "clock_in_the_past",
            [
                "tickets.csv":
                    "ticket_id,created_at\nT,0206-03-01T08:00:00Z\nU,1990-01-01T00:00:00Z\nV,2026-03-01T08:00:00Z\n",
                "interactions.csv": """
                interaction_id,ticket_id,occurred_at,author
                I,V,1926-03-01T08:00:00Z,agent
                J,V,2026-03-01T09:00:00Z,agent
                """,
                "ticket_events.csv":
                    "event_id,ticket_id,occurred_at,field\nE,V,0001-01-01T00:00:00Z,status\n",
                "surveys.csv": "survey_id,kind,ticket_id,sent_at\nS,csat,V,1970-01-01T00:00:00Z\n",
            ], count: 4, samples: ["desk: E", "desk: T"]),
        Fault(
            "unknown_agent",
            [
                "agents.csv": "agent_id\nA\n",
                "tickets.csv":
                    "ticket_id,created_at,agent_id\nT,2026-03-01T08:00:00Z,B\nU,2026-03-01T08:00:00Z,A\n",
                "interactions.csv":
                    "interaction_id,ticket_id,occurred_at,author,agent_id\nI,T,2026-03-01T09:00:00Z,agent,C\n",
                "shifts.csv":
                    "shift_id,agent_id,starts_at,ends_at\nH,D,2026-03-01T08:00:00Z,2026-03-01T16:00:00Z\n",
            ], count: 3, samples: ["desk: B", "desk: C", "desk: D"]),
    ]

    @Test(arguments: faults)
    func findsTheFault(fault: Fault) throws {
        try ScratchWarehouse.lend { warehouse in
            // Around it, data in which nothing is to be found.
            try warehouse.load(["tickets.csv": Self.ticket], as: "other")
            let report = try warehouse.load(files: fault.files.map { ($0.key, $0.value) }, as: "desk")
            let found = try #require(report.quality.first { $0.name == fault.check })
            #expect(found.count == fault.count)
            #expect(found.samples == fault.samples)
            // Another load changes nothing about it, nor does deriving everything anew.
            try warehouse.load(["tickets.csv": Self.ticket], as: "other")
            try warehouse.rebuild()
            let later = try warehouse.status().quality
            #expect(later.map(\.name) == report.quality.map(\.name))
            #expect(later.map(\.count) == report.quality.map(\.count))
            #expect(later.map(\.samples) == report.quality.map(\.samples))
            #expect(!found.isKnown && later.allSatisfy(\.isKnown))
        }
    }

    @Test func aSettingThatDerivesAnewLooksAtTheQualityAnew() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.ticket], as: "desk")
            // As a check that is new in this version would: nothing is known of older tickets.
            try warehouse.connection.execute("update core.ticket set status = 'closed'")
            #expect(try warehouse.status().quality.isEmpty)
            _ = try warehouse.change(.contactGap, to: "31m")
            #expect(try warehouse.status().quality.map(\.name) == ["resolved_without_time"])
        }
    }

    @Test func findsNothingInGoodData() throws {
        try ScratchWarehouse.lend { warehouse in
            let report = try warehouse.load([
                "tickets.csv": """
                ticket_id,created_at,agent_id,status,resolved_at
                T,2026-03-01T08:00:00Z,A,closed,2026-03-01T08:00:00Z
                """,
                "agents.csv": "agent_id,started_on,ended_on\nA,2026-03-01,2026-03-01\n",
                "interactions.csv":
                    "interaction_id,ticket_id,occurred_at,author,agent_id\nI,T,2026-03-01T08:00:00Z,agent,A\n",
            ])
            #expect(report.quality.isEmpty)
            #expect(try warehouse.status().quality.isEmpty)
        }
    }

    @Test func aCorrectionSettlesIt() throws {
        try ScratchWarehouse.lend { warehouse in
            let wrong = try warehouse.load([
                "tickets.csv":
                    "ticket_id,created_at,status\n1,2026-03-01T08:00:00Z,closed\n2,2126-01-01T08:00:00Z,open\n"
            ])
            #expect(wrong.quality.map(\.name) == ["clock_in_the_future", "resolved_without_time"])
            // The event gives the first its time; the second is corrected itself.
            let right = try warehouse.load([
                "tickets.csv": "ticket_id,created_at,status\n2,2026-01-01T08:00:00Z,open\n",
                "ticket_events.csv":
                    "event_id,ticket_id,occurred_at,field,value\nE,1,2026-03-01T09:00:00Z,status,closed\n",
            ])
            #expect(right.quality.isEmpty)
        }
    }

    @Test func namesTheFirstFewOfWhatIsFound() throws {
        try ScratchWarehouse.lend { warehouse in
            func tickets(_ ids: [Int]) -> String {
                "ticket_id,created_at,status\n"
                    + ids.map { "\($0),2026-03-01T08:00:00Z,closed\n" }.joined()
            }
            try warehouse.load(["tickets.csv": tickets([7, 5, 3, 1])], as: "b")
            let report = try warehouse.load(["tickets.csv": tickets([8, 6])], as: "a")
            #expect(report.quality.map(\.count) == [6])
            #expect(report.quality[0].samples == ["a: 6", "a: 8", "b: 1", "b: 3", "b: 5"])
            let waiting = try warehouse.load([
                "surveys.csv": "survey_id,kind,ticket_id\n"
                    + (1...7).reversed().map { "\($0),csat,X\n" }.joined()
            ])
            let found = try #require(waiting.quality.first { $0.name == "surveys_waiting" })
            #expect(found.count == 7)
            #expect(found.samples == (1...5).map { "canonical: \($0)" })
        }
    }

    /// A check may be dear, or have a slip of the pen in it.
    @Test(.scratchDatabase) func aCheckIsAskedOnceAndNamedWhereItFails() throws {
        let header = "-- name: own\n-- title: own\n-- severity: notice\n-- meaning: own\n-- scope: "
        let settings = try ConnectionSettings(ScratchDatabase.conninfo)
        func load(_ check: String) throws -> [QualityResult] {
            let file = SQLFile(path: "checks/own.sql", text: header + check)
            var warehouse = try Warehouse(settings, files: EmbeddedSQL.files + [file])
            return try warehouse.load(["tickets.csv": Self.ticket]).quality
        }
        var connection = try ScratchDatabase.connect()
        try connection.execute("create sequence public.asked")
        let found = try load("warehouse\nselect 'desk' as source, nextval('public.asked')::text as sample\n")
        #expect(found.map(\.samples) == [["desk: 1"]])
        #expect(try connection.execute("select last_value from public.asked").value(Int.self) == 1)
        for (check, problem) in [
            ("warehouse\nselect 'desk' as source, (1 / 0)::text as sample", "division by zero"),
            ("warehouse\nselect 'desk' as source, missing as sample", "column \"missing\" does not exist"),
            (
                """
                ticket
                select touched_ticket.source, touched_ticket.ticket_id, '' as sample, 1 as found_count
                from staging.touched_ticket
                cross join generate_series(1, 2)
                """, "duplicate key"
            ),
        ] {
            try connection.execute("delete from core.ticket")
            let error = try #require(throws: WarehouseError.self) { try load(check) }
            #expect(error.description.hasPrefix("sql/checks/own.sql: "))
            #expect(error.description.contains(problem))
        }
    }

    @Test func noticesThatADayBroughtHalfOfTheUsual() throws {
        try ScratchWarehouse.lend { warehouse in
            let days = try warehouse.rows(
                "select (now() at time zone 'UTC')::date - day from generate_series(1, 29, 7) as day order by day desc"
            ).map { $0[0] }
            func tickets(_ day: String, _ count: Int) -> String {
                (0..<count).map { "\(day)-\($0),\(day)T12:00:00Z\n" }.joined()
            }
            let header = "ticket_id,created_at\n"
            let usual = try warehouse.load([
                "tickets.csv": header + days.dropLast().map { tickets($0, 10) }.joined() + tickets(days[4], 5)
            ])
            #expect(!usual.quality.contains { $0.name == "volume_drop" })
            let dropped = try warehouse.load(
                [
                    "tickets.csv": header + days.dropLast().map { tickets($0, 10) }.joined()
                        + tickets(days[4], 4)
                ],
                as: "other")
            let found = try #require(dropped.quality.first { $0.name == "volume_drop" })
            #expect(found.samples == ["other: \(days[4]) with 4 tickets instead of about 10"])
        }
    }

    @Test func everyCheckIsTestedHere() {
        let checks = EmbeddedSQL.files.map(\.path).filter { $0.hasPrefix("checks/") }
        #expect(Set(checks) == Set((Self.faults.map(\.check) + ["volume_drop"]).map { "checks/\($0).sql" }))
    }

    @Test func anAgentWhomNoInteractionNamesAnyMoreIsForgotten() throws {
        try ScratchWarehouse.lend { warehouse in
            func named() throws -> [[String]] {
                try warehouse.rows("select agent_id from fact.acting_agent order by 1")
            }
            func load(_ ticket: String, _ agents: [String]) throws {
                let interactions = agents.enumerated().map { number, agent in
                    "\(ticket.prefix(1))\(number),\(ticket.prefix(1)),2026-03-01T09:00:00Z,agent,\(agent)\n"
                }
                try warehouse.load([
                    "tickets.csv": "ticket_id,created_at,excluded\n\(ticket)\n",
                    "interactions.csv": "interaction_id,ticket_id,occurred_at,author,agent_id\n"
                        + interactions.joined(),
                ])
            }
            try load("1,2026-03-01T08:00:00Z,", ["A", "B"])
            try load("2,2026-03-01T08:00:00Z,", ["B", "C"])
            #expect(try named() == [["A"], ["B"], ["C"]])
            // A correction takes A and one B back, and an exclusion C.
            try load("1,2026-03-01T08:00:00Z,", ["D", "D"])
            #expect(try named() == [["B"], ["C"], ["D"]])
            try load("2,2026-03-01T08:00:00Z,spam", ["B", "C"])
            #expect(try named() == [["D"]])
            try load("2,2026-03-01T08:00:00Z,", ["B", "C"])
            #expect(try named() == [["B"], ["C"], ["D"]])
            #expect(try warehouse.verify(fromCore: true).checks.filter { !$0.passed } == [])
        }
    }
}
