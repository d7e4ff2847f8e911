import Testing

@testable import KPIQuery

@Suite struct LineTests {
    @Test(arguments: [
        ("", LineKind.blank), ("   ", .blank), ("-- a note", .blank), ("-- a\n-- b", .blank),
        ("-- a\nfrt", .query), ("-- a\nselect 1", .sql),
        ("load = frt", .query), ("\\d core.ticket", .meta),
        ("frt", .query), ("slow channel = 'chat' team = 'a'", .query), ("mine = frt", .query),
        ("explain frt", .query), ("explain", .query), ("explain select 1", .sql),
        ("EXPLAIN (analyze) select 1", .sql),
        ("explain analyze select 1", .sql), ("select 1", .sql), ("SELECT\n1", .sql),
        ("with x as (select 1)", .sql),
        ("(select 1)", .sql), ("values (1)", .sql), ("table core.ticket", .sql), ("frtt", .query),
        ("42", .query),
    ])
    func theFirstWordDecides(text: String, kind: LineKind) {
        #expect(Sample.language.kind(of: text) == kind)
    }

    @Test(arguments: [
        ("", Line.blank), ("-- frt", .blank), ("  select 1; ", .sql), ("\\d  core.ticket ", .meta),
        ("\\", .meta),
        ("watch 30s csat", .query(.watch(seconds: 30), .of(metric("csat")))),
        ("watch 5M csat", .query(.watch(seconds: 300), .of(metric("csat")))),
        ("csat -- per day\n-- and so on", .query(nil, .of(metric("csat")))),
        ("morning", .call(nil, name: at("morning"), arguments: [])),
        ("explain Morning;", .call(.explain, name: at("morning"), arguments: [])),
        (
            "slow team = Returns channel='chat'",
            .call(
                nil, name: at("slow"),
                arguments: [
                    .init(name: at("team"), values: [at("Returns")]),
                    .init(name: at("channel"), values: [at("chat")]),
                ])
        ),
        (
            "morning as csv to x.csv;",
            .call(
                nil, name: at("morning"), arguments: [],
                output: at(
                    {
                        var output = Output(format: .csv)
                        output.path = at("x.csv")
                        return output
                    }()))
        ),
        (
            "mine =  csat by team ;",
            .definition(name: at("mine"), parameters: [], text: "csat by team")
        ),
        (
            "slow = csat where team = :team",
            .definition(
                name: at("slow"),
                parameters: [Parameter(name: "team", kinds: [.value(of: .dimension("team"))])],
                text: "csat where team = :team")
        ),
    ])
    func readsEveryKindOfLine(text: String, line: Line) throws {
        #expect(try Sample.language.line(text) == line)
    }

    @Test(arguments: ["frt = csat", "by = csat", "explain = csat", "load = csat", "2026 = csat"])
    func aSavedQueryNeedsANameOfItsOwn(text: String) {
        let failure = #expect(throws: ParseFailure.self) { try Sample.language.line(text) }
        #expect(failure?.span.lower == 0)
    }

    @Test func aQueryAloneIsNoVerbAndNoSQL() {
        for text in ["explain frt", "select 1", "morning", "\\d", ""] {
            #expect(throws: ParseFailure.self, "\(text)") { try Sample.language.query(text) }
        }
    }
}
