import Dispatch
import Synchronization
import TestSupport
import Testing

@testable import PostgresServer

@Suite struct ProgramTests {
    @Test func givesStatusAndOutput() throws {
        let outcome = try Program(
            "/bin/sh", ["-c", "cat; echo \"$1\"; echo oops >&2; exit 3", "sh", "a b"], input: "in "
        ).run()
        #expect(outcome == Program.Outcome(status: 3, output: "in a b\noops\n"))
        #expect(!outcome.isSuccess)
    }

    @Test func signalIsAStatus() throws {
        #expect(try Program("/bin/sh", ["-c", "kill -9 $$"]).run().status == 128 + 9)
    }

    @Test func missingProgramIsAnError() {
        #expect(
            throws: ServerError.programFailed(
                program: "/nowhere/program", reason: "No such file or directory")
        ) {
            try Program("/nowhere/program", []).run()
        }
    }

    @Test func programThatReadsNoInputIsFine() throws {
        for _ in 1...20 {
            #expect(
                try Program("/bin/sh", ["-c", "exit 0"], input: String(repeating: "x", count: 4_000)).run()
                    .isSuccess)
        }
    }

    @Test func environmentIsSmall() throws {
        let lines = try Program("/usr/bin/env", []).run().output.split(separator: "\n")
        let allowed: Set<Substring> = [
            "PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LC_ALL", "TZ",
        ]
        #expect(lines.allSatisfy { allowed.contains($0.prefix { $0 != "=" }) })
        #expect(lines.contains("TZ=UTC"))
    }

    @Test(.timeLimit(.minutes(5))) func outputEndsWithTheProgramWhateverElseIsStarted() throws {
        // A sleeper that inherited a pipe of another program would keep that one's output open for minutes.
        let sleepers = Mutex<[Int32]>([])
        DispatchQueue.concurrentPerform(iterations: 40) { index in
            if index.isMultiple(of: 4) {
                if let sleeper = try? Program("/bin/sleep", ["900"]).start() {
                    sleepers.withLock { $0.append(sleeper) }
                }
            } else {
                _ = try? Program("/bin/sh", ["-c", "echo x"]).run()
            }
        }
        let started = sleepers.withLock { $0 }
        #expect(started.count == 10)
        _ = try Program("/bin/kill", started.map { "\($0)" }).run()
    }

    #if os(Linux)
        @Test func programInheritsNothingButItsThreeStreams() throws {
            let (reader, writer) = try Program.pipe()
            _ = (reader, writer)
            let names = try Program("/bin/sh", ["-c", "ls /proc/$$/fd"]).run().output.split(separator: "\n")
            #expect(Set(names) == ["0", "1", "2"])
        }
    #endif
}
