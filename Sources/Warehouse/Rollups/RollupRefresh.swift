import PostgresClient

/// Keeps the rollups at what the facts say.
///
/// Where everything is derived anew, cells are worked out from all facts. After a load only what it touched is looked
/// at: the touched rows' cases are noted before their facts change (`noteTouched`); afterwards, of those that came out
/// different, the old parts are taken out of the cells and the new ones put in (`apply`). Parts are whole numbers or
/// exact decimals, so what was added and taken away again leaves no trace, and a rollup that was kept up to date
/// equals one that was worked out anew, to the byte. So each may be refreshed by whichever way costs less.
struct RollupRefresh {
    let catalogue: RollupCatalogue

    // MARK: - What a load touched

    /// What becomes of the rollups after a load.
    struct Refreshed {
        /// Those whose touched cases were noted: their cells are changed.
        let changed: [RollupRelation]
        /// Those of which much is touched: their cells are worked out anew.
        let filled: [RollupRelation]
    }

    /// Notes the touched rows' cases as they were, but of rollups of which much is touched.
    ///
    /// Runs when it is known what a load touched, and before facts change.
    func noteTouched(on connection: inout Connection) throws -> Refreshed {
        let settings = try RollupSettings.current(on: &connection)
        let large = try muchTouched(on: &connection)
        let refreshed = Refreshed(
            changed: catalogue.relations.filter { !large.contains(catalogue.touchedTable(of: $0)) },
            filled: catalogue.relations.filter { large.contains(catalogue.touchedTable(of: $0)) })
        for relation in refreshed.changed {
            try run(
                """
                \(RollupSQL(relation, in: catalogue).caseTable(settings, touchedOnly: true));
                alter table staging.rollup_case rename to \(before(relation))
                """, of: relation, on: &connection)
        }
        return refreshed
    }

    /// The lists of what is touched that are so long that working all cells out anew costs less than changing them.
    ///
    /// A case that is taken out of the cells or put in costs some 35 times what it costs to fill them with it; the
    /// 1,200 are what filling costs whatever there is. An agent's cases are counted as shifts.
    private func muchTouched(on connection: inout Connection) throws -> Set<String> {
        let shifts = """
            select count(*)
            from core.shift
            inner join staging.touched_agent
                on shift.agent_id = touched_agent.agent_id
                    and shift.source = touched_agent.source
            """
        let lists = [
            ("ticket", "select count(*) from staging.touched_ticket", "core.ticket"),
            ("survey", "select count(*) from staging.touched_survey", "core.survey"),
            ("order", "select count(*) from staging.touched_order", "core.customer_order"),
            ("agent", shifts, "core.shift"),
        ]
        let questions = lists.map { list, touched, table in
            """
            select 'staging.touched_\(list)'
            from (\(touched)) as touched (row_count)
            where touched.row_count > 1200 + (
                -- No more are counted than there would have to be: the history costs a small load nothing.
                select count(*)
                from (
                    select from \(table)
                    limit greatest(35 * (touched.row_count - 1200), 0)
                ) as counted
            ) / 35
            """
        }
        return Set(
            try connection.execute(Statement(trusted: questions.joined(separator: "\nunion all\n")))
                .values(String.self))
    }

    /// Takes out of the cells the cases that are no longer what they were, and puts in what they are now; works out
    /// anew the rollups of which much was touched.
    ///
    /// Most of what a load touches comes out as it was: only cases that differ cost anything beyond being looked at.
    func apply(_ refreshed: Refreshed, on connection: inout Connection) throws {
        let settings = try RollupSettings.current(on: &connection)
        // From the load on that brings too many sets of attributes, they are not told apart.
        if try settings.hasAttributeCells && hasManyAttributeSets(on: &connection) {
            for relation in refreshed.changed {
                try run("drop table staging.\(before(relation))", on: &connection)
            }
            return try fill(on: &connection)
        }
        try run(Self.sizeChange, on: &connection)
        for relation in refreshed.changed {
            let sql = RollupSQL(relation, in: catalogue)
            try run(
                """
                \(sql.caseTable(settings, touchedOnly: true));
                alter table staging.rollup_case rename to rollup_after;
                create unlogged table \(change(relation)) (like \(relation.dayTable), sign integer);
                \(changes(relation, sql, from: before(relation), to: "rollup_after", sign: -1))
                \(changes(relation, sql, from: "rollup_after", to: before(relation), sign: 1))
                drop table staging.\(before(relation));
                drop table staging.rollup_after;
                \(net(relation));
                \(merge(relation, sql, period: "day"));
                \(merge(relation, sql, period: "month"));
                drop table \(change(relation));
                drop table \(net(of: relation))
                """, of: relation, on: &connection)
        }
        try applySizes(on: &connection)
        try fill(refreshed.filled, settings, on: &connection)
    }

    /// The cells and histogram entries of the cases that are in one table and not in another.
    private func changes(
        _ relation: RollupRelation, _ sql: RollupSQL, from: String, to: String, sign: Int
    ) -> String {
        """
        create unlogged table staging.rollup_case as
        select * from staging.\(from)
        except all
        select * from staging.\(to);
        insert into \(change(relation)) (sign, \(sql.cellColumns(period: "day").joined(separator: ", ")))
        select \(sign) as sign, cell.*
        from (
        \(sql.cells)
        ) as cell;
        \(notedSizes(relation, sql, sign: sign))
        drop table staging.rollup_case;
        """
    }

    private func before(_ relation: RollupRelation) -> String { "rollup_before_\(relation.name)" }

    private func change(_ relation: RollupRelation) -> String { "staging.rollup_\(relation.name)" }

    private func net(of relation: RollupRelation) -> String { "staging.rollup_\(relation.name)_net" }

    /// What is left of the changes of a cell; cells whose parts come out as they were are not touched.
    private func net(_ relation: RollupRelation) -> String {
        let key = (["slice", "day"] + relation.memberColumns).map { "change.\($0)" }.joined(separator: ", ")
        let names = ["case_count"] + relation.columns.map(\.name)
        let sums = names.map { "coalesce(sum(change.sign * change.\($0)), 0) as \($0)" }
        return """
            create unlogged table \(net(of: relation)) as
            select
                \(([key] + sums).joined(separator: ",\n    "))
            from \(change(relation)) as change
            group by \(key)
            having \(names.map { "coalesce(sum(change.sign * change.\($0)), 0) <> 0" }.joined(separator: "\n    or "))
            """
    }

    /// Puts what is left of the changes into the cells, and drops cells that are left without a case.
    ///
    /// No key tells cells apart: an index of it would be as large as half of them. A slice's cells of one day are few,
    /// and looked through.
    private func merge(_ relation: RollupRelation, _ sql: RollupSQL, period: String) -> String {
        let table = period == "day" ? relation.dayTable : relation.monthTable
        let time = period == "day" ? "net.day" : "date_trunc('month', net.day::timestamp)::date"
        let sums =
            ["sum(net.case_count)::bigint as case_count"]
            + relation.columns.map { "\(sql.sum(of: "net.\($0.name)", $0.part)) as \($0.name)" }
        let isSame =
            ["cell.slice = net.slice", "cell.\(period) = net.\(period)"]
            + relation.memberColumns.map { "cell.\($0) is not distinct from net.\($0)" }
        let updates =
            ["case_count = cell.case_count + net.case_count"]
            + relation.columns.map { column in
                let total = "coalesce(cell.\(column.name), 0) + coalesce(net.\(column.name), 0)"
                let shown = column.part.isWhole ? "nullif(\(total), 0)" : "trim_scale(nullif(\(total), 0))"
                return "\(column.name) = \(shown)"
            }
        let columns = sql.cellColumns(period: period)
        let members = relation.memberColumns.map { "net.\($0)" }
        return """
            merge into \(table) as cell
            using (
                select
                    \((["net.slice", "\(time) as \(period)"] + members + sums).joined(separator: ",\n        "))
                from \(net(of: relation)) as net
                group by \((["net.slice", time] + members).joined(separator: ", "))
            ) as net
            on \(isSame.joined(separator: "\n    and "))
            when matched then update set
                \(updates.joined(separator: ",\n    "))
            when not matched then
                insert (\(columns.joined(separator: ", ")))
                values (\(columns.map { "net.\($0)" }.joined(separator: ", ")));
            delete from \(table) where case_count = 0
            """
    }

    // MARK: - Pieces

    func run(_ script: String, on connection: inout Connection) throws {
        try connection.executeScript(script)
    }

    /// Runs what works a relation out; what PostgreSQL refuses of it bears the names of the KPIs' files that it is made
    /// from.
    func run(_ script: String, of relation: RollupRelation, on connection: inout Connection) throws {
        try WarehouseError.naming(catalogue.path(of: relation)) { try connection.executeScript(script) }
    }
}
