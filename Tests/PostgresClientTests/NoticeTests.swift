import PostgresClient
import TestSupport
import Testing

@Suite(.scratchDatabase) struct NoticeTests {
    @Test func noticesReachTheClosureWhileTheCallRuns() throws {
        let received = Received()
        var connection = try ScratchDatabase.connect()
        connection.onNotice { received.append($0) }
        try connection.execute(
            "do $$ begin raise warning 'careful with %', 'it' using hint = 'Do not.', errcode = 'DH001'; end $$"
        )
        let diagnostic = received.all.first
        #expect(received.all.count == 1)
        #expect(diagnostic?.severity == "WARNING")
        #expect(diagnostic?.message == "careful with it")
        #expect(diagnostic?.hint == "Do not.")
        #expect(diagnostic?.sqlState == SQLState(rawValue: "DH001"))
    }

    @Test func noticesOfAScriptComeOneByOne() throws {
        let received = Received()
        var connection = try ScratchDatabase.connect()
        connection.onNotice { received.append($0) }
        try connection.executeScript("drop table if exists nothing; drop table if exists nothing")
        #expect(
            received.all.map(\.message)
                == Array(repeating: "table \"nothing\" does not exist, skipping", count: 2))
    }
}
