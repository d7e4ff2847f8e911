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
                \(relation.histograms.map { "delete from \($0.sizeTable);" }.joined(separator: "\n"))
                delete from \(relation.dayTable);
                delete from \(relation.monthTable);
                \(sql.caseTable(settings, touchedOnly: false));
                -- A slice is worked out by one process, and several at a time: not each by several.
                alter table staging.rollup_case set (parallel_workers = 0);
                analyze staging.rollup_case (\(sql.caseKeys.joined(separator: ", ")));
                \(daysFromCases(relation, sql))
                """, of: relation, on: &connection)
            try SizeFill(relation: relation).run(on: &connection)
            try run(
                """
                drop table staging.rollup_case;
                \(relation.histograms.map { "analyze \($0.sizeTable) (slice, week);" }.joined(separator: "\n"))
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

    /// Fills the cells by day with what the plan's roots give, as far as it is kept, and with what is added up from them.
    ///
    /// Both become tables first: a select that fills one is shared among several processes, one that is inserted is
    /// not.
    private func daysFromCases(_ relation: RollupRelation, _ sql: RollupSQL) -> String {
        let plan = sql.cellPlan
        let columns = sql.cellColumns(period: "day").joined(separator: ", ")
        let kept = relation.slices.map { Quoting.literal($0.name) }.joined(separator: ", ")
        var script = """
            create unlogged table staging.rollup_cell as
            \(union(plan.roots.map(sql.cells(of:))));
            alter table staging.rollup_cell set (parallel_workers = 0);

            """
        var selects = ["select \(columns) from staging.rollup_cell where slice in (\(kept))"]
        if !plan.sums.isEmpty {
            script += """
                create unlogged table staging.rollup_cell_sum as
                \(union(plan.sums.map(sql.cells(of:from:))));

                """
            selects.append("select \(columns) from staging.rollup_cell_sum")
        }
        return script + """
            insert into \(relation.dayTable) (\(columns))
            \(union(selects))
            order by \(sql.cellKeys(period: "day"));
            drop table staging.rollup_cell;
            drop table if exists staging.rollup_cell_sum
            """
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
