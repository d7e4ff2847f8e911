import Testing

@testable import Warehouse

/// What is read out of SQL that people write: comments and constants mean nothing there.
@Suite struct SQLReadingTests {
    @Test func commentsAreNoPartOfASelect() throws {
        let select = try #require(
            CaseSelect(
                """
                select -- from fact.reply
                    ticket.created_at as anchor_at, -- the agent's, not the customer's
                    ticket.channel = 'chat' as hit, -- 'chat', from where it's told
                    /* as (once), */ coalesce(ticket.team, '--') as team,
                    ticket.source
                from fact.ticket -- it's all
                where ticket.channel <> 'from -- here' and ticket.a is distinct from ticket.b -- order by
                """))
        #expect(select.fact == "ticket")
        #expect(select.expression("anchor_at") == "ticket.created_at")
        #expect(select.expression("hit") == "ticket.channel = 'chat'")
        #expect(select.expression("team") == "coalesce(ticket.team, '--')")
        #expect(select.expression("source") == "ticket.source")
        #expect(select.condition == "ticket.channel <> 'from -- here' and ticket.a is distinct from ticket.b")
    }

    @Test(arguments: [
        "select a.b as c from fact.a group by 1", "select x.b as c from (select 1) as x",
        "select a.b as c from fact.a inner join fact.b on true", "values (1)",
        "select distinct a.b as c from fact.a",
    ])
    func aSelectOfMoreThanOneFactHasNoParts(sql: String) {
        #expect(CaseSelect(sql) == nil)
    }

    @Test(arguments: [
        ("select * from raw.cases", ["cases"]),
        ("select 1 -- from raw.x\n/* raw.y */ from raw.z -- raw.x", ["z"]),
        (
            "select 'raw.x' from raw.\"two words\", Raw.Log as log where \"raw.x\" = log.raw",
            ["two words", "log"]
        ),
        ("select raw.a.b from raw.a", ["a"]),
    ])
    func aSourceReadsTheTablesThatItsSelectNames(sql: String, tables: [String]) {
        #expect(SourceMapping.rawTables(in: sql) == tables)
    }

    @Test func casesNameTheRelationsThatTheyAreReadFrom() {
        let cases = KPICases(
            placement: .events,
            sql: """
                -- not from fact.reply
                select 'from core.cost' from fact.ticket, (select 1 from fact.survey) as answered
                cross join parameter
                """,
            worth: "1", shares: ["select 1 from fact.ticket;", "select 1 from fact.interaction;"],
            namedDimensions: [])
        #expect(cases.relations == ["fact.ticket", "fact.survey", "fact.interaction"])
    }
}
