import TerminalSupport
import TestSupport
import Testing
import WarehouseTestSupport

/// Answers as cross tables.
@Suite struct CrossTableTests {
    @Test("\\crosstabview turns an answer")
    func crossTable() throws {
        try ShellFixture.run { shell in
            let run = try shell.run([
                "-c", "\\format csv", "-c",
                "select channel, priority, count(*) as n from core.ticket group by 1, 2 order by 1, 2 \\crosstabview",
            ])
            #expect(run.output == "channel,low,high\nchat,1,\nemail,1,1\n", "\(run.errors)")
            #expect(run.status == 0)
        }
    }

    @Test("A cross table tells members apart byte by byte, as PostgreSQL does")
    func crossTableOfLookalikes() throws {
        try ShellFixture.run { shell in
            let values =
                "('caf\u{E9}', 'x', 1), ('cafe\u{301}', 'x', 2), ('y', 'caf\u{E9}', 3), ('y', 'cafe\u{301}', 4)"
            let run = try shell.run([
                "-c", "\\format csv", "-c",
                "select * from (values \(values)) as v (r, c, n) \\crosstabview",
            ])
            let expected = "r,x,caf\u{E9},cafe\u{301}\ncaf\u{E9},1,,\ncafe\u{301},2,,\ny,,3,4\n"
            #expect(Array(run.output.utf8) == Array(expected.utf8), "\(run.errors)")
        }
    }

    @Test(
        "A cross table refuses what it would have to leave out",
        arguments: [
            (
                "volume by channel, priority in 2025 as csv \\crosstabview",
                "'as csv' is not for \\crosstabview"
            ),
            ("volume by channel, priority in 2025 with total \\crosstabview", "no place for 'with total'"),
            ("volume by channel monthly in 2025 with spark \\crosstabview", "no place for 'with spark'"),
            (
                "volume, frt by channel, priority in 2025 \\crosstabview",
                "shows one of ticket_volume, first_response_time: name it behind those of rows and columns, "
                    + "\\crosstabview channel priority ticket_volume"
            ),
            (
                "volume by channel, priority in 2025 vs previous \\crosstabview priority channel",
                "shows one of ticket_volume, ticket_volume_previous, ticket_volume_change"
            ),
        ])
    func crossTableOfMore(_ text: String, _ message: String) throws {
        try ShellFixture.run { shell in
            let run = try shell.run(["-c", text])
            #expect(run.status == 1 && run.output.isEmpty)
            #expect(run.errors.contains(message), "\(run.errors)")
        }
    }

    @Test("A cross table shows whichever of an answer's columns is named")
    func crossTableOfAColumn() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                "\\format csv\nvolume, frt by channel, priority in 2025 vs previous "
                    + "\\crosstabview channel priority ticket_volume_previous")
            #expect(run.output == "channel,low,high\nchat,0,\nemail,0,0\n", "\(run.output)\(run.errors)")
        }
    }
}
