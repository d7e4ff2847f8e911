import TerminalSupport
import Testing

/// PostgreSQL's intervals in files.
@Suite struct IntervalFileTests {
    @Test("Intervals are PostgreSQL's own seconds in files")
    func intervals() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                """
                \\format csv
                select i, extract(epoch from i) as s from unnest(array[
                    '02:14', '1 year 2 mons -3 days 04:05:06.789', '-13 mons', '-1 day 00:00:00.5', '99999 hours'
                ]::interval[]) as i;
                set intervalstyle = iso_8601;
                select i, extract(epoch from i) as s
                from (select interval '-1 year 3 days -04:05:06.7' as i) as one;
                """)
            #expect(run.status == 0, "\(run.errors)")
            for line in run.output.split(separator: "\n") where line != "i,s" {
                let pair = line.split(separator: ",").map { Double($0) }
                #expect(pair[0] != nil && pair[0] == pair[1], "\(line)")
            }
            #expect(run.output.split(separator: "\n").count == 8)
        }
    }

    @Test(
        "So are those in arrays, whatever writes the file; tables have PostgreSQL's words, in a shell or not")
    func arrays() throws {
        try ShellFixture.run { shell in
            let query = "select array[interval '02:14', '1 month', null] as a, interval '1 month' as i"
            let csv = "a,i\n\"{8040,2592000,NULL}\",2592000\n"
            #expect(try shell.script("\\format csv\n\(query);\nselect * from _;").output == csv + csv)
            let json = try shell.run(["-c", "\\format ndjson", "-c", query])
            #expect(json.output == "{\"a\": \"{8040,2592000,NULL}\", \"i\": 2592000}\n")
            #expect(try shell.run(["-c", query]).output.contains("{02:14:00,\"1 mon\",NULL} │ 1 mon\n"))
        }
    }
}
