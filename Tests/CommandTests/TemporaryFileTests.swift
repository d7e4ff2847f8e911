import Platform
import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// What is made on the way is gone when Ctrl-C ends the program in the midst of an answer.
@Suite struct TemporaryFileTests {
    @Test(.scratchDatabase, arguments: ["csv", "xlsx"])
    func goesWithTheProcess(format: String) throws {
        let folder = ScratchFolder()
        let rows = "select number from generate_series(1, 100000000) as number"
        let process = try DeskhouseProcess([
            "sql", "--database", ScratchDatabase.conninfo, "-o", folder.path("answer.\(format)"), rows,
        ])
        let isBegun = { folder.names.contains { $0.hasPrefix(".answer.\(format).") } }
        for _ in 0..<600 where !isBegun() { usleep(50_000) }
        #expect(isBegun())
        process.signal(SIGINT)
        #expect(process.wait().code == 130)
        #expect(folder.names == [])
    }

    @Test func anExportOfRejectsGoesWithTheProcess() throws {
        let folder = ScratchFolder()
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["agents.csv": "agent_id,kind\nA1,cat\n"])
            try warehouse.connection.execute(
                """
                insert into meta.reject (
                    load_id, source, entity, file_number, file, line, reason, raw, fingerprint, row_seq
                )
                select
                    load_id, source, entity, file_number, file, number, reason, raw,
                    sha256(convert_to(number::text, 'UTF8')), number
                from meta.reject
                cross join generate_series(1, 500000) as number
                """)
            let process = try DeskhouseProcess([
                "rejects", "--database", ScratchWarehouse.conninfo(of: warehouse), "--export",
                folder.path("out"),
            ])
            let isBegun = { folder.names(in: "out").contains { $0.hasPrefix(".agents.") } }
            for _ in 0..<600 where !isBegun() { usleep(50_000) }
            #expect(isBegun())
            process.signal(SIGINT)
            #expect(process.wait().code == 130)
            #expect(folder.names == [])
        }
    }
}
