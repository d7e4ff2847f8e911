import Testing
import WarehouseTestSupport

@testable import Intake
@testable import Warehouse

/// The tables in which a mapping finds its files.
@Suite struct RawTableTests {
    @Test func columnsAreAddedAllAtOnce() throws {
        try ScratchWarehouse.lend { warehouse in
            let waits = LoadWaits(limit: 0) { _ in }
            func prepare(_ names: [String]) throws {
                let columns = names.map { Entity.StoredColumn(name: $0, postgresType: "text") }
                try RawTables.prepare("export", columns: columns, waits: waits, on: &warehouse.connection)
            }
            let wide = (1...300).map { "column \($0)" }
            try prepare(wide + ["_file"])
            try prepare(["column 7", "other", "_file"])
            try prepare([])
            let columns = try warehouse.rows(
                """
                select attname, xmin::text from pg_attribute
                where attrelid = 'raw.export'::regclass and attnum > 0
                order by attnum
                """)
            #expect(columns.map { $0[0] } == wide + ["_file", "other"])
            // Each call is a transaction.
            #expect(Set(columns.map { $0[1] }).count == 2)
            let collation = try warehouse.rows(
                """
                select collname from pg_attribute
                inner join pg_collation on pg_collation.oid = attcollation
                where attrelid = 'raw.export'::regclass and attname = '_file'
                """)
            #expect(collation == [["C"]])
            try RawTables.clear(waits: waits, on: &warehouse.connection)
        }
    }
}
