import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// Rows that do not meet the contract: kept whole, one each, and loaded again after a fix.
@Suite struct RejectTests {
    private static let header = "ticket_id,created_at,direction,subject\n"

    @Test func aRejectIsKeptWholeWithItsPlaceAndReason() throws {
        try ScratchWarehouse.lend { warehouse in
            let report = try warehouse.load(
                [
                    "tickets-1.csv": Self.header + """
                        1,2026-03-01T08:00:00Z,inbound,"two
                        lines"
                        2,2026-02-30T08:00:00Z,inbound,"no ""such"" day"
                        3,2026-03-01T08:00:00Z,sideways,é
                        ,2026-03-01T08:00:00Z,inbound,no id
                        5,2026-03-01T08:00:00Z
                        """
                ], as: "desk")
            #expect(report.rejected == 4)
            #expect(report.entities.map(\.added) == [1])
            let rejects = try Self.rejects(&warehouse)
            #expect(rejects.map(\.line) == [4, 5, 6, 7])
            #expect(rejects.map(\.column) == ["created_at", "direction", "ticket_id", nil])
            #expect(
                rejects.map { String(decoding: $0.raw, as: UTF8.self) } == [
                    #"2,2026-02-30T08:00:00Z,inbound,"no ""such"" day""#, "3,2026-03-01T08:00:00Z,sideways,é",
                    ",2026-03-01T08:00:00Z,inbound,no id", "5,2026-03-01T08:00:00Z",
                ])
            #expect(Set(rejects.map(\.source)) == ["desk"])
            #expect(Set(rejects.map(\.entity)) == ["tickets"])
            #expect(Set(rejects.map(\.loadID)) == [report.loadID])
            #expect(rejects.allSatisfy { $0.file.hasSuffix("tickets-1.csv") && !$0.reason.isEmpty })
        }
    }

    @Test func bytesThatAreNoTextAreKeptByteForByte() throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            let raw: [UInt8] = [0x31, 0x2C, 0xFF, 0xFE, 0x5C, 0x00, 0x80]
            folder.write("agents.csv", Array("agent_id,name\n".utf8) + raw + [0x0A])
            let report = try warehouse.load(LoadRequest(paths: [folder.path]))
            #expect(report.rejected == 1)
            let rejects = try Self.rejects(&warehouse)
            #expect(rejects.map(\.raw) == [raw])
            #expect(rejects.map(\.shownRaw) == [#"1,\xff\xfe\\x00\x80"#])
        }
    }

    @Test func theSameRawRowIsOneReject() throws {
        try ScratchWarehouse.lend { warehouse in
            let file = Self.header + "1,never,,\n1,never,,\n"
            let first = try warehouse.load(["tickets.csv": file])
            #expect(first.rejected == 2)
            let second = try warehouse.load(["tickets-2.csv": file])
            #expect(second.rejected == 2)
            let rejects = try Self.rejects(&warehouse)
            #expect(rejects.map(\.loadID) == [second.loadID])
            #expect(rejects.map(\.id) == [1])
            // Another source's or entity's is another.
            try warehouse.load(["tickets.csv": file], as: "other")
            #expect(try Self.rejects(&warehouse).map(\.source) == ["canonical", "other"])
        }
    }

    /// What is loaded in full each night brings its bad rows each night.
    @Test func aLongRecordThatIsRejectedAgainIsNotWrittenAnew() throws {
        try ScratchWarehouse.lend { warehouse in
            // No two parts of it are alike: compressed it is as long.
            let text = try warehouse.rows(
                "select string_agg(sha256(number::text::bytea)::text, '') from generate_series(1, 500) as number"
            )[0][0]
            let file = Self.header + "1,never,,\(text)\n"
            let size = """
                select pg_relation_size(reltoastrelid) from pg_class where oid = 'meta.reject'::regclass
                """
            try warehouse.load(["tickets.csv": file])
            let before = try warehouse.rows(size)
            #expect(before != [["0"]])
            let second = try warehouse.load(["tickets-2.csv": file])
            #expect(try warehouse.rows(size) == before)
            #expect(try Self.rejects(&warehouse).map(\.loadID) == [second.loadID])
        }
    }

    @Test func exportedRejectsAreLoadedAgainAfterTheirFix() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(
                [
                    "tickets.csv": Self.header
                        + "1,2026-03-41,inbound,\"a, b\"\n2,2026-03-02T08:00:00Z,,\n3,soon,,\n",
                    "agents.ndjson": #"{"agent_id": "A1", "kind": "cat", "name": "Ann"}"# + "\n",
                ], as: "desk")
            let folder = ScratchFolder()
            let lines = try warehouse.exportRejects(load: nil, to: folder.path("out"))
            #expect(lines.count == 2)
            #expect(lines.allSatisfy { $0.contains("--as desk") })
            let tickets = folder.text("out/tickets.csv")
            #expect(
                tickets == """
                    _reject_id,ticket_id,created_at,direction,subject
                    \(Self.id(of: "tickets", line: 2, in: &warehouse)),1,2026-03-41,inbound,"a, b"
                    \(Self.id(of: "tickets", line: 4, in: &warehouse)),3,soon,,

                    """)
            folder.write("out/tickets.csv", tickets.replacing("2026-03-41", with: "2026-03-04T08:00:00Z"))
            folder.write("out/agents.ndjson", folder.text("out/agents.ndjson").replacing("cat", with: "bot"))

            let fixed = try warehouse.load(LoadRequest(paths: [folder.path("out")], name: "desk"))
            #expect(fixed.entities.map(\.added) == [1, 1])
            #expect(fixed.rejected == 1)
            let rest = try Self.rejects(&warehouse)
            #expect(rest.map { String(decoding: $0.raw, as: UTF8.self) } == ["3,soon,,"])
            let rows = try warehouse.rows(
                "select ticket_id, subject, attributes from core.ticket order by 1")
            #expect(rows == [["1", "a, b", "-"], ["2", "-", "-"]])
            #expect(
                try warehouse.rows("select agent_id, kind, name from core.agent") == [["A1", "bot", "Ann"]])

            // What was still wrong is fixed in a second round.
            _ = try warehouse.exportRejects(load: nil, to: folder.path("again"))
            let second = folder.text("again/tickets.csv")
            #expect(second.hasPrefix("_reject_id,ticket_id,"))
            folder.write("again/tickets.csv", second.replacing("soon", with: "2026-03-05T08:00:00Z"))
            _ = try warehouse.load(LoadRequest(paths: [folder.path("again")], name: "desk"))
            #expect(try Self.rejects(&warehouse).isEmpty)
            #expect(try warehouse.status().openRejects == 0)
            #expect(try warehouse.rows("select count(*) from core.ticket") == [["3"]])
        }
    }

    @Test(arguments: [false, true])
    func aFixedRowDoesNotReplaceWhatCameSince(isTheSameAsBefore: Bool) throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["agents.csv": "agent_id,name,kind\nA1,first,human\n"])
            try warehouse.load(["agents.csv": "agent_id,name,kind\nA1,broken,cat\n"])
            let name = isTheSameAsBefore ? "first" : "since"
            try warehouse.load(["agents.csv": "agent_id,name,kind\nA1,\(name),human\n"])
            try warehouse.load(["agents.csv": "_reject_id,agent_id,name,kind\n1,A1,broken,bot\n"])
            #expect(try warehouse.rows("select name, kind from core.agent") == [[name, "human"]])
            #expect(try Self.rejects(&warehouse).isEmpty)
        }
    }

    /// The same within one load: what stands behind the reject came since.
    @Test func aFixedRowDoesNotReplaceWhatCameInTheSameLoad() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["agents.csv": "agent_id,name,kind\nA1,first,human\n"])
            try warehouse.load(["agents.csv": "agent_id,name,kind\nA1,broken,cat\nA1,first,human\n"])
            try warehouse.load(["agents.csv": "_reject_id,agent_id,name,kind\n1,A1,broken,bot\n"])
            #expect(try warehouse.rows("select name, kind from core.agent") == [["first", "human"]])
        }
    }

    /// An open reject costs those that are loaded again unchanged no more than their first passing it.
    @Test func unchangedRowsAreLeftAloneBesideAnOpenReject() throws {
        try ScratchWarehouse.lend { warehouse in
            let good = "agent_id,kind\nA1,human\nA2,human\n"
            try warehouse.load(["agents.csv": good + "A3,cat\n"])
            func rowsAfter(_ text: String) throws -> [[String]] {
                try warehouse.load(["agents.csv": text])
                return try warehouse.rows("select agent_id, xmin from core.agent order by 1")
            }
            let passed = try rowsAfter(good)
            #expect(try rowsAfter(good) == passed)
            // Met again each time, behind them.
            #expect(try rowsAfter(good + "A3,cat\n") == passed)
            #expect(try rowsAfter(good + "A3,cat\n")[0] == passed[0])
        }
    }

    @Test func aFixedRowCountsAsNewWhereNothingCameSince() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["agents.csv": "agent_id,name,kind\nA1,first,human\n"])
            try warehouse.load(["agents.csv": "agent_id,name,kind\nA1,second,cat\n"])
            try warehouse.load(["agents.csv": "agent_id,name\nA2,other\n"])
            try warehouse.load(["agents.csv": "_reject_id,agent_id,name,kind\n1,A1,second,bot\n"])
            #expect(
                try warehouse.rows("select name, kind from core.agent where agent_id = 'A1'") == [
                    ["second", "bot"]
                ])
        }
    }

    /// What is fixed in several goes keeps its number until it is right.
    @Test func aRejectThatIsNotFixedYetKeepsItsNumber() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["agents.csv": "agent_id,kind\nA1,robot\nA2,robot\n"])
            try warehouse.load([
                "agents.csv": "_reject_id,agent_id,kind,_file,_line\n1,A1,bot,x,2\n2,A2,droid,x,3\n"
            ])
            #expect(try Self.rejects(&warehouse).map { "\($0.id) \($0.shownRaw)" } == ["2 A2,droid"])

            try warehouse.load(["agents.csv": "_reject_id,agent_id,kind\n2,A2,bot\n"])
            #expect(try warehouse.status().openRejects == 0)
            #expect(
                try warehouse.rows("select count(*) from core.agent where attributes is not null") == [["0"]])
        }
    }

    @Test func whatWasMendedElsewhereCanBeDismissed() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": "ticket_id,created_at\n1,bad\n2,bad\n"])
            let error = #expect(throws: RejectDismissalError.self) { try warehouse.dismissRejects([2, 7]) }
            #expect("\(error.map { "\($0)" } ?? "")".contains("the number 7"))
            #expect(try Self.rejects(&warehouse).map(\.id) == [1, 2])
            try warehouse.dismissRejects([2])
            #expect(try Self.rejects(&warehouse).map(\.id) == [1])
            #expect(try warehouse.status().openRejects == 1)
            // What comes again is to be looked at again.
            try warehouse.load(["tickets.csv": "ticket_id,created_at\n2,bad\n"])
            #expect(try Self.rejects(&warehouse).map(\.id) == [1, 3])
        }
    }

    @Test func anExportHasTheDelimiterThatTheFileWasReadWith() throws {
        try ScratchWarehouse.lend { warehouse in
            func load(_ folder: String, _ warehouse: inout Warehouse) throws {
                var request = LoadRequest(paths: [folder])
                request.delimiter = UInt8(ascii: "|")
                _ = try warehouse.load(request)
            }
            let folder = ScratchFolder()
            folder.write("in/agents.csv", "agent_id|kind|name, first;last\nA1|cat|Ann\n")
            try load(folder.path("in"), &warehouse)
            let lines = try warehouse.exportRejects(load: nil, to: folder.path("out"))
            #expect(lines.map { $0.contains("deskhouse load --delimiter '|' --as canonical ") } == [true])
            let text = folder.text("out/agents.csv")
            #expect(text == "_reject_id|agent_id|kind|name, first;last\n1|A1|cat|Ann\n")
            folder.write("out/agents.csv", text.replacing("cat", with: "bot"))
            try load(folder.path("out"), &warehouse)
            #expect(try Self.rejects(&warehouse).isEmpty)
            #expect(try warehouse.rows("select agent_id, kind from core.agent") == [["A1", "bot"]])
        }
    }

    /// However a row is broken, and by which way it comes again, it stays one reject: here four ways, one after
    /// another.
    @Test(arguments: ["tickets.csv", "tickets.ndjson"])
    func anExportThatIsLoadedUnfixedMakesNoNewRejects(name: String) throws {
        try ScratchWarehouse.lend { warehouse in
            let csv = """
                ticket_id,created_at
                X1,bad
                X2,2026-01-01T00:00Z,extra
                X3
                X4,"2026"-01
                X5,"2026-01-01T00:00Z

                """
            let json = #"""
                {"ticket_id": "X1", "created_at": "bad"}
                {"ticket_id": "X2", "created_at": }
                  {"ticket_id": "X3"}
                {}
                "ticket_id": "X5"}

                """#
            let original = name.hasSuffix(".csv") ? csv : json
            try warehouse.load([name: original])
            let first = try Self.rejects(&warehouse)
            #expect(first.count == 5)
            let folder = ScratchFolder()
            for round in 1...2 {
                _ = try warehouse.exportRejects(load: nil, to: folder.path("\(round)"))
                let report = try warehouse.load(LoadRequest(paths: [folder.path("\(round)")]))
                #expect(report.rejected == 5)
            }
            try warehouse.load([name: original])
            let last = try Self.rejects(&warehouse)
            #expect(last.map(\.id) == first.map(\.id))
            #expect(last.map(\.shownRaw) == first.map(\.shownRaw))
        }
    }

    /// A fix that is not enough changes the row, and not which reject it is.
    @Test func theOriginalOfAHalfFixedRowIsTheSameReject() throws {
        try ScratchWarehouse.lend { warehouse in
            let original = "agent_id,kind,started_on\nA1,cat,never\n"
            try warehouse.load(["agents.csv": original])
            try warehouse.load(["agents.csv": "_reject_id,agent_id,kind,started_on\n1,A1,bot,never\n"])
            #expect(try Self.rejects(&warehouse).map { "\($0.id) \($0.shownRaw)" } == ["1 A1,bot,never"])
            let export = ScratchFolder()
            _ = try warehouse.exportRejects(load: nil, to: export.path)
            #expect(export.text("agents.csv") == "_reject_id,agent_id,kind,started_on\n1,A1,bot,never\n")

            try warehouse.load(["agents.csv": original])
            #expect(try Self.rejects(&warehouse).map { "\($0.id) \($0.shownRaw)" } == ["1 A1,cat,never"])
            try warehouse.load(["agents.csv": "_reject_id,agent_id,kind,started_on\n1,A1,bot,\n"])
            #expect(try Self.rejects(&warehouse).isEmpty)
        }
    }

    /// One record may have swallowed several rows; none is lost where they are not all right at once.
    @Test func rowsThatAFixMakesOfOneRejectAreKeptOneByOne() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["agents.csv": "agent_id,kind\nA1,\"cat\nA2,\"bot\n"])
            try warehouse.load(["agents.csv": "_reject_id,agent_id,kind\n1,A1,cat\n1,A2,droid\n1,A2,droid\n"])
            #expect(
                try Self.rejects(&warehouse).map { "\($0.id) \($0.shownRaw)" } == ["1 A2,droid", "2 A1,cat"])
            try warehouse.load(["agents.csv": "_reject_id,agent_id,kind\n1,A2,bot\n1,A3,mouse\n"])
            #expect(
                try Self.rejects(&warehouse).map { "\($0.id) \($0.shownRaw)" } == ["2 A1,cat", "3 A3,mouse"])
        }
    }

    @Test(arguments: [["agents.csv"], ["tickets.csv"], ["agents.csv", "tickets.csv"]])
    func anExportOverwritesNothing(there: [String]) throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "agents.csv": "agent_id,kind\nA1,cat\n", "tickets.csv": Self.header + "1,,,\n",
            ])
            let folder = ScratchFolder()
            for name in there { folder.write(name, "mine") }
            let error = #expect(throws: RejectExportError.self) {
                try warehouse.exportRejects(load: nil, to: folder.path)
            }
            #expect(error?.description.contains(folder.path(there[0])) == true)
            #expect(error?.description.contains("empty folder") == true)
            #expect(folder.names == there)
            #expect(there.allSatisfy { folder.text($0) == "mine" })
        }
    }

    /// Headers come and go from file to file; each has its own, numbered by its first reject.
    @Test func rejectsUnderEachHeaderAreExportedTogether() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets-1.csv": "ticket_id,created_at,team\n1,bad,\"open\n"])
            try warehouse.load(["tickets-2.csv": "ticket_id,created_at\n2,bad\n"])
            try warehouse.load(["tickets-3.csv": "ticket_id,created_at,team\n3,bad,a\n"])
            try warehouse.load(["tickets-4.csv": "ticket_id,created_at\n4,bad\n"])
            try warehouse.load(["tickets-5.ndjson": #"{"ticket_id": "5", "created_at": "bad"}"# + "\n"])
            let folder = ScratchFolder()
            let lines = try warehouse.exportRejects(load: nil, to: folder.path("out"))
            #expect(
                lines.map { $0.replacing(folder.path("out/"), with: "").prefix { $0 != ";" } } == [
                    "tickets.csv: 2 rows", "tickets-2.csv: 1 row", "tickets-3.ndjson: 1 row",
                    "tickets-4.csv: 1 row",
                ])
            #expect(folder.text("out/tickets.csv") == "_reject_id,ticket_id,created_at\n2,2,bad\n4,4,bad\n")
            #expect(folder.text("out/tickets-2.csv") == "_reject_id,ticket_id,created_at,team\n3,3,bad,a\n")
            #expect(
                folder.text("out/tickets-4.csv") == "_reject_id,ticket_id,created_at,team\n1,1,bad,\"open\n")
        }
    }

    /// Whatever was written before it failed is gone, the folder that was made for it too.
    @Test(arguments: [false, true]) func anExportThatFailsLeavesNothingBehind(isFolderThere: Bool) throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "agents.csv": "agent_id,kind\nA1,cat\n", "tickets.csv": Self.header + "1,,,\n",
            ])
            try warehouse.connection.execute(
                "update meta.reject set entity = 'no/such' where entity = 'tickets'")
            let folder = ScratchFolder()
            if isFolderThere { folder.write("out/mine.txt", "mine") }
            let error = #expect(throws: RejectExportError.self) {
                try warehouse.exportRejects(load: nil, to: folder.path("out"))
            }
            #expect(error?.description.hasPrefix("cannot write \(folder.path("out")): ") == true)
            #expect(folder.names == (isFolderThere ? ["out"] : []))
            if isFolderThere { #expect(folder.names(in: "out") == ["mine.txt"]) }
        }
    }

    /// A quote that nothing closes would take in the rejects that follow it.
    @Test func anOpenQuoteIsExportedByItself() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets-1.csv": "ticket_id,created_at,team\nU7,2026-01-01T00:00Z,\"open1\n"])
            try warehouse.load([
                "tickets-2.csv": "ticket_id,created_at,team\nU8,bad,\"q\"\nU9,2026-01-01T00:00Z,\"open2\n"
            ])
            let folder = ScratchFolder()
            let lines = try warehouse.exportRejects(load: nil, to: folder.path)
            #expect(folder.names == ["tickets-2.csv", "tickets-3.csv", "tickets.csv"])
            #expect(lines.allSatisfy { $0.contains(": 1 row;") })
            folder.write(
                "tickets.csv", folder.text("tickets.csv").replacing("bad", with: "2026-01-01T00:00Z"))
            _ = try warehouse.load(LoadRequest(paths: [folder.path]))
            #expect(
                try Self.rejects(&warehouse).map(\.shownRaw) == [
                    "U7,2026-01-01T00:00Z,\"open1", "U9,2026-01-01T00:00Z,\"open2",
                ])
            #expect(try warehouse.rows("select ticket_id, team from core.ticket") == [["U8", "q"]])
        }
    }

    @Test func aRejectOfAnotherSourceIsNotCleared() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["agents.csv": "agent_id,kind\nA1,cat\n"], as: "desk")
            try warehouse.load(["agents.csv": "_reject_id,agent_id,kind\n1,A1,bot\n"], as: "other")
            #expect(try Self.rejects(&warehouse).map(\.id) == [1])
        }
    }

    @Test func strictFailsAtTheFirstRejectAndChangesNothing() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["agents.csv": "agent_id,kind\nA1,bot\n"])
            let before = try warehouse.content(of: ["core", "fact", "meta"])
            let error = #expect(throws: LoadError.self) {
                try warehouse.load(["agents.csv": "agent_id,kind\nA2,bot\nA3,cat\n"]) { $0.isStrict = true }
            }
            #expect(error.map { "\($0)" }?.contains("line 3, column kind") == true)
            #expect(try warehouse.content(of: ["core", "fact", "meta"]) == before)
        }
    }

    @Test(
        arguments: [(nil, true), ("99", false), ("100", true), ("49%", false), ("50%", true)]
            as [(String?, Bool)])
    func tooManyRejectsStopALoadOfTheWrongFile(limit: String?, isLoaded: Bool) throws {
        try ScratchWarehouse.lend { warehouse in
            let rows = (1...200).map { "A\($0),\($0 % 2 == 0 ? "bot" : "cat")\n" }.joined()
            func load(_ warehouse: inout Warehouse) throws {
                try warehouse.load(["agents.csv": "agent_id,kind\n" + rows]) { request in
                    if let limit { request.rejectLimit = RejectLimit(limit) ?? .standard }
                }
            }
            if isLoaded {
                try load(&warehouse)
            } else {
                let error = #expect(throws: LoadError.self) { try load(&warehouse) }
                #expect(error.map { "\($0)" }?.contains("100 of 200 rows of agents") == true)
            }
            #expect(try warehouse.rows("select count(*) from core.agent") == [[isLoaded ? "100" : "0"]])
            #expect(try Self.rejects(&warehouse).count == (isLoaded ? 100 : 0))
        }
    }

    /// So many at once are kept in another way: the index that tells them apart is built anew.
    @Test func rejectsByTheThousandAreKeptApartLikeFewOnes() throws {
        try ScratchWarehouse.lend { warehouse in
            let rows = (1...10_050).map { "A\($0),cat\n" }.joined()
            let file = "agent_id,kind\n" + rows + "A7,cat\n"
            func load(_ warehouse: inout Warehouse) throws -> LoadReport {
                try warehouse.load(["agents.csv": file]) {
                    $0.rejectLimit = RejectLimit("100%") ?? .standard
                }
            }
            let indexes = "select indexdef from pg_indexes where tablename = 'reject' order by indexname"
            let before = try warehouse.rows(indexes)
            #expect(try load(&warehouse).rejected == 10_051)
            #expect(try warehouse.rows(indexes) == before)
            let counts = """
                select count(*), count(distinct raw), min(reject_id), max(reject_id) from meta.reject
                """
            #expect(try warehouse.rows(counts) == [["10050", "10050", "1", "10050"]])
            #expect(try warehouse.rows("select line from meta.reject where raw = 'A7,cat'") == [["10052"]])

            let second = try load(&warehouse)
            #expect(try warehouse.rows(counts) == [["10050", "10050", "1", "10050"]])
            let loads = "select distinct load_id from meta.reject"
            #expect(try warehouse.rows(loads) == [["\(second.loadID)"]])
        }
    }

    // MARK: - Pieces

    static func rejects(_ warehouse: inout Warehouse, load: Int? = nil) throws -> [RejectedRow] {
        var rejects: [RejectedRow] = []
        try warehouse.forEachReject(load: load) { rejects.append($0) }
        return rejects
    }

    private static func id(of entity: String, line: Int, in warehouse: inout Warehouse) -> String {
        let rejects = try? rejects(&warehouse)
        return rejects?.first { $0.entity == entity && $0.line == line }.map { "\($0.id)" } ?? "none"
    }
}
