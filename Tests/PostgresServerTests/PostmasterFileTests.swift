import PostgresServer
import Testing

@testable import struct PostgresServer.PostmasterFile

@Suite struct PostmasterFileTests {
    @Test func readsWhatAReadyServerWrites() throws {
        let text = """
            4039
            /data/cluster
            1795298774
            5432
            /data/socket

              2424843         6
            ready   

            """
        let file = try #require(PostmasterFile(text: text))
        #expect(file.process == 4_039)
        #expect(file.port == 5_432)
        #expect(file.socketFolder == "/data/socket")
        #expect(file.status == "ready")
    }

    @Test func fileThatIsBeingWrittenHasNoStatusYet() throws {
        let file = try #require(PostmasterFile(text: "4039\n/data/cluster\n1795298774\n"))
        #expect(file.process == 4_039)
        #expect(file.status == "")
    }

    @Test(arguments: ["", "\n", "x\n", "-4\n/data\n", "0\n"])
    func fileWithoutAProcessIsNone(text: String) {
        #expect(PostmasterFile(text: text) == nil)
    }
}
