import PostgresClient
import Rendering
import Shell
import Testing
import Warehouse
import WarehouseTestSupport

/// In which zone instants are written, and where that is said.
@Suite struct InstantTests {
    /// What a value may be is its type's to say: an amount, a time and an interval are no formulas.
    @Test func valuesOfATypeAreNotDefused() throws {
        try ScratchWarehouse.lend { warehouse in
            let output = Output()
            let statement = """
                select
                    '-infinity'::date as a, '-12.34'::money as b, '-1 hour'::interval as c, '-Infinity'::float8 as d,
                    '-x' as e
                """
            try SQLPresentation(statement: statement, mayWrite: false).run(
                on: &warehouse, into: Format.csv.sink(to: output))
            let fields = output.contents.split(separator: "\n").last?.split(separator: ",") ?? []
            #expect(fields.first == "-infinity" && fields[3...] == ["-Infinity", "'-x"])
            #expect(fields[1].hasPrefix("-") && fields[2].hasPrefix("PT-1H"))
        }
    }
}
