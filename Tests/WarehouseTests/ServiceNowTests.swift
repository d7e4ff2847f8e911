import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// The built-in source `servicenow`.
@Suite struct ServiceNowTests {
    private static let columns = [
        "number", "incident_state", "sys_mod_count", "sys_updated_at", "opened_at", "resolved_at",
        "closed_at", "assignment_group", "assigned_to", "priority", "contact_type", "category",
        "caller_id",
    ]
    /// The real log has more columns; those that the mapping reads must be there.
    private static let others = [
        "subcategory", "u_symptom", "cmdb_ci", "impact", "urgency", "location", "made_sla", "knowledge",
        "u_priority_confirmation", "notify", "problem_id", "rfc", "vendor", "caused_by", "closed_code",
        "resolved_by", "opened_by", "reassignment_count", "reopen_count",
    ]

    /// A log with these rows, of which the last columns may be left out.
    static func log(_ rows: [[String]]) -> String {
        let names = columns + others
        let lines = rows.map { row in
            (row + [String](repeating: "?", count: names.count - row.count)).joined(separator: ",")
        }
        return ([names.joined(separator: ",")] + lines).joined(separator: "\n")
    }

    /// Loads logs as files in this order.
    @discardableResult
    private func load(
        _ logs: [[[String]]], zone: String? = nil, _ warehouse: inout Warehouse
    ) throws -> LoadReport {
        let files = logs.enumerated().map { number, rows in
            (name: "incident_event_log-\(number + 1).csv", text: Self.log(rows))
        }
        return try warehouse.load(files: files) {
            $0.mapping = "servicenow"
            $0.timezone = zone
        }
    }

    @Test func aServiceNowLogGivesTicketsAndTheirHistory() throws {
        try ScratchWarehouse.lend { warehouse in
            let rows = [
                ["INC1", "New", "0", "29/2/2016 01:23", "29/2/2016 01:16", "?", "?", "?", "?", "2 - High"],
                [
                    "INC1", "Active", "2", "29/2/2016 08:53", "29/2/2016 01:16", "?", "?", "Group 1", "?",
                    "2 - High",
                ],
                [
                    "INC1", "Resolved", "10", "29/2/2016 11:29", "29/2/2016 01:16", "29/2/2016 11:29", "?",
                    "Group 2",
                    "Resolver 3", "2 - High",
                ],
                [
                    "INC1", "Closed", "11", "5/3/2016 12:00", "29/2/2016 01:16", "29/2/2016 11:29",
                    "5/3/2016 12:00",
                    "Group 2", "Resolver 3", "3 - Moderate",
                ],
                ["INC2", "New", "0", "1/3/2016 10:00", "1/3/2016 09:00", "?", "?", "?", "?", "4 - Low"],
                ["INC2", "-100", "1", "1/3/2016 10:05", "1/3/2016 09:00", "?", "?", "?", "?", "4 - Low"],
            ]
            let report = try load([rows], &warehouse)
            #expect(report.rejected == 0)
            #expect(report.source == "servicenow")
            let facts = try warehouse.rows(
                """
                select ticket_id, priority, team, agent_id, created_at, resolved_at, reopen_count
                from fact.ticket order by ticket_id
                """)
            #expect(
                facts == [
                    [
                        "INC1", "3 - Moderate", "Group 2", "Resolver 3", "2016-02-29 01:16:00+00",
                        "2016-02-29 11:29:00+00", "0",
                    ],
                    ["INC2", "4 - Low", "-", "-", "2016-03-01 09:00:00+00", "-", "0"],
                ])
        }
    }

    /// The log's times have no offset: they are the source's local times, of which UTC is only the default.
    @Test func timesAreReadInTheSourcesZone() throws {
        let rows = [
            ["INC1", "New", "0", "1/7/2016 09:30", "1/7/2016 09:00", "?", "?"],
            [
                "INC1", "Closed", "1", "1/12/2016 12:00", "1/7/2016 09:00", "1/12/2016 11:00",
                "1/12/2016 12:00",
            ],
        ]
        try ScratchWarehouse.lend { warehouse in
            func instants() throws -> [[String]] {
                try warehouse.rows(
                    """
                    select created_at, resolved_at, closed_at from core.ticket
                    union all
                    select min(occurred_at), max(occurred_at), null from core.ticket_event
                    """)
            }
            #expect(try load([rows], &warehouse).usedDefaultTimezone)
            #expect(
                try instants() == [
                    ["2016-07-01 09:00:00+00", "2016-12-01 11:00:00+00", "2016-12-01 12:00:00+00"],
                    ["2016-07-01 09:30:00+00", "2016-12-01 12:00:00+00", "-"],
                ])
            let report = try load([rows], zone: "America/New_York", &warehouse)
            #expect(report.timezone == "America/New_York" && !report.usedDefaultTimezone)
            #expect(
                try instants() == [
                    ["2016-07-01 13:00:00+00", "2016-12-01 16:00:00+00", "2016-12-01 17:00:00+00"],
                    ["2016-07-01 13:30:00+00", "2016-12-01 17:00:00+00", "-"],
                ])
            // A time that comes twice is counted, as in any file of ours.
            let doubled = [["INC2", "New", "0", "6/11/2016 01:30", "6/11/2016 01:30", "?", "?"]]
            #expect(try load([doubled], &warehouse).ambiguousInstants == 2)
        }
    }

    /// The real log, where it lies beside the repository: its numbers are counted here line by line.
    @Test(.enabled(if: ServiceNowLog.isThere)) func theRealServiceNowLogCountsAsItsLinesSay() throws {
        let log = try ServiceNowLog()
        try ScratchWarehouse.lend { warehouse in
            let report = try warehouse.load(LoadRequest(paths: [ServiceNowLog.path], mapping: "servicenow"))
            #expect(report.rejected == 0)
            #expect(try warehouse.rows("select count(*) from core.ticket") == [["\(log.incidents.count)"]])
            #expect(log.incidents.count == 24_918)
            let range = "from 2015-01-01 to 2018-12-31"
            let answer = try warehouse.answer(
                "volume, tickets_resolved, resolutions, reopens, art exact \(range)")
            #expect(
                answer.rows[0].cells.map(\.n) == [
                    log.incidents.count, log.resolved.count, log.resolutionCount, log.reopenCount,
                    log.resolved.count,
                ])
            let seconds = log.resolved.sorted()
            #expect(answer.rows[0].cells[4].value == Double(seconds[(seconds.count - 1) / 2]))
        }
    }

    /// What is no time of the log is not made one: it is rejected as it stands there.
    @Test func aTimeThatIsWrittenOtherwiseIsRejected() throws {
        let slips = [
            "129/2/2016 01:16", "315/3/2016 01:16", "29/2/2016 01:23:59 PM", "29/2/2016", "2/29/16 01:16",
            "29/2/2016  01:16", "29/2/2016 1:16",
        ]
        let rows = slips.enumerated().flatMap { number, written in
            [
                ["A\(number)", "New", "0", written, written, "?", "?"],
                ["B\(number)", "Closed", "0", "1/3/2016 10:00", "1/3/2016 09:00", written, "?"],
                ["C\(number)", "Closed", "0", "1/3/2016 10:00", "1/3/2016 09:00", "?", written],
            ]
        }
        try ScratchWarehouse.lend { warehouse in
            let good = [
                ["D", "New", "0", "1/3/2016 10:00:30", "1/3/2016 09:00", "?", "?"],
                // Rearranged, and then a day that does not exist.
                ["E", "New", "0", "1/3/2016 10:00", "31/2/2016 09:00", "?", "?"],
            ]
            let report = try load([rows + good], &warehouse)
            #expect(report.rejected == 4 * slips.count + 1)
            var rejects: [RejectedRow] = []
            try warehouse.forEachReject(load: nil) { rejects.append($0) }
            let columns = ["created_at", "resolved_at", "closed_at", "occurred_at"]
            for column in columns {
                let reasons = rejects.filter { $0.column == column }.map(\.reason)
                for written in slips {
                    #expect(reasons.contains { $0.contains(written) }, "\(written): \(reasons)")
                }
            }
            #expect(
                try warehouse.rows(
                    "select ticket_id, occurred_at from core.ticket_event where ticket_id in ('D', 'E') order by 1"
                )
                    == [["D", "2016-03-01 10:00:30+00"], ["E", "2016-03-01 10:00:00+00"]])
            #expect(try warehouse.rows("select ticket_id from core.ticket") == [["D"]])
        }
    }

    @Test func aRowWithoutAReadableTimeIsNotTheLast() throws {
        try ScratchWarehouse.lend { warehouse in
            try load(
                [
                    [
                        ["INC1", "New", "7", "1/3/2016 11:00 PM", "1/3/2016 09:00", "?", "?", "Group 1"],
                        ["INC1", "New", "1", "1/3/2016 10:00", "1/3/2016 09:00", "?", "?", "Group 2"],
                    ]
                ], &warehouse)
            #expect(try warehouse.rows("select team from core.ticket") == [["Group 2"]])
        }
    }

    /// A time without seconds is that of the minute's beginning, wherever one with seconds stands beside it.
    @Test func theLastRowIsToldAcrossBothFormsOfTimes() throws {
        try ScratchWarehouse.lend { warehouse in
            try load(
                [
                    [
                        ["INC1", "New", "0", "1/3/2016 10:00:30", "1/3/2016 09:00", "?", "?", "Group 1"],
                        ["INC1", "New", "1", "1/3/2016 10:00", "1/3/2016 09:00", "?", "?", "Group 2"],
                        ["INC2", "New", "1", "1/3/2016 10:00:00", "1/3/2016 09:00", "?", "?", "Group 1"],
                        ["INC2", "New", "0", "1/3/2016 10:00", "1/3/2016 09:00", "?", "?", "Group 2"],
                    ]
                ], &warehouse)
            #expect(
                try warehouse.rows("select ticket_id, team from core.ticket order by 1")
                    == [["INC1", "Group 1"], ["INC2", "Group 1"]])
        }
    }

    /// Of rows that nothing tells apart the last one of the last file counts, wherever it stands there.
    @Test func theLastFileCountsInOneLoadAsInTwo() throws {
        let first = [
            ["INC2", "New", "0", "1/3/2016 10:00", "1/3/2016 09:00", "?", "?", "Group 1"],
            ["INC1", "New", "0", "1/3/2016 10:00", "1/3/2016 09:00", "?", "?", "Group 1"],
        ]
        let second = [["INC1", "New", "0", "1/3/2016 11:00", "1/3/2016 09:00", "?", "?", "Group 2"]]
        let third = [["INC1", "New", "0", "1/3/2016 11:00", "1/3/2016 09:00", "?", "?", "Group 3"]]
        let loads = [[[first, second, third]], [[first], [second], [third]]]
        let contents = try loads.map { logs in
            try ScratchWarehouse.lend { warehouse in
                for log in logs { try load(log, &warehouse) }
                #expect(
                    try warehouse.rows("select team from core.ticket where ticket_id = 'INC1'")
                        == [["Group 3"]])
                #expect(
                    try warehouse.rows("select occurred_at from core.ticket_event where ticket_id = 'INC1'")
                        == [["2016-03-01 11:00:00+00"]])
                return try warehouse.content()
            }
        }
        #expect(contents[0] == contents[1])
    }

    /// Events of the same number of changes are one, however many digits it has.
    @Test func noDigitOfANumberOfChangesIsLost() throws {
        try ScratchWarehouse.lend { warehouse in
            let rows = ["12345671", "12345672"].map {
                ["INC1", "New", $0, "1/3/2016 10:00", "1/3/2016 09:00", "?", "?"]
            }
            try load([rows], &warehouse)
            #expect(
                try warehouse.rows("select event_id from core.ticket_event order by 1")
                    == [["INC1-12345671-New"], ["INC1-12345672-New"]])
        }
    }
}
