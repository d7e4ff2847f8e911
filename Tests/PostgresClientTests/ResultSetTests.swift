import PostgresClient
import TestSupport
import Testing

@Suite(.scratchDatabase) struct ResultSetTests {
    @Test func describesColumnsAndCounts() throws {
        var connection = try ScratchDatabase.connect()
        let result = try connection.execute(
            "select 1::bigint as id, 'x'::text as name, 1.5::numeric(6, 2) as price")
        #expect(
            result.columns == [
                Column(name: "id", typeID: 20, typeModifier: -1),
                Column(name: "name", typeID: 25, typeModifier: -1),
                Column(name: "price", typeID: 1700, typeModifier: (6 << 16 | 2) + 4),
            ])
        #expect(result.rowCount == 1)
        #expect(result.commandTag == "SELECT 1")
    }

    @Test func countsAffectedRows() throws {
        var connection = try ScratchDatabase.connect()
        let created = try connection.execute("create temp table item (id int)")
        #expect(created.affectedRows == 0)
        #expect(created.columns.isEmpty)
        let inserted = try connection.execute("insert into item select generate_series(1, 5)")
        #expect(inserted.affectedRows == 5)
        #expect(inserted.rowCount == 0)
        #expect(try connection.execute("delete from item where id > \(3)").affectedRows == 2)
    }

    @Test func emptyStatementIsNoError() throws {
        var connection = try ScratchDatabase.connect()
        #expect(try connection.execute("-- nothing").rowCount == 0)
    }

    @Test func givesValuesOfTheFirstColumn() throws {
        var connection = try ScratchDatabase.connect()
        #expect(try connection.execute("values (1), (null), (3)").values(Int?.self) == [1, nil, 3])
        #expect(try connection.execute("select 'one'").value(String.self) == "one")
        #expect(throws: PostgresError.misused("one row was expected, and there are 2")) {
            try connection.execute("values (1), (2)").value(Int.self)
        }
    }

    @Test func errorOfTheBodyIsPassedOn() throws {
        struct Full: Error {}
        var connection = try ScratchDatabase.connect()
        let result = try connection.execute("values (1), (2), (3)")
        var seen = 0
        #expect(throws: Full.self) {
            try result.forEach { _ in
                seen += 1
                if seen == 2 { throw Full() }
            }
        }
        #expect(seen == 2)
    }
}
