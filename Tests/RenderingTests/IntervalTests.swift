import Rendering
import Testing

/// PostgreSQL's intervals.
@Suite struct IntervalTests {
    @Test(
        "In files they are seconds, a month of 30 days and a year of 365.25",
        arguments: [
            ("02:14:00", "8040"), ("-02:14:00.5", "-8040.5"), ("00:00:00", "0"),
            ("-00:00:00.000001", "-0.000001"),
            ("1 day 02:00:00", "93600"), ("1 mon", "2592000"), ("1 year 2 mons", "36741600"),
            ("-1 years -2 mons +3 days -04:05:06.7", "-36497106.7"), ("1 day -00:00:00.25", "86399.75"),
            ("-1 days +00:00:00.25", "-86399.75"), ("PT2H14M", "8040"), ("P1Y2M-3DT-4H5M6.7S", "36468306.7"),
            ("PT0S", "0"), ("PT-0.5S", "-0.5"), ("@ 2 hours 14 mins", "8040"),
            ("@ 1 day 6.5 secs ago", "-86406.5"), ("@ 0", "0"), ("178000000 years", "5617252800000000"),
            ("100000:00:00", "360000000"),
        ])
    func seconds(_ text: String, _ seconds: String) throws {
        #expect(try #require(Interval(text)).seconds == seconds)
    }

    @Test(
        "What is none of the forms stays text",
        arguments: ["1-2", "infinity", "", "1 fortnight", "P", "1:2", "P1X"])
    func others(_ text: String) {
        #expect(Interval(text) == nil)
    }

    @Test(
        "People read them as durations where nothing is lost by that",
        arguments: [
            ("02:14:00", "2h 14m"), ("02:14:07", "2h 14m 7s"), ("00:14:05", "14m 5s"), ("00:00:45", "45s"),
            ("26:00:00", "26h 0m"), ("-00:01:00", "-1m 0s"), ("PT2H14M", "2h 14m"), ("00:00:00", "0s"),
            ("02:14:00.5", "02:14:00.5"), ("1 day 02:14:00", "1 day 02:14:00"), ("1 mon", "1 mon"),
        ])
    func readable(_ text: String, _ readable: String) throws {
        #expect(try #require(Interval(text)).readable == readable)
    }

    @Test(
        "Those of an array are seconds in their places",
        arguments: [
            ("{}", "{}"), ("{02:14:00,\"1 mon\",NULL}", "{8040,2592000,NULL}"),
            ("{{00:00:01},{\"-1 days +00:00:00.25\"}}", "{{1},{-86399.75}}"),
            ("[0:1]={PT1S,P1M}", "[0:1]={1,2592000}"),
        ])
    func arrays(_ text: String, _ seconds: String) throws {
        #expect(try #require(IntervalArray(text)).seconds == seconds)
        #expect(IntervalArray("{00:00:01,infinity}") == nil)
    }

    @Test("Every form says which they are")
    func formats() throws {
        let answer = SampleAnswer(
            columns: [Column("waited", kind: .interval)], provenance: Provenance(query: "select waited"),
            rows: try ["02:14:00", "1 mon"].map { [.interval(try #require(Interval($0)))] })
        #expect(try answer.rendered(as: .csv) == "waited\n8040\n2592000\n")
        #expect(try answer.rendered(as: .ndjson) == "{\"waited\": 8040}\n{\"waited\": 2592000}\n")
        #expect(try answer.rendered(as: .table) == " waited\n────────\n 2h 14m\n  1 mon\n2 rows\n")
        #expect(try answer.rendered(as: .html).contains("data-value=\"8040\">2h 14m</td>"))
        #expect(try answer.rendered(as: .md).contains("| 2h 14m |\n| 1 mon |"))
    }
}
