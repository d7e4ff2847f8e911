import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// `deskhouse load`: the same rows, however they are wrapped.
@Suite struct LoadTests {
    private static let csv = """
        ticket_id,created_at,channel,subject
        1,2026-03-01T08:00:00Z,chat,"a, b"
        2,2026-03-02T08:00:00Z,,"two
        lines"

        """
    private static let ndjson = """
        {"ticket_id": "1", "created_at": "2026-03-01T08:00:00Z", "channel": "chat", "subject": "a, b"}
        {"ticket_id": 2, "created_at": "2026-03-02T08:00:00Z", "channel": null, "subject": "two\\nlines"}

        """

    private enum Wrapping: String, CaseIterable {
        case file, folder, subfolder, gzip, zstd, zip, ndjson, standardInput, semicolons, carriageReturns
    }

    @Test(arguments: Wrapping.allCases) private func everyWrappingGivesTheSameRows(wrapping: Wrapping) throws
    {
        let folder = ScratchFolder()
        var input = ""
        let paths: [String]
        switch wrapping {
        case .file:
            folder.write("tickets-2026-03.csv", Self.csv)
            paths = ["tickets-2026-03.csv"]
        case .folder:
            folder.write("export/tickets.0001.csv", Self.csv)
            folder.write("export/readme.md", "What is what.")
            paths = ["export"]
        case .subfolder:
            folder.write("export/tickets/march.csv", Self.csv)
            paths = ["export"]
        case .gzip:
            folder.compress("tickets.csv.gz", Self.csv, filter: "gzip")
            paths = ["tickets.csv.gz"]
        case .zstd:
            folder.compress("tickets.csv.zst", Self.csv, filter: "zstd")
            paths = ["tickets.csv.zst"]
        case .zip:
            folder.zip("export.zip", [("tickets.csv", Self.csv), ("notes.txt", "nothing")])
            paths = ["export.zip"]
        case .ndjson:
            folder.write("tickets.ndjson", Self.ndjson)
            paths = ["tickets.ndjson"]
        case .standardInput:
            input = Self.csv
            paths = ["--entity", "tickets", "-"]
        case .semicolons:
            folder.write(
                "tickets.csv", "\u{FEFF}" + Self.csv.replacing(",", with: ";").replacing("a; b", with: "a, b")
            )
            paths = ["tickets.csv"]
        case .carriageReturns:
            let lines = Self.csv.replacing("\n", with: "\r\n").replacing("two\r\n", with: "two\n")
            folder.write("tickets.csv", lines)
            paths = ["tickets.csv"]
        }
        try ScratchWarehouse.lend { warehouse in
            var deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            deskhouse.folder = folder.path
            let outcome = try deskhouse.run(["load", "--as", "desk"] + paths, input: Array(input.utf8))
            #expect(outcome.status == 0, "\(outcome.error)")
            #expect(outcome.output.isEmpty)
            let rows = try warehouse.rows(
                "select source, ticket_id, created_at, channel, subject from core.ticket order by ticket_id")
            #expect(
                rows == [
                    ["desk", "1", "2026-03-01 08:00:00+00", "chat", "a, b"],
                    ["desk", "2", "2026-03-02 08:00:00+00", "-", "two\nlines"],
                ])
        }
    }

    /// The example of README.md, "Write a source", as it stands there.
    @Test func theSourceThatTheReadmeWritesLoadsItsFile() throws {
        let section = try #require(
            try Repository.text("README.md").split(separator: "## Write a source").last)
        func block(_ language: String) throws -> String {
            let parts = section.split(separator: "```\(language)\n", maxSplits: 1)
            return String(try #require(parts.last?.split(separator: "```", maxSplits: 1).first))
        }
        let command = try #require(
            section.split(separator: "\n").first { $0.hasPrefix("    deskhouse load --source helpdesk") })
        let folder = ScratchFolder()
        folder.write("cases.csv", try block("csv"))
        folder.write("helpdesk/tickets.sql", try block("sql"))
        try ScratchWarehouse.lend { warehouse in
            var deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            deskhouse.folder = folder.path
            let words = command.split(separator: " ").map { String($0) }
            let outcome = try deskhouse.run(Array(words.dropFirst()), input: [])
            #expect(outcome.status == 0, "\(outcome.error)")
            let rows = try warehouse.rows(
                """
                select source, ticket_id, created_at, resolved_at, channel, priority
                from core.ticket order by ticket_id
                """)
            #expect(
                rows == [
                    ["helpdesk", "C-1", "2026-03-02 08:00:00+00", "2026-03-02 16:30:00+00", "email", "high"],
                    ["helpdesk", "C-2", "2026-03-03 09:15:00+00", "-", "phone", "normal"],
                ])
        }
    }
}
