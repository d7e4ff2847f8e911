import PostgresClient

/// The rollups' tables in the database: made from the KPIs' files, and made anew where those say something else.
struct RollupTables {
    private let catalogue: RollupCatalogue

    init(_ catalogue: RollupCatalogue) {
        self.catalogue = catalogue
    }

    /// What shows that other code makes the rollups: of each kind one whose SQL is short, since that of all is alike.
    var marks: [String] {
        let kinds = Dictionary(grouping: catalogue.relations) { relation in
            switch relation.placement {
            case .time: "time"
            case .instant: relation.histograms.isEmpty ? "instant" : "instant with sizes"
            }
        }
        return kinds.sorted { $0.key < $1.key }.compactMap { _, relations in
            relations.min { $0.columns.count + $0.dimensions.count < $1.columns.count + $1.dimensions.count }
        }.map(definition)
    }

    /// Creates the tables that are missing or were made from something else, and drops those nothing is kept in.
    ///
    /// Returns whether any was created, and waits to be filled.
    func create(on connection: inout Connection) throws -> Bool {
        var kept: [String: String] = [:]
        try connection.execute("select name, definition from meta.rollup").forEach {
            row throws(PostgresError) in
            kept[try row.decode(at: 0)] = try row.decode(String.self, at: 1)
        }
        let wanted = Dictionary(
            uniqueKeysWithValues: catalogue.relations.map { ($0.name, definition(of: $0)) })
        for (name, definition) in kept where wanted[name] != definition {
            try connection.executeScript("drop table rollup.\(name)_day; drop table rollup.\(name)_month")
            try connection.execute("delete from meta.rollup where name = \(name)")
        }
        let new = catalogue.relations.filter { kept[$0.name] != wanted[$0.name] }
        try dropSizes(
            keptOf: catalogue.relations.filter { kept[$0.name] == wanted[$0.name] }, on: &connection)
        for relation in new {
            try connection.executeScript(RollupSQL(relation, in: catalogue).tables)
            try connection.execute(
                """
                insert into meta.rollup (name, definition)
                values (\(relation.name), \(wanted[relation.name] ?? ""))
                """)
        }
        return !new.isEmpty
    }

    /// Drops the tables of sizes but those of these relations.
    private func dropSizes(keptOf relations: [RollupRelation], on connection: inout Connection) throws {
        let kept = Set(relations.flatMap(\.histograms).map(\.sizeTable))
        let tables = try connection.execute(
            """
            select format('rollup.%I', relname)
            from pg_class
            where relnamespace = 'rollup'::regnamespace and relkind = 'r' and relname like '%\\_sizes'
            """
        ).values(String.self)
        for table in tables where !kept.contains(table) {
            try connection.executeScript("drop table \(table)")
        }
    }

    /// All that a relation's cells depend on but the settings.
    private func definition(of relation: RollupRelation) -> String {
        let sql = RollupSQL(relation, in: catalogue)
        let settings = RollupSettings(zone: "UTC", resolutionWithin: 0, hasAttributeCells: true)
        return [
            sql.tables, sql.caseTable(settings, touchedOnly: false), sql.cells, sql.entries, sql.sizeEntries,
        ].joined(separator: "\n")
    }
}
