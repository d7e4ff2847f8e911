import EmbeddedSQL
import PostgresClient
import PostgresServer
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// A load whose commit is not answered, while somebody wishes to stop it: what is said of it is so.
@Suite struct LostCommitTests {
    /// Loads a row; when the commit waits, makes the wish to stop and ends the session.
    ///
    /// - Parameters:
    ///   - action: What a row of `meta.load` does, for the commit to wait.
    ///   - timing: When it does so.
    ///   - conninfo: The warehouse.
    ///   - isGone: Whether nobody answers any more.
    /// - Returns: The rows that are in afterwards, and the error.
    /// - Throws: Where it is not the load that fails.
    private func load(
        action: String, timing: String, into conninfo: String, isGone: Bool = false
    ) throws -> (rows: [[String]], error: (any Error)?) {
        var warehouse = try Warehouse(ConnectionSettings(conninfo), files: EmbeddedSQL.files)
        try warehouse.connection.executeScript(
            """
            create function public.wait() returns trigger language plpgsql as $$
            begin \(action); return new; end $$;
            create \(timing) for each row execute function public.wait()
            """)
        var holder = try Connection(ConnectionSettings(conninfo))
        try holder.execute("select pg_advisory_lock(1)")
        let stop = StopRequest()
        let (hasWaited, error) = try Bystander.looking(into: conninfo) { connection in
            let waiting = try connection.execute(
                """
                select pid from pg_stat_activity
                where datname = current_database() and query = 'commit' and state = 'active'
                    and wait_event in ('SyncRep', 'advisory')
                """
            ).values(Int.self).first
            guard let waiting else { return false }
            stop.request()
            try connection.execute("select pg_terminate_backend(\(waiting))")
            return true
        } during: { () -> (any Error)? in
            do {
                var loading = try Warehouse(
                    ConnectionSettings(conninfo), files: EmbeddedSQL.files, stopRequest: stop,
                    reopen: {
                        if isGone { throw PostgresError.connectionFailed("nobody there") }
                        return ConnectionSettings(conninfo)
                    })
                let report = try loading.load(["agents.csv": "agent_id\nA1\n"])
                #expect(report.entities.map(\.added) == [1])
                return nil
            } catch {
                return error
            }
        }
        #expect(hasWaited)
        let rows = try warehouse.rows("select agent_id from core.agent")
        try warehouse.connection.executeScript(
            "drop trigger wait on meta.load; drop function public.wait()")
        return (rows, error)
    }

    /// A server whose commits are done and not answered, those that ask for it: a standby that is not there is to have
    /// them too.
    private static func serverThatAwaitsStandby() throws -> PrivateServer {
        let home = ServerHome(path: try TestRun.path("standby"), account: try ServerAccount.forServer())
        let server = PrivateServer(home: home, durability: .noneForTests)
        var connection = try Connection(ConnectionSettings(server.start().conninfo))
        let settings = [
            "wal_level": "replica", "max_wal_senders": "1", "synchronous_standby_names": "nobody",
        ]
        for (name, value) in settings {
            try connection.execute(Statement(trusted: "alter system set \(name) = '\(value)'"))
        }
        try server.stop()
        return server
    }

    @Test func aCommitThatIsNotAnsweredIsNotCalledUndone() throws {
        let server = try Self.serverThatAwaitsStandby()
        let conninfo = try server.start().conninfo
        let action = "perform set_config('synchronous_commit', 'on', true)"
        let timing = "trigger wait before insert on meta.load"

        let unanswered = try load(action: action, timing: timing, into: conninfo, isGone: true)
        let text = unanswered.error.map { "\($0)" } ?? ""
        #expect(unanswered.error is LoadError)
        #expect(text.contains("nobody there") && text.contains("it may be in"), "\(text)")
        #expect(unanswered.rows == [["A1"]])

        var warehouse = try Warehouse(ConnectionSettings(conninfo), files: EmbeddedSQL.files)
        try warehouse.connection.execute("delete from core.agent")
        let answered = try load(action: action, timing: timing, into: conninfo)
        #expect(answered.error == nil)
        #expect(answered.rows == [["A1"]])
        try server.stop()
    }

    @Test func aCommitThatIsUndoneWasInterrupted() throws {
        try ScratchWarehouse.lend { warehouse in
            let outcome = try load(
                action: "perform pg_advisory_xact_lock(1)",
                timing: "constraint trigger wait after insert on meta.load deferrable initially deferred",
                into: ScratchWarehouse.conninfo(of: warehouse))
            #expect(outcome.error is StopRequest.Interrupted)
            #expect(outcome.rows.isEmpty)
        }
    }
}
