import Testing

@testable import struct PostgresServer.ServerAddress

@Suite struct ServerAddressTests {
    @Test(arguments: [
        ("/data/socket", "host=/data/socket port=5432 dbname=deskhouse user=deskhouse"),
        ("/my data/it's", #"host='/my data/it\'s' port=5432 dbname=deskhouse user=deskhouse"#),
        (#"/back\slash"#, #"host='/back\\slash' port=5432 dbname=deskhouse user=deskhouse"#),
        ("", "host='' port=5432 dbname=deskhouse user=deskhouse"),
    ])
    func connectionStringIsQuotedWhereNeeded(folder: String, conninfo: String) {
        #expect(ServerAddress(socketFolder: folder, port: 5_432).conninfo == conninfo)
    }

    @Test func otherDatabasesHaveTheSameAddress() {
        let address = ServerAddress(socketFolder: "/data/socket", port: 5_432)
        #expect(
            address.conninfo(database: "a b") == "host=/data/socket port=5432 dbname='a b' user=deskhouse")
    }
}
