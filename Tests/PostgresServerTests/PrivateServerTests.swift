import Dispatch
import Platform
import PostgresClient
import PostgresServer
import Synchronization
import TestSupport
import Testing

@Suite struct PrivateServerTests {
    @Test func livesThroughStartAndStop() throws {
        let server = try PrivateServer.forTest("life")
        #expect(server.status() == .absent)
        #expect(try server.stop() == false)

        var steps: [StartStep] = []
        let address = try server.start { steps.append($0) }
        #expect(steps == [.initializing, .starting])
        #expect(try server.start { steps.append($0) } == address)
        #expect(steps.count == 2)
        let process = try #require(server.process)
        var connection = try address.connect()
        try connection.execute("create table kept (id int)")

        #expect(try server.stop())
        #expect(connection.isAlive == false)
        #expect(throws: PostgresError.self) { _ = try address.connect() }
        guard case .stopped(dataVersion: 15...) = server.status() else {
            Issue.record("not stopped: \(server.status())")
            return
        }
        #expect(try server.stop() == false)

        steps = []
        #expect(try server.start { steps.append($0) } == address)
        #expect(steps == [.starting])
        #expect(server.process != process)
        connection = try address.connect()
        #expect(try connection.execute("select count(*) from kept").value(Int.self) == 0)
        try server.stop()
    }

    @Test func isSetUpForAWarehouse() throws {
        let server = try PrivateServer.readyMade("setup", durability: .full)
        let address = try server.start()
        var connection = try address.connect()
        let names = [
            "server_encoding", "lc_collate", "lc_ctype", "lc_messages", "TimeZone", "jit", "wal_level",
            "fsync",
            "synchronous_commit", "listen_addresses", "max_wal_senders",
        ]
        let values = try names.map {
            try connection.execute("select current_setting(\($0))").value(String.self)
        }
        #if canImport(Darwin)
            let locale = "C"
        #else
            let locale = "C.UTF-8"
        #endif
        #expect(
            values == [
                "UTF8", locale, locale, "C", "UTC", "off", "minimal", "on", "on", "", "0",
            ])
        let offenders = try connection.execute(
            "select sourcefile || error from pg_file_settings where error is not null")
        #expect(try offenders.values(String.self) == [])
        #expect(connection.database == "deskhouse")
        #expect(connection.user == "deskhouse")
        try server.stop()
    }

    @Test func isReachedByItsUserAlone() throws {
        let server = try PrivateServer.readyMade("private")
        let address = try server.start()
        for folder in [server.home.path, address.socketFolder, server.home.data] {
            var entry = stat()
            #expect(stat(folder, &entry) == 0)
            #expect(entry.st_mode & 0o777 == 0o700)
            #expect(entry.st_uid == server.home.account.userID)
        }
        try server.stop()
    }

    @Test func manyAtOnceStartOneServer() throws {
        let server = try PrivateServer.forTest("race")
        for expectedInitializations in [1, 0] {
            let outcomes = Mutex<[(address: ServerAddress?, steps: [StartStep])]>([])
            DispatchQueue.concurrentPerform(iterations: 6) { _ in
                var steps: [StartStep] = []
                let address = try? server.start { steps.append($0) }
                outcomes.withLock { $0.append((address, steps)) }
            }
            let all = outcomes.withLock { $0 }
            #expect(Set(all.map(\.address)).count == 1)
            #expect(all.allSatisfy { $0.address != nil })
            #expect(all.flatMap(\.steps).filter { $0 == .initializing }.count == expectedInitializations)
            #expect(all.flatMap(\.steps).filter { $0 == .starting }.count == 1)
            try server.stop()
        }
    }

    @Test func recoversFromACrash() throws {
        let server = try PrivateServer.readyMade("crash", durability: .full)
        let address = try server.start()
        var connection = try address.connect()
        try connection.execute("create table kept as select generate_series(1, 1000) as id")
        let process = try #require(server.process)
        #expect(kill(process, SIGKILL) == 0)

        var steps: [StartStep] = []
        // Right away: the server's other processes have not noticed yet.
        while server.process == process {}
        let again = try server.start { steps.append($0) }
        #expect(steps.contains(.recovering))
        #expect(again == address)
        connection = try address.connect()
        #expect(try connection.execute("select count(*) from kept").value(Int.self) == 1_000)
        try server.stop()
    }

    @Test func recoversFromAnImmediateStop() throws {
        let server = try PrivateServer.readyMade("immediate", durability: .full)
        var connection = try server.start().connect()
        try connection.execute("create table kept as select 1 as id")
        try server.stop(.immediate)
        connection = try server.start().connect()
        #expect(try connection.execute("select count(*) from kept").value(Int.self) == 1)
        try server.stop()
    }

    @Test func processNumberThatAnotherHasNowIsNoServer() throws {
        let server = try PrivateServer.readyMade("reused")
        try server.start()
        // As after a crash, with a process of the same user that has the number now.
        try server.shell("cp cluster/postmaster.pid left; cp socket/.s.PGSQL.5432.lock left.lock")
        try server.stop()
        let other = try Program("/bin/sleep", ["600"], as: server.home.account).start()
        defer { kill(other, SIGKILL) }
        try server.shell("{ echo \(other); tail -n +2 left; } >cluster/postmaster.pid")
        try server.shell("{ echo \(other); tail -n +2 left.lock; } >socket/.s.PGSQL.5432.lock")
        guard case .stopped = server.status() else {
            Issue.record("taken for the server: \(server.status())")
            return
        }
        #expect(try server.stop() == false)
        try server.start()
        #expect(server.process != other)
        #expect(kill(other, 0) == 0)
        try server.stop()
    }

    @Test func unfinishedDataAreMadeAnew() throws {
        let server = try PrivateServer.readyMade("unfinished")
        // As where the process was killed before the data had their name.
        try server.shell("mv cluster cluster.new && rm cluster.new/global/pg_control")
        #expect(server.status() == .absent)
        var steps: [StartStep] = []
        try server.start { steps.append($0) }
        #expect(steps == [.initializing, .starting])
        try server.stop()
    }

    @Test func whoGoesOnWritingIntoUnfinishedDataIsNoHindrance() throws {
        let server = try PrivateServer.readyMade("orphan")
        // As where the process was killed and the initdb that it had started was not.
        try server.shell("mv cluster cluster.new")
        let script = """
            for i in $(seq 400); do mkdir -p "$1"/cluster.new/base/$i; touch "$1"/cluster.new/base/$i/1; sleep 0.01; done
            """
        let writer = try Program("/bin/sh", ["-c", script, "sh", server.home.path], as: server.home.account)
            .start()
        defer { kill(writer, SIGKILL) }
        try server.start()
        try server.stop()
        kill(writer, SIGKILL)
        usleep(100_000)
        try server.start()
        #expect(try Program("/bin/ls", [server.home.path]).run().output.contains("cluster.new") == false)
        try server.stop()
    }

    @Test(arguments: ["", "garbled\n"])
    func aProcessFileThatACrashLeftEmptyOrGarbledIsNoHindrance(text: String) throws {
        let server = try PrivateServer.readyMade("garbled\(text.count)")
        try server.shell("mkdir -m 700 socket; printf '\(text)' >cluster/postmaster.pid")
        try server.shell("cp cluster/postmaster.pid socket/.s.PGSQL.5432.lock")
        try server.start()
        // Of a server that runs it is left alone.
        let process = try #require(server.process)
        try server.shell("cp cluster/postmaster.pid kept; printf '\(text)' >cluster/postmaster.pid")
        #expect(
            throws: ServerError.lockFileUnreadable(path: "\(server.home.data)/postmaster.pid")
        ) { try server.start() }
        try server.shell("mv kept cluster/postmaster.pid")
        #expect(server.process == process)
        try server.stop()
    }

    @Test func settingsOfAnotherVersionAreWrittenAnewAndOwnOnesStay() throws {
        let server = try PrivateServer.readyMade("settings")
        try server.shell("echo '# deskhouse settings 0' >cluster/deskhouse.conf")
        try server.shell("echo 'work_mem = 99MB' >>cluster/local.conf")
        var connection = try server.start().connect()
        #expect(try connection.execute("show work_mem").value(String.self) == "99MB")
        #expect(try connection.execute("show jit").value(String.self) == "off")
        try server.stop()
        // Of this version they are left alone.
        try server.shell("echo 'jit = on' >>cluster/deskhouse.conf")
        connection = try server.start().connect()
        #expect(try connection.execute("show jit").value(String.self) == "on")
        try server.stop()
    }

    @Test func failedStartShowsTheLog() throws {
        let server = try PrivateServer.readyMade("broken")
        try server.shell("echo 'no_such_setting = 1' >>cluster/local.conf")
        let error = #expect(throws: ServerError.self) { try server.start() }
        #expect(
            error?.description.contains("unrecognized configuration parameter \"no_such_setting\"") == true)
        #expect(error?.description.contains(server.home.log) == true)
    }

    @Test func failedInitializationShowsWhy() throws {
        let server = PrivateServer(
            home: try PrivateServer.forTest("uninitialized").home,
            environment: ServerEnvironment(["DESKHOUSE_PG_BIN": try Self.makeFailingPrograms()]))
        #expect(throws: ServerError.initializationFailed(output: "initdb: no space")) { try server.start() }
        #expect(server.status() == .absent)
    }

    private static func makeFailingPrograms() throws -> String {
        let folder = try TestRun.path("failing")
        let script = """
            mkdir -p "$1"
            printf '#!/bin/sh\\necho "postgres (PostgreSQL) 15.1"\\n' >"$1/postgres"
            printf '#!/bin/sh\\necho "initdb: no space" >&2; exit 1\\n' >"$1/initdb"
            chmod +x "$1"/*
            """
        _ = try Program("/bin/sh", ["-c", script, "sh", folder]).run()
        return folder
    }

    @Test func dataOfAnotherVersionAreNotTouched() throws {
        let server = try PrivateServer.readyMade("older")
        try server.shell("echo 12 >cluster/PG_VERSION")
        let error = #expect(throws: ServerError.self) { try server.start() }
        guard case .otherMajorVersion(data: 12, _, home: server.home.path) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        "a folder with blanks, a comma and 'quotes'", #"back\slash $HOME `id` "double""#,
        String(repeating: "long/", count: 30) + "home",
    ])
    func homeMayHaveAnyName(name: String) throws {
        let server = try PrivateServer.readyMade("odd/\(name)")
        let address = try server.start()
        defer {
            if !address.socketFolder.hasPrefix(server.home.path) {
                _ = try? Program("/bin/rm", ["-rf", address.socketFolder]).run()
            }
        }
        var connection = try address.connect()
        #expect(try connection.execute("show data_directory").value(String.self) == server.home.data)
        try server.stop()
    }

    @Test func programsAreOfTheServersVersion() throws {
        let server = try PrivateServer.readyMade("programs")
        try server.start()
        let outcome = try Program(try server.program(named: "postgres"), ["--version"]).run()
        let version = try #require(ServerVersion(programOutput: outcome.output))
        var connection = try server.start().connect()
        #expect(connection.serverVersion / 10_000 == version.major)
        #expect(try connection.execute("select 1").value(Int.self) == 1)
        try server.stop()
    }
}
