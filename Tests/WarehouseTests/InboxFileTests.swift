import Platform
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// A file of an inbox between the look at the folder and the load.
@Suite struct InboxFileTests {
    @Test(arguments: [false, true])
    func aFileThatSomebodyRemovesIsNoFailure(isReadBefore: Bool) throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write("tickets.csv", "ticket_id,created_at\n1,2026-03-01T08:00:00Z\n")
            guard let inbox = try Inbox(holding: folder.path) else {
                Issue.record("another process holds the folder")
                return
            }
            let file = try #require(try inbox.files().complete.first)
            var digest = Result { () throws(InboxError) in try file.sha256() }
            unlink(file.path)
            if !isReadBefore { digest = Result { () throws(InboxError) in try file.sha256() } }
            let outcome = try warehouse.load(file, sha256: digest, as: LoadRequest(paths: [])) { _ in }
            let isGone = if case .gone = outcome { true } else { false }
            #expect(isGone, "\(outcome)")
        }
    }

    /// A crash between commit and move leaves a file that is loaded; read otherwise, the same file is another one.
    @Test func aFileThatIsReadInAnotherWayIsLoadedAnew() throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write(
                "desk/tickets.sql",
                "select cases.id as ticket_id, cases.at as created_at, '1' as team from raw.cases")
            let inbox = folder.path("inbox")
            func load(in zone: String? = nil) throws -> InboxOutcome {
                guard let held = try Inbox(holding: inbox) else { return .gone }
                let file = try #require(try held.files().complete.first)
                var request = LoadRequest(paths: [], mapping: folder.path("desk"))
                request.timezone = zone
                return try warehouse.load(
                    file, sha256: Result { () throws(InboxError) in try file.sha256() }, as: request
                ) { _ in }
            }
            folder.write("inbox/cases.csv", "id,at\nC,2026-03-01T08:00:00Z\n")
            let isLoaded = if case .loaded = try load() { true } else { false }
            #expect(isLoaded)
            let isPassedOver = if case .loadedBefore(loadID: 1) = try load() { true } else { false }
            #expect(isPassedOver)
            // The source's SQL is mended, and the file put there again.
            folder.write(
                "desk/tickets.sql",
                "select cases.id as ticket_id, cases.at as created_at, '2' as team from raw.cases")
            let isLoadedAnew = if case .loaded = try load() { true } else { false }
            #expect(isLoadedAnew)
            #expect(try warehouse.rows("select team from core.ticket") == [["2"]])
            // The zone is said: nothing in the file is otherwise, but it might be.
            let isLoadedInZone = if case .loaded = try load(in: "Asia/Tokyo") { true } else { false }
            #expect(isLoadedInZone)
            let isSettled =
                if case .loadedBefore(loadID: 3) = try load(in: "Asia/Tokyo") { true } else { false }
            #expect(isSettled)
        }
    }
}
