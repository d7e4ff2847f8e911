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
}
