import KPIQuery
import Rendering
import Testing
import Warehouse
import WarehouseTestSupport

@testable import Shell

/// Members are told apart as PostgreSQL does, and lead to the cases that are theirs.
@Suite struct MemberTests {
    @Test func textsThatOnlyLookAlikeAreTwoMembers() throws {
        let tickets = ["caf\u{E9}", "cafe\u{301}", "cafe\u{301}"].map {
            SmallWarehouse.Ticket("2026-03-02T10:00", $0)
        }
        try SmallWarehouse.with(tickets) { warehouse in
            for line in ["volume by channel in 2026-03", "volume exact by channel in 2026-03 top 2"] {
                let answer = try warehouse.answer(line, asOf: "2026-03-20T12:00:00Z")
                #expect(answer.cases == 3)
                #expect(answer.rows.map(\.cells[0].n) == [2, 1])
                let language = QueryLanguage(try warehouse.vocabulary())
                for (number, row) in answer.rows.enumerated() {
                    let question = try RowQuestion(row: number + 1, metric: nil, of: answer)
                    guard case .query(_, let query) = try language.line(question.text) else { return }
                    var count = 0
                    try warehouse.listCases(of: query, text: question.text) { _, _ in
                    } _: { _ in
                        count += 1
                    }
                    #expect(count == row.cells[0].n)
                }
            }
        }
    }

    @Test func aValueInAnotherNormalFormFindsTheCases() throws {
        try SmallWarehouse.with([SmallWarehouse.Ticket("2026-03-02T10:00", "caf\u{E9}")]) { warehouse in
            let line = "volume in 2026-03 where channel = 'cafe\u{301}'"
            let answer = try warehouse.answer(line, asOf: "2026-03-20T12:00:00Z")
            #expect(answer.cases == 1)
        }
    }

    @Test func agentsWhoseNamesOnlyLookAlikeAreTwo() throws {
        let tickets = ["one", "two", "two"].map {
            SmallWarehouse.Ticket("2026-03-02T10:00", team: $0, answeredAfter: 60)
        }
        let agents = "agent_id,name\nAone,Jos\u{E9}\nAtwo,Jose\u{301}\n"
        try SmallWarehouse.with(tickets) { warehouse in
            try warehouse.load(["agents.csv": agents])
            func cases(_ condition: String) throws -> Int? {
                try warehouse.answer("frt in 2026-03 where " + condition, asOf: "2026-03-20T12:00:00Z")
                    .rows.first?.cells[0].n
            }
            #expect(try cases("agent = 'Jos\u{E9}'") == 1)
            #expect(try cases("agent = 'Jose\u{301}'") == 2)
            #expect(try cases("agent in ('Jos\u{E9}', 'Jose\u{301}')") == 3)
        }
    }

    /// Files keep it: what reads them is not to find a column one day and none the next.
    @Test func onAScreenAgentsSayTheirSourceOnlyWhereThereAreSeveral() throws {
        func files(_ ticket: String) -> [(name: String, text: String)] {
            [
                ("tickets.csv", "ticket_id,created_at,agent_id\n\(ticket),2026-03-02T10:00:00Z,A\n"),
                ("agents.csv", "agent_id,name\nA,Ann\n"),
            ]
        }
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(files: files("1"))
            for (hasSeveral, format) in [(false, Format.table), (false, .csv), (true, .table)] {
                if hasSeveral { try warehouse.load(files: files("2"), as: "other") }
                let presentation = AnswerPresentation(
                    try warehouse.answer("volume by agent in 2026-03"), for: format)
                let names = presentation.columns.map(\.name)
                #expect(names.contains("agent_source") == (hasSeveral || format == .csv))
                #expect(presentation.rows.allSatisfy { $0.count == names.count })
                #expect(presentation.totals.allSatisfy { $0.count == names.count })
            }
        }
    }

    @Test func casesOnNoBusinessClockAreTold() throws {
        let tickets = ["", "chat", "chat"].map {
            SmallWarehouse.Ticket("2026-03-02T10:00", $0, answeredAfter: 60)
        }
        let schedules = "schedule_id,timezone\ns,UTC\n"
        try SmallWarehouse.with(tickets, [("schedules.csv", schedules)]) { warehouse in
            func notes(_ line: String) throws -> [String] {
                try warehouse.answer(line, asOf: "2026-03-20T12:00:00Z").notes
            }
            let all =
                "3 of 3 cases of first_response_time are on no business clock: their ticket has no schedule"
            let ours =
                "2 of 2 cases of first_response_time are on no business clock: their ticket has no schedule"
            #expect(try notes("frt business, frt business p90, volume in 2026-03") == [all])
            #expect(try notes("frt business by team in 2026-03 where channel = 'chat'") == [ours])
            #expect(try notes("frt in 2026-03") == [])
            try warehouse.load(["schedules.csv": "schedule_id,timezone,is_default\ns,UTC,true\n"])
            #expect(try notes("frt business in 2026-03") == [])
        }
    }

    @Test func anIDThatTwoSourcesHaveIsTwoAgentsAlsoWithoutATicket() throws {
        try ScratchWarehouse.lend { warehouse in
            for (source, score) in [("one", 5), ("two", 2), ("two", 3)] {
                let survey = "S\(score),csat,2026-10-01T10:00:00Z,A1,\(score)\n"
                try warehouse.load(
                    ["surveys.csv": "survey_id,kind,responded_at,agent_id,score\n" + survey], as: source)
            }
            let language = QueryLanguage(try warehouse.vocabulary())
            let answer = try warehouse.answer("csat by agent in 2026-10")
            #expect(answer.rows.map { $0.members[0].source } == ["one", "two"])
            for (number, row) in answer.rows.enumerated() {
                let question = try RowQuestion(row: number + 1, metric: nil, of: answer)
                guard case .query(_, let query) = try language.line(question.text) else { return }
                var count = 0
                try warehouse.listCases(of: query, text: question.text) { _, _ in
                } _: { _ in
                    count += 1
                }
                #expect(count == row.cells[0].n, "\(question.text)")
            }
            #expect(try warehouse.answer("csat in 2026-10 where agent = 'two/A1'").rows[0].cells[0].n == 2)
            #expect(try warehouse.answer("csat in 2026-10 where agent = 'A1'").rows[0].cells[0].n == 3)
        }
    }

    /// Whoever is named is looked up in core, by an index: facts lack the surveys that wait for their ticket.
    @Test func anAgentIsKnownByASurveyThatWaits() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "surveys.csv": "survey_id,kind,responded_at,agent_id,ticket_id,score\n"
                    + "S,csat,2026-10-01T10:00:00Z,A1,gone,5\n"
            ])
            #expect(try warehouse.answer("csat in 2026-10 where agent = 'A1'").rows[0].cells[0].n == 0)
        }
    }
}
