import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// A shop's Zendesk: one ticket that is solved, opened again and solved; one merged away, one deleted.
private enum Zendesk {
    static let users = [
        #"{"id":9861847681551,"name":"Ada","role":"agent","default_group_id":77,"updated_at":"2025-01-02T00:00:00Z"}"#,
        #"{"id":12,"name":"Bo","role":"admin","default_group_id":78,"updated_at":"2025-01-02T00:00:00Z"}"#,
        #"{"id":501,"name":"Cy","email":"cy@mail.test","role":"end-user","created_at":"2025-06-01T00:00:00Z"}"#,
        #"{"id":502,"name":"Di","role":"end-user","created_at":"2025-06-01T00:00:00Z"}"#,
    ]

    static let tickets = [
        #"{"id":1,"created_at":"2026-03-02T09:00:00Z","updated_at":"2026-03-05T10:00:00Z","generated_timestamp":1772704800,"via":{"channel":"email","source":{"rel":null}},"type":"question","subject":"Where is it?","priority":"high","status":"solved","requester_id":501,"submitter_id":501,"assignee_id":9861847681551,"group_id":77,"brand_id":3,"tags":["late","a;b"],"custom_fields":[{"id":36001,"value":"refund"},{"id":36002,"value":null},{"id":36003,"value":["x"]},{"id":36004,"value":true}]}"#,
        #"{"id":2,"created_at":"2026-03-02T09:30:00Z","updated_at":"2026-03-03T10:00:00Z","via":{"channel":"web"},"status":"closed","requester_id":502,"submitter_id":12,"assignee_id":12,"group_id":78,"tags":["closed_by_merge"],"custom_fields":[]}"#,
        #"{"id":3,"created_at":"2026-03-04T09:00:00Z","updated_at":"2026-03-04T10:00:00Z","via":{"channel":"voice","source":{"rel":"inbound"}},"status":"deleted","requester_id":501,"submitter_id":501,"tags":[]}"#,
    ]

    /// An older state of the first ticket, as time-based paging gives it too.
    static let olderTicket =
        #"{"id":1,"created_at":"2026-03-02T09:00:00Z","updated_at":"2026-03-02T09:10:00Z","generated_timestamp":1772442600,"status":"open","requester_id":501,"submitter_id":501}"#

    static let audits = [
        #"{"id":10,"ticket_id":1,"created_at":"2026-03-02T09:00:00Z","author_id":501,"via":{"channel":"email"},"events":[{"id":100,"type":"Comment","author_id":501,"public":true},{"id":101,"type":"Create","field_name":"status","value":"new"},{"id":102,"type":"Notification","body":"auto"}]}"#,
        #"{"id":11,"ticket_id":1,"created_at":"2026-03-02T09:20:00Z","author_id":9861847681551,"via":{"channel":"web"},"events":[{"id":110,"type":"Comment","author_id":9861847681551,"public":false},{"id":111,"type":"Change","field_name":"assignee_id","value":"9861847681551"}]}"#,
        #"{"id":12,"ticket_id":1,"created_at":"2026-03-02T09:45:00Z","author_id":9861847681551,"via":{"channel":"web"},"events":[{"id":120,"type":"Comment","author_id":9861847681551,"public":true},{"id":121,"type":"Change","field_name":"status","value":"solved"}]}"#,
        #"{"id":13,"ticket_id":1,"created_at":"2026-03-04T09:00:00Z","author_id":501,"via":{"channel":"email"},"events":[{"id":130,"type":"Comment","author_id":501,"public":true},{"id":131,"type":"Change","field_name":"status","value":"open"}]}"#,
        #"{"id":14,"ticket_id":1,"created_at":"2026-03-05T10:00:00Z","author_id":12,"via":{"channel":"web"},"events":[{"id":140,"type":"Comment","author_id":12,"public":true},{"id":141,"type":"Change","field_name":"status","value":"solved"}]}"#,
    ]

    /// The same history as ticket events with their comments.
    static let events = [
        #"{"id":10,"ticket_id":1,"timestamp":1772442000,"updater_id":501,"via":"Mail","child_events":[{"id":100,"event_type":"Comment","type":"Comment","author_id":501,"public":true,"created_at":"2026-03-02T09:00:00Z","via":{"channel":"email"}},{"id":101,"event_type":"Create","status":"new"}]}"#,
        #"{"id":11,"ticket_id":1,"timestamp":1772443200,"updater_id":9861847681551,"child_events":[{"id":110,"event_type":"Comment","author_id":9861847681551,"public":false,"via":{"channel":"web"}},{"id":111,"event_type":"Change","assignee_id":"9861847681551","previous_value":null}]}"#,
        #"{"id":12,"ticket_id":1,"timestamp":1772444700,"updater_id":9861847681551,"child_events":[{"id":120,"event_type":"Comment","author_id":9861847681551,"public":true,"via":{"channel":"web"}},{"id":121,"event_type":"Change","status":"solved","previous_value":"new"}]}"#,
        #"{"id":13,"ticket_id":1,"created_at":"2026-03-04T09:00:00Z","updater_id":501,"child_events":[{"id":130,"event_type":"Comment","author_id":501,"public":true,"via":{"channel":"email"}},{"id":131,"event_type":"Change","status":"open"}]}"#,
        #"{"id":14,"ticket_id":1,"created_at":"2026-03-05T10:00:00Z","updater_id":12,"child_events":[{"id":140,"event_type":"Comment","author_id":12,"public":true,"via":{"channel":"web"}},{"id":141,"event_type":"Change","status":"solved"}]}"#,
    ]

    static let ratings = [
        #"{"id":1,"ticket_id":1,"score":"good","created_at":"2026-03-06T00:00:00Z","updated_at":"2026-03-06T08:00:00Z","assignee_id":12,"requester_id":501,"comment":"ok"}"#,
        #"{"id":2,"ticket_id":1,"score":"offered","created_at":"2026-03-05T00:00:00Z","updated_at":"2026-03-05T00:00:00Z"}"#,
        #"{"id":3,"ticket_id":2,"score":"unoffered","created_at":"2026-03-06T00:00:00Z","updated_at":"2026-03-06T00:00:00Z"}"#,
    ]

    static func page(_ name: String, _ objects: [String]) -> String {
        "{\"count\":\(objects.count),\"\(name)\":[\(objects.joined(separator: ","))],\"next_page\":null}"
    }

    /// An export as pages of the API.
    static let pages: [(name: String, text: String)] = [
        ("users.json", page("users", users)), ("tickets.json", page("tickets", tickets)),
        ("ticket_audits.json", page("audits", audits)),
        ("satisfaction_ratings.json", page("satisfaction_ratings", ratings)),
    ]
}

/// The built-in source `zendesk`.
@Suite struct ZendeskTests {
    @discardableResult
    private func load(_ files: [(name: String, text: String)], _ warehouse: inout Warehouse) throws
        -> LoadReport
    {
        try warehouse.load(files: files) { $0.mapping = "zendesk" }
    }

    /// What a warehouse holds after it loaded these files.
    private func content(_ loads: [[(name: String, text: String)]]) throws -> [String] {
        try ScratchWarehouse.lend { warehouse in
            for files in loads { try load(files, &warehouse) }
            return try warehouse.content()
        }
    }

    @Test func pagesGiveTicketsConversationsAndAnswers() throws {
        try ScratchWarehouse.lend { warehouse in
            let report = try load(Zendesk.pages, &warehouse)
            #expect(report.rejected == 0)
            #expect(report.quality.isEmpty)
            #expect(
                try warehouse.rows(
                    """
                    select ticket_id, direction, customer_id, agent_id, team, channel, category, priority,
                        status, tags, excluded, attributes
                    from core.ticket order by ticket_id
                    """)
                    == [
                        [
                            "1", "inbound", "501", "9861847681551", "77", "email", "question", "high",
                            "resolved",
                            "{late,a;b}", "-",
                            #"{"brand_id": "3", "field_36001": "refund", "field_36004": "true"}"#,
                        ],
                        [
                            "2", "inbound", "502", "12", "78", "web", "-", "-", "closed",
                            "{closed_by_merge}", "merged", "-",
                        ],
                        ["3", "inbound", "501", "-", "-", "phone", "-", "-", "open", "-", "deleted", "-"],
                    ])
            // Answered after 45 min, solved for good three days and an hour after it began, opened again once.
            #expect(
                try warehouse.rows(
                    """
                    select first_response_ms, resolution_ms, reopen_count,
                        (select count(*) from fact.reply) as replies
                    from fact.ticket
                    """) == [["2700000", "262800000", "1", "2"]])
            #expect(
                try warehouse.rows("select numerator, denominator from kpi.csat where denominator > 0")
                    == [["1", "1"]])
            #expect(
                try warehouse.rows("select agent_id, team, role from core.agent order by agent_id")
                    == [["12", "78", "admin"], ["9861847681551", "77", "agent"]])
        }
    }

    @Test func everyWayOfWritingItDownIsTheSame() throws {
        func written(_ line: (String, String) -> String, _ lines: ([String]) -> String) -> [(
            name: String, text: String
        )] {
            [
                ("users", Zendesk.users), ("tickets", Zendesk.tickets), ("ticket_audits", Zendesk.audits),
                ("satisfaction_ratings", Zendesk.ratings),
            ].map { name, objects in ("\(name).json", lines(objects.map { line(name, $0) })) }
        }
        let expected = try content([Zendesk.pages])
        let byLine = { (lines: [String]) in lines.joined(separator: "\n") }
        #expect(try content([written({ $1 }, byLine)]) == expected)
        #expect(try content([written({ $1 }) { "[\n" + $0.joined(separator: ",\n") + "\n]" }]) == expected)
        let streamed = { (lines: [String]) in #"{"type":"STATE","value":{}}"# + "\n" + byLine(lines) }
        #expect(
            try content([
                written({ #"{"type":"RECORD","stream":"\#($0)","record":\#($1)}"# }, streamed)
            ]) == expected)
        #expect(
            try content([
                written({ #"{"type":"RECORD","record":{"stream":"\#($0)","data":\#($1)}}"# }, streamed)
            ]) == expected)
        #expect(try content([written({ #"{"stream":"\#($0)","data":\#($1)}"# }, byLine)]) == expected)
    }

    @Test func ticketEventsAndAuditsTellTheSameHistory() throws {
        let events = Zendesk.pages.map { page in
            page.name == "ticket_audits.json"
                ? ("ticket_events.json", Zendesk.page("ticket_events", Zendesk.events)) : page
        }
        let expected = try content([Zendesk.pages])
        #expect(try content([events]) == expected)
        // Both are no contradiction.
        #expect(try content([Zendesk.pages, events]) == expected)
    }

    @Test func anyOrderOfLoadsEndsTheSame() throws {
        let expected = try content([Zendesk.pages])
        let users = Zendesk.pages[0]
        let single = Zendesk.pages.dropFirst().map { [users, $0] }
        #expect(try content(single.reversed()) == expected)
        var byTicket = Zendesk.tickets.map { [users, ("tickets.json", Zendesk.page("tickets", [$0]))] }
        byTicket += Zendesk.audits.reversed().map {
            [users, ("ticket_audits.json", Zendesk.page("audits", [$0]))]
        }
        byTicket.append([Zendesk.pages[3]])
        #expect(try content(byTicket) == expected)
        // Of one export's duplicates the newest counts, wherever it stands.
        let duplicates = [
            users, ("tickets-1.json", Zendesk.page("tickets", Zendesk.tickets)),
            ("tickets-2.json", Zendesk.page("tickets", [Zendesk.olderTicket])),
        ]
        #expect(try content([duplicates] + single.dropFirst()) == expected)
    }

    @Test func aCommentWhoseAuthorIsNotThereIsRejected() throws {
        try ScratchWarehouse.lend { warehouse in
            var files = Zendesk.pages
            files[0].text = Zendesk.page("users", Array(Zendesk.users.dropLast(2)))
            let report = try load(files, &warehouse)
            #expect(report.entities.first { $0.name == "interactions" }?.rejected == 2)
            var reasons: [String] = []
            try warehouse.forEachReject(load: nil) { reasons.append($0.reason) }
            #expect(reasons.count == 2)
            #expect(reasons.allSatisfy { $0.contains("no user 501 in users") })
            // Loaded with all users, they are there, and the rejects are settled.
            try load(Zendesk.pages, &warehouse)
            #expect(try warehouse.rows("select count(*) from core.interaction") == [["5"]])
        }
    }

    /// Who began a ticket is who wrote its first comment: a reply that opens a ticket answers nothing.
    @Test func aTicketIsOutboundWhereStaffBeganItForAnother() throws {
        struct Case {
            var channel = "web"
            var rel = ""
            let requester: Int
            let submitter: Int
            let direction: String
            /// Of the first comment.
            let author: String
            /// Seconds until the first response, where it counts.
            let response: String
        }
        let cases = [
            // An agent's ticket for a customer, by whichever way it came in.
            Case(requester: 501, submitter: 12, direction: "outbound", author: "agent", response: "-"),
            Case(
                channel: "api", requester: 501, submitter: 12, direction: "outbound", author: "agent",
                response: "-"),
            // A staff member's own ticket is a customer's; so is one whose requester was another end user.
            Case(requester: 12, submitter: 12, direction: "inbound", author: "customer", response: "600000"),
            Case(
                channel: "email", requester: 501, submitter: 502, direction: "inbound", author: "customer",
                response: "600000"),
            // A call says itself who made it, and is the response.
            Case(
                channel: "voice", rel: "inbound", requester: 501, submitter: 12, direction: "inbound",
                author: "agent", response: "0"),
            Case(
                channel: "voice", rel: "outbound", requester: 501, submitter: 501, direction: "outbound",
                author: "customer", response: "-"),
            // What an automation submits.
            Case(
                channel: "api", requester: 501, submitter: -1, direction: "inbound", author: "system",
                response: "600000"),
        ]
        let tickets = cases.enumerated().map { number, each in
            #"{"id":\#(number),"created_at":"2026-03-02T09:00:00Z","via":{"channel":"\#(each.channel)","source":{"rel":"\#(each.rel)"}},"status":"open","requester_id":\#(each.requester),"submitter_id":\#(each.submitter)}"#
        }
        let comments = cases.enumerated().flatMap { number, each in
            [
                #"{"id":"\#(number)a","ticket_id":\#(number),"author_id":\#(each.submitter),"created_at":"2026-03-02T09:00:00Z"}"#,
                #"{"id":"\#(number)b","ticket_id":\#(number),"author_id":9861847681551,"created_at":"2026-03-02T09:10:00Z"}"#,
            ]
        }
        try ScratchWarehouse.lend { warehouse in
            try load(
                [
                    Zendesk.pages[0], ("tickets.json", Zendesk.page("tickets", tickets)),
                    ("ticket_comments.json", Zendesk.page("comments", comments)),
                ], &warehouse)
            #expect(
                try warehouse.rows(
                    """
                    select ticket.direction, interaction.author, first_response.first_response_ms
                    from core.ticket
                    inner join core.interaction
                        on interaction.ticket_id = ticket.ticket_id and interaction_id like '%a'
                    left join fact.first_response
                        on first_response.ticket_id = ticket.ticket_id and ticket.direction = 'inbound'
                    order by ticket.ticket_id
                    """) == cases.map { [$0.direction, $0.author, $0.response] })
            #expect(
                try warehouse.rows(
                    "select count(*) from core.interaction where (author = 'agent') <> (agent_id is not null)"
                )
                    == [["0"]])
        }
    }

    /// A page with one ticket that an agent began for somebody else.
    private static func ticketOfAnAgent(status: String = "open", tags: String = "") -> (
        name: String, text: String
    ) {
        let ticket =
            #"{"id":4,"created_at":"2026-03-04T09:00:00Z","status":"\#(status)","requester_id":501,"submitter_id":12,"tags":[\#(tags)]}"#
        return ("tickets.json", Zendesk.page("tickets", [ticket]))
    }

    @Test func aTicketWhoseSubmitterIsNotThereIsRejected() throws {
        try ScratchWarehouse.lend { warehouse in
            let page = Self.ticketOfAnAgent()
            let report = try load([page], &warehouse)
            #expect(report.entities.map(\.rejected) == [1])
            var reasons: [String] = []
            try warehouse.forEachReject(load: nil) { reasons.append($0.reason) }
            #expect(reasons.allSatisfy { $0.contains("no user 12 in users") })
            try load([Zendesk.pages[0], page], &warehouse)
            #expect(
                try warehouse.rows("select ticket_id, direction from core.ticket") == [["4", "outbound"]])
        }
    }

    /// A ticket that is deleted leaves the KPIs also where its load knows nobody.
    @Test(arguments: [("deleted", "", "deleted"), ("closed", #""closed_by_merge""#, "merged")])
    func aTicketThatIsExcludedNeedsNoSubmitter(status: String, tags: String, excluded: String) throws {
        try ScratchWarehouse.lend { warehouse in
            try load([Zendesk.pages[0], Self.ticketOfAnAgent()], &warehouse)
            let report = try load([Self.ticketOfAnAgent(status: status, tags: tags)], &warehouse)
            #expect(report.rejected == 0)
            #expect(
                try warehouse.rows("select excluded, direction from core.ticket") == [[excluded, "inbound"]])
            #expect(try warehouse.rows("select ticket_id from fact.ticket") == [])
            #expect(try warehouse.rows("select excluded from fact.excluded_ticket") == [[excluded]])
        }
    }

    /// Of a user's records the newest says what they are.
    @Test func theNewestRecordOfAUserSaysTheirRole() throws {
        try ScratchWarehouse.lend { warehouse in
            var files = Zendesk.pages
            let former =
                #"{"id":12,"name":"Bo","role":"end-user","updated_at":"2024-01-02T00:00:00Z"}"#
            files[0].text = Zendesk.page("users", Zendesk.users + [former])
            let report = try load(files, &warehouse)
            #expect(report.rejected == 0)
            #expect(
                try warehouse.rows("select author from core.interaction where interaction_id = '140'")
                    == [["agent"]])
        }
    }

    /// A comment that was made private: its audit shows it as it was written, the comment itself as it is.
    @Test func whatWasMadePrivateIsAsTheLastFileSays() throws {
        let comment =
            #"{"id":120,"ticket_id":1,"author_id":9861847681551,"public":false,"created_at":"2026-03-02T09:45:00Z","via":{"channel":"web"}}"#
        let event =
            #"{"id":12,"ticket_id":1,"timestamp":1772444700,"updater_id":9861847681551,"child_events":[{"id":120,"event_type":"Comment","author_id":9861847681551,"public":true,"via":{"channel":"web"}}]}"#
        let comments = ("ticket_comments.json", Zendesk.page("comments", [comment]))
        let events = ("ticket_events.json", Zendesk.page("ticket_events", [event]))
        func visibility(_ loads: [[(name: String, text: String)]]) throws -> [[String]] {
            try ScratchWarehouse.lend { warehouse in
                for files in loads { try load(files, &warehouse) }
                return try warehouse.rows(
                    "select visibility from core.interaction where interaction_id = '120'")
            }
        }
        let people = Array(Zendesk.pages[...1])
        #expect(try visibility([Zendesk.pages + [comments]]) == [["private"]])
        #expect(try visibility([Zendesk.pages, people + [comments]]) == [["private"]])
        // Files in the order of their names are as loads in that order.
        #expect(try visibility([people + [comments, events]]) == [["public"]])
        #expect(try visibility([people + [comments], people + [events]]) == [["public"]])
    }

    @Test func anAccountExportsTicketsHoldTheirComments() throws {
        try ScratchWarehouse.lend { warehouse in
            let ticket =
                #"{"id":1,"created_at":"2026-03-02T09:00:00Z","status":"solved","requester":{"id":501},"assignee":{"id":12},"group":{"name":"Shop"},"metric_set":{"solved_at":"2026-03-02T11:00:00Z"},"comments":[{"id":7,"author_id":501,"public":true,"created_at":"2026-03-02T09:00:00Z"},{"id":8,"author_id":12,"public":true,"created_at":"2026-03-02T09:10:00Z"}]}"#
            try load(
                [("tickets.json", ticket), ("users.json", Zendesk.page("users", Zendesk.users))], &warehouse)
            #expect(
                try warehouse.rows(
                    "select team, agent_id, customer_id, first_response_ms, resolution_ms from fact.ticket")
                    == [["Shop", "12", "501", "600000", "7200000"]])
        }
    }

    @Test func schedulesAndHolidaysAreBusinessHours() throws {
        try ScratchWarehouse.lend { warehouse in
            let schedule =
                #"{"id":9,"name":"Shop","time_zone":"Pacific Time (US & Canada)","intervals":[{"start_time":1980,"end_time":2460},{"start_time":8640,"end_time":11520}]}"#
            let holiday = #"{"id":1,"name":"Break","start_date":"2026-12-24","end_date":"2026-12-26"}"#
            try load(
                [
                    ("schedules.json", Zendesk.page("schedules", [schedule])),
                    ("holidays.json", Zendesk.page("holidays", [holiday])),
                ], &warehouse)
            #expect(
                try warehouse.rows("select schedule_id, timezone, is_default from core.schedule")
                    == [["9", "America/Los_Angeles", "t"]])
            #expect(
                try warehouse.rows("select weekday, opens_at, closes_at from core.schedule_hour order by 1")
                    == [
                        ["1", "09:00:00", "17:00:00"], ["6", "00:00:00", "24:00:00"],
                        ["7", "00:00:00", "24:00:00"],
                    ])
            #expect(
                try warehouse.rows("select holiday_on from core.holiday order by 1")
                    == [["2026-12-24"], ["2026-12-25"], ["2026-12-26"]])
        }
    }

    @Test func whatIsNoTimeIsRejectedByItself() throws {
        try ScratchWarehouse.lend { warehouse in
            let schedule =
                #"{"id":9,"time_zone":"UTC","intervals":[{"start_time":"x","end_time":60},{"start_time":0,"end_time":60}]}"#
            let event =
                #"{"id":1,"ticket_id":1,"timestamp":99999999999999999999,"child_events":[{"id":2,"event_type":"Change","status":"open"}]}"#
            let holiday = #"{"id":1,"start_date":"2026-02-30","end_date":"2026-02-30"}"#
            let report = try load(
                [
                    ("schedules.json", Zendesk.page("schedules", [schedule])),
                    ("ticket_events.json", Zendesk.page("ticket_events", [event])),
                    ("holidays.json", Zendesk.page("holidays", [holiday])),
                ], &warehouse)
            var rejects: [RejectedRow] = []
            try warehouse.forEachReject(load: nil) { rejects.append($0) }
            #expect(
                rejects.map { "\($0.entity) \($0.column ?? "-")" }.sorted()
                    == ["holidays holiday_on", "schedule_hours weekday", "ticket_events occurred_at"])
            #expect(report.entities.first { $0.name == "schedule_hours" }?.added == 1)
        }
    }

    /// A bad holiday neither fails the load nor becomes a day that nobody wrote.
    @Test func aHolidayThatIsNoneIsRejected() throws {
        let slips = [
            ("2026-12-24", "2026-13-45"), ("2026-12-24", "infinity"), ("-infinity", "2026-12-24"),
            ("2026-12-24", "2026-12-23"), ("2026-12-24", "2027-12-24"), ("2026-02-30", "2026-03-01"),
            ("2026-12-24", "9999-12-31"), ("2026-12-24", "24 Dec"), ("2026-01-01", "2026-07-03"),
        ]
        let alone = ["infinity", "2026-02-30"]
        let kept = [
            ("2026-05-01", "2026-05-01"), ("2027-12-31", "2028-01-01"), ("2024-01-01", "2024-07-01"),
        ]
        let holidays = (slips + kept + alone.map { ($0, $0) }).map {
            #"{"name":"Break","start_date":"\#($0.0)","end_date":"\#($0.1)"}"#
        }
        let open = [
            #"{"name":"Day","start_date":"2026-05-02"}"#, #"{"name":"Break","end_date":"2026-05-02"}"#,
        ]
        try ScratchWarehouse.lend { warehouse in
            try load([("holidays.json", Zendesk.page("holidays", holidays + open))], &warehouse)
            var rejects: [RejectedRow] = []
            try warehouse.forEachReject(load: nil) { rejects.append($0) }
            let written = slips.map { "\($0.0) to \($0.1),Break" } + (alone + [""]).map { "\($0),Break" }
            #expect(rejects.map(\.shownRaw).sorted() == written.sorted())
            #expect(rejects.allSatisfy { $0.column == "holiday_on" })
            #expect(
                try warehouse.rows(
                    """
                    select extract(year from holiday_on), count(*), min(holiday_on), max(holiday_on)
                    from core.holiday group by 1 order by 1
                    """)
                    == [
                        ["2024", "183", "2024-01-01", "2024-07-01"],
                        ["2026", "2", "2026-05-01", "2026-05-02"],
                        ["2027", "1", "2027-12-31", "2027-12-31"], ["2028", "1", "2028-01-01", "2028-01-01"],
                    ])
        }
    }

    /// Whether a schedule is the default must not depend on what else is in the load.
    @Test func theFirstOfSeveralSchedulesHoldsHoweverTheyAreLoaded() throws {
        let schedules = [21, 9].map {
            #"{"id":\#($0),"time_zone":"UTC","intervals":[{"start_time":\#($0 * 60),"end_time":10080}]}"#
        }
        let files = schedules.map { [("schedules.json", Zendesk.page("schedules", [$0]))] }
        let both = [("schedules.json", Zendesk.page("schedules", schedules))]
        let expected = try content([both, Zendesk.pages])
        #expect(try content([Zendesk.pages] + files) == expected)
        #expect(try content(files.reversed() + [Zendesk.pages]) == expected)
        try ScratchWarehouse.lend { warehouse in
            try load(Zendesk.pages, &warehouse)
            let report = try load(both, &warehouse)
            #expect(report.quality.map(\.name) == ["several_default_schedules"])
            #expect(try warehouse.rows("select schedule_id from fact.ticket") == [["21"]])
            // A row of the user's own decides, where it comes after the export.
            try warehouse.load(
                ["schedules.csv": "schedule_id,timezone,is_default\n21,UTC,no\n"], as: "zendesk")
            #expect(try warehouse.rows("select schedule_id from fact.ticket") == [["9"]])
            // The next export that has schedules says again what it says.
            try load(both, &warehouse)
            #expect(try warehouse.rows("select schedule_id from fact.ticket") == [["21"]])
        }
    }

    /// Hours that would open a day, or nearly one, if they were read as the contract reads hours past midnight.
    @Test func anIntervalThatIsNoneIsRejected() throws {
        try ScratchWarehouse.lend { warehouse in
            let bad = [(1980, 1980), (3480, 3420), (0, 0), (0, 10_081), (10_080, 10_140)]
            let intervals = (bad + [(1980, 2460)]).map { #"{"start_time":\#($0.0),"end_time":\#($0.1)}"# }
            let schedule =
                #"{"id":9,"time_zone":"UTC","intervals":[\#(intervals.joined(separator: ","))]}"#
            try load([("schedules.json", Zendesk.page("schedules", [schedule]))], &warehouse)
            var rejects: [RejectedRow] = []
            try warehouse.forEachReject(load: nil) { rejects.append($0) }
            #expect(rejects.count == bad.count)
            #expect(rejects.allSatisfy { $0.entity == "schedule_hours" && $0.column == "weekday" })
            for (start, end) in bad {
                let written = #"{"end_time": \#(end), "start_time": \#(start)}"#
                #expect(rejects.contains { $0.reason.contains(written) }, "\(rejects.map(\.reason))")
            }
            #expect(
                try warehouse.rows("select weekday, opens_at, closes_at from core.schedule_hour")
                    == [["1", "09:00:00", "17:00:00"]])
        }
    }

    @Test func everyZoneOfRailsIsKnownToPostgreSQL() throws {
        try ScratchWarehouse.lend { warehouse in
            let names = ["Kyiv", "Nuku'alofa", "Indiana (East)", "Greenland", "Europe/Berlin"]
            let schedules = names.enumerated().map { #"{"id":\#($0.offset),"time_zone":"\#($0.element)"}"# }
            let report = try load([("schedules.json", "[\(schedules.joined(separator: ","))]")], &warehouse)
            #expect(report.rejected == 0)
            #expect(
                try warehouse.rows("select count(*), count(*) filter (where is_default) from core.schedule")
                    == [["5", "5"]])
        }
    }
}
