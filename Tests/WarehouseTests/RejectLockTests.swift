import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// Rejects while somebody else looks at them, dismisses them, or loads.
@Suite struct RejectLockTests {
    /// Changes the first reject in another session, in a transaction that ends when somebody waits for it.
    private static func changing(
        _ assignments: String, in warehouse: inout Warehouse, during work: (inout Warehouse) throws -> Void
    ) throws {
        let (hasWaited, _) = try Bystander.looking(into: ScratchWarehouse.conninfo(of: warehouse)) {
            connection in
            if connection.transactionStatus == .idle {
                try connection.executeScript(
                    """
                    begin;
                    update meta.reject set \(assignments) where reject_id = 1;
                    select pg_advisory_xact_lock(2)
                    """)
            }
            let isAwaited = try connection.execute(
                "select exists (select from pg_locks where pg_backend_pid() = any (pg_blocking_pids(pid)))"
            ).value(Bool.self)
            if isAwaited { try connection.execute("commit") }
            return isAwaited
        } during: {
            let isChanged = """
                select count(*) from pg_locks
                where locktype = 'advisory' and objid = 2
                    and database = (select oid from pg_database where datname = current_database())
                """
            while try warehouse.rows(isChanged) == [["0"]] {}
            try work(&warehouse)
        }
        #expect(hasWaited)
    }

    @Test func aRowThatIsRejectedNowIsNotHiddenByADismissalUnderWay() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["agents.csv": "agent_id,kind\nA1,robot\n"])
            try Self.changing("cleared_by_load_id = 0", in: &warehouse) { warehouse in
                try warehouse.load(["agents.csv": "_reject_id,agent_id,kind\n1,A1,droid\n"])
            }
            #expect(try RejectTests.rejects(&warehouse).map { "\($0.id) \($0.shownRaw)" } == ["2 A1,droid"])
        }
    }

    @Test func aDismissalIsRefusedWhereALoadHasMetTheRowAgain() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["agents.csv": "agent_id,kind\nA1,robot\n"])
            try Self.changing("row_seq = row_seq + 1", in: &warehouse) { warehouse in
                let error = #expect(throws: RejectDismissalError.self) { try warehouse.dismissRejects([1]) }
                #expect("\(error.map { "\($0)" } ?? "")".contains("look at them again"))
            }
            #expect(try RejectTests.rejects(&warehouse).map(\.id) == [1])
        }
    }

    /// Facts may take long to derive; who looks at the rejects meanwhile does not wait for them.
    @Test func manyRejectsLockTheirTableAtTheEndOnly() throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write("agents.csv", "agent_id,kind\n" + (1...10_050).map { "A\($0),cat\n" }.joined())
            var request = LoadRequest(paths: [folder.path("agents.csv")])
            request.rejectLimit = RejectLimit("100%") ?? .standard
            let conninfo = try ScratchWarehouse.conninfo(of: warehouse)
            var isLocked: [String] = []
            _ = try warehouse.load(request) { event in
                guard case .stageFinished(let stage) = event, stage.name != "commit" else { return }
                isLocked.append("\(stage.name) \((try? Self.lockCount(conninfo)) ?? -1)")
            }
            #expect(isLocked == ["read 0", "merge 0", "derive 0", "check 0"])
        }
    }

    @Test func statusDoesNotWaitForRejectsThatAreBeingWritten() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["agents.csv": "agent_id,kind\nA1,cat\n"])
            var writing = try Connection(ConnectionSettings(ScratchWarehouse.conninfo(of: warehouse)))
            try writing.executeScript("begin; lock table meta.reject in access exclusive mode")
            // It would wait for ever.
            try warehouse.connection.execute("set lock_timeout = '20s'")
            let status = try warehouse.status()
            #expect(status.openRejects == nil)
            #expect(status.loads.count == 1)
            try writing.execute("commit")
            try warehouse.connection.execute("reset lock_timeout")
            #expect(try warehouse.status().openRejects == 1)
        }
    }

    /// How many sessions keep everybody off the rejects.
    private static func lockCount(_ conninfo: String) throws -> Int {
        var connection = try Connection(ConnectionSettings(conninfo))
        return try connection.execute(
            """
            select count(*) from pg_locks
            where relation = 'meta.reject'::regclass and mode = 'AccessExclusiveLock'
                and database = (select oid from pg_database where datname = current_database())
            """
        ).value(Int.self)
    }
}
