import PostgresClient

/// Works every cell out anew, from all facts.
extension RollupRefresh {
    /// Works every cell out anew.
    ///
    /// What is there is deleted, not truncated: a reader whose transaction began before keeps seeing it. Whether sets
    /// of attributes are told apart is decided anew, unless it is to stay as it is.
    func fill(decidesAttributeCells: Bool = true, on connection: inout Connection) throws {
        if decidesAttributeCells {
            let areMany = try hasManyAttributeSets(on: &connection)
            try connection.execute("update meta.attribute_cells set is_kept = \(!areMany)")
        }
        // Also of measures that there are no more.
        try run("delete from rollup.histogram", on: &connection)
        try fill(catalogue.relations, RollupSettings.current(on: &connection), on: &connection)
    }

    /// Works the cells of some rollups out anew.
    func fill(
        _ relations: [RollupRelation], _ settings: RollupSettings, on connection: inout Connection
    ) throws {
        guard !relations.isEmpty else { return }
        try LoadResources.use(on: &connection)
        for relation in relations {
            let sql = RollupSQL(relation, in: catalogue)
            let measures = relation.histograms.map { Quoting.literal($0.measure) }.joined(separator: ", ")
            try run(
                """
                \(measures.isEmpty ? "" : "delete from rollup.histogram where measure in (\(measures));")
                delete from \(relation.dayTable);
                delete from \(relation.monthTable);
                \(sql.caseTable(settings, touchedOnly: false));
                -- A slice is worked out by one process, and several at a time: not each by several.
                alter table staging.rollup_case set (parallel_workers = 0);
                analyze staging.rollup_case (\(sql.caseKeys.joined(separator: ", ")));
                \(daysFromCases(relation, sql));
                \(relation.histograms.indices.map { sizesFromCases($0, of: relation, sql) + ";" }.joined(separator: "\n"))
                drop table staging.rollup_case;
                analyze \(relation.dayTable) (\(sql.cellKeys(period: "day")));
                \(monthsFromDays(relation, sql));
                analyze \(relation.monthTable) (\(sql.cellKeys(period: "month")))
                """, on: &connection)
        }
        try run("analyze rollup.histogram", on: &connection)
    }

    // MARK: - Which slices

    /// More sets of attributes than this are not told apart: cells of so many would be nearly as many as cases.
    private static let mostAttributeSets = 500

    func hasManyAttributeSets(on connection: inout Connection) throws -> Bool {
        try connection.execute(
            """
            select count(*) > \(Self.mostAttributeSets)
            from (select from fact.attribute_set limit \(Self.mostAttributeSets + 1)) as counted
            """
        ).value(Bool.self)
    }

    // MARK: - From cases to cells

    private func daysFromCases(_ relation: RollupRelation, _ sql: RollupSQL) -> String {
        let plan = sql.cellPlan
        return fill(
            relation.dayTable, sql.cellColumns(period: "day"), of: relation,
            order: sql.cellKeys(period: "day"), from: "staging.rollup_cell",
            roots: plan.roots.map(sql.cells(of:)), sums: plan.sums.map(sql.cells(of:from:)))
    }

    /// The sizes of a histogram's cases week by week, and how many of each there are in a month.
    private func sizesFromCases(_ number: Int, of relation: RollupRelation, _ sql: RollupSQL) -> String {
        let plan = sql.histogramPlan
        let table = relation.histograms[number].sizeTable
        return hashed(
            """
            \(sql.sizedCases(number));
            create unlogged table staging.rollup_sizes as
            \(union(relation.sizeSlices.map(sql.sizes(of:))));
            delete from \(table);
            insert into \(table) (slice, week, member, agent_source, sizes, days, up_to)
            select slice, week, member, agent_source, sizes, days, up_to
            from staging.rollup_sizes
            order by slice, week, member, agent_source;
            drop table staging.rollup_sizes;
            analyze \(table) (slice, week);
            \(fill(
                "rollup.histogram",
                ["measure", "slice", "month", "members", "case_count", "buckets", "up_to"], of: relation,
                order: "measure, slice, month, members", from: "staging.rollup_histogram",
                roots: plan.roots.map { sql.histogram(number, of: $0) },
                sums: plan.sums.map { sql.histogram(number, of: $0, from: $1) }));
            drop table staging.rollup_sized
            """)
    }

    /// Has groups take their rows in the order in which they come: hashed, where sorting them first would lose it.
    private func hashed(_ script: String) -> String {
        """
        set local enable_hashagg = on;
        set local enable_sort = off;
        set local synchronize_seqscans = off;
        \(script);
        set local enable_hashagg to default;
        set local enable_sort to default;
        set local synchronize_seqscans to default
        """
    }

    /// Fills a table with what the roots give, as far as it is kept, and with what is added up from them.
    ///
    /// Both become tables first: a select that fills one is shared among several processes, one that is inserted is
    /// not.
    private func fill(
        _ table: String, _ columns: [String], of relation: RollupRelation, order: String, from root: String,
        roots: [String], sums: [String]
    ) -> String {
        let columns = columns.joined(separator: ", ")
        let kept = relation.slices.map { Quoting.literal($0.name) }.joined(separator: ", ")
        var script = """
            create unlogged table \(root) as
            \(union(roots));
            alter table \(root) set (parallel_workers = 0);

            """
        var selects = ["select \(columns) from \(root) where slice in (\(kept))"]
        if !sums.isEmpty {
            script += """
                create unlogged table \(root)_sum as
                \(union(sums));

                """
            selects.append("select \(columns) from \(root)_sum")
        }
        script += """
            insert into \(table) (\(columns))
            \(union(selects))
            order by \(order);
            drop table \(root);
            drop table if exists \(root)_sum

            """
        return script
    }

    private func union(_ selects: [String]) -> String { selects.joined(separator: "\nunion all\n") }

    private func monthsFromDays(_ relation: RollupRelation, _ sql: RollupSQL) -> String {
        let month = "date_trunc('month', cell.day::timestamp)::date"
        let members = relation.memberColumns.map { "cell.\($0)" }
        let sums =
            ["sum(cell.case_count)::bigint"]
            + relation.columns.map { sql.sum(of: "cell.\($0.name)", $0.part) }
        let groups = (["cell.slice", month] + members).joined(separator: ", ")
        return """
            insert into \(relation.monthTable) (\(sql.cellColumns(period: "month").joined(separator: ", ")))
            select
                \(([groups] + sums).joined(separator: ",\n    "))
            from \(relation.dayTable) as cell
            group by \(groups)
            order by \(groups)
            """
    }
}
