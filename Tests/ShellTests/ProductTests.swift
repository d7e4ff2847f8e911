import PostgresServer
import TerminalSupport
import TestSupport
import Testing

/// The built `deskhouse query`.
@Suite(.sampleWarehouse) struct ProductTests {
    private struct Ran {
        let status: Int
        let output: String
        let errors: String
    }

    private func deskhouse(_ line: String, _ options: String = "") throws -> Ran {
        let program = try #require(BuiltProgram.path(of: "deskhouse"))
        let folder = ScratchFolder()
        folder.write("line", line)
        let outcome = try Program(
            "/bin/sh",
            [
                "-c",
                """
                exec "$1" query "$(cat "$2/line")" --database "$3" --as-of 2026-11-01T00:00:00Z \(options) \
                > "$2/output" 2> "$2/errors"
                """,
                "sh", program, folder.path, try ScratchDatabase.conninfo,
            ]
        ).run()
        return Ran(status: outcome.status, output: folder.text("output"), errors: folder.text("errors"))
    }

    @Test(arguments: [
        "frtt", "frt by chanel", "frt where channel = 'emial'", "frt weekly weekly",
        "frt by channel with share",
        "why frt", "tickets frt, art", "frt in 2026-13", "volume top 3", "esat by channel", "select 1",
    ])
    func whatDoesNotReadIsUsageAndWritesNothing(line: String) throws {
        let ran = try deskhouse(line)
        #expect(ran.status == 64)
        #expect(ran.output.isEmpty)
        #expect(ran.errors.contains("^"))
    }

    @Test func numbersGoToStandardOutputAndTheRestToStandardError() throws {
        let ran = try deskhouse("frt by channel in 2026-09 vs previous with total", "--format csv")
        #expect(ran.status == 0)
        #expect(
            ran.output.hasPrefix(
                """
                channel,first_response_time,first_response_time_n,first_response_time_low_n,\
                first_response_time_approx,first_response_time_previous,first_response_time_change

                """))
        #expect(ran.errors.hasPrefix("2026-09-01 to 2026-09-30 · UTC · weeks from monday · "))
        #expect(ran.errors.contains("totals are never among the rows of csv"))
    }

    @Test func aChartIsDrawn() throws {
        let ran = try deskhouse("csat monthly in 2026 vs same month last year as chart")
        #expect(ran.status == 0)
        #expect(ran.output.contains("┤"))
    }

    @Test func aFileWhoseNameAsksForNoFormatIsUsage() throws {
        let folder = ScratchFolder()
        let path = folder.path("answer.dat")
        folder.write("answer.dat", "before")
        for question in ["frt", "tickets frt in 2026-09", "define frt", "explain frt"] {
            let ran = try deskhouse(question, "-o \(path)")
            #expect(ran.status == 64)
            #expect(ran.errors.contains(".csv, .tsv"))
            #expect(ran.errors.contains("--format"))
        }
        #expect(folder.text("answer.dat") == "before")
        #expect(try deskhouse("frt", "-o \(path) --format csv").status == 0)
        #expect(folder.text("answer.dat").hasPrefix("first_response_time,"))
        #expect(try deskhouse("frt as json", "-o \(path)").status == 0)
        #expect(folder.text("answer.dat").hasPrefix("{"))
    }

    @Test func verbsRun() throws {
        #expect(try deskhouse("define frt").output.contains("first_response_time"))
        #expect(try deskhouse("watch 1s frt", "--watch-count 1").status == 0)
        #expect(try deskhouse("explain frt").output.contains("select"))
    }
}
