import PostgresClient

/// The SQL that makes a rollup's tables, and that works their cells out from a fact.
///
/// Written by hand it would be the same for every relation but for names; `deskhouse sql` shows the tables, and
/// `explain` the questions that are put to them.
struct RollupSQL {
    let relation: RollupRelation
    let touchedTable: String
    let touchedKey: String
    let isOfTickets: Bool

    init(_ relation: RollupRelation, in catalogue: RollupCatalogue) {
        self.relation = relation
        touchedTable = catalogue.touchedTable(of: relation)
        touchedKey = catalogue.touchedKey(of: relation)
        isOfTickets = catalogue.isOfTickets(relation)
    }

    // MARK: - Tables

    /// Creates both tables, commented column by column.
    var tables: String {
        [
            (relation.dayTable, "day", "local day"),
            (relation.monthTable, "month", "calendar month, by its first day"),
        ]
        .map { table($0.0, period: $0.1, meaning: $0.2) }.joined(separator: "\n")
    }

    private func table(_ name: String, period: String, meaning: String) -> String {
        let members = relation.memberColumns.map { "\($0) text collate \"C\"" }
        let parts = relation.columns.map { "\($0.name) \($0.part.isWhole ? "bigint" : "numeric")" }
        let columns =
            ["slice text collate \"C\" not null", "\(period) date not null"] + members
            + ["case_count bigint not null"] + parts
        let short = name.split(separator: ".")[1]
        let key = (["slice", period] + relation.memberColumns).joined(separator: ", ")
        var comments = [
            (
                name, "table",
                "Cells of fact.\(relation.fact) by \(meaning) and slice: sums of the KPIs' parts."
            ),
            ("\(name).slice", "column", "The dimensions that tell the cells apart; total has none."),
            (
                "\(name).\(period)", "column",
                "\(meaning.prefix(1).uppercased())\(meaning.dropFirst()), in the reporting time zone."
            ),
            ("\(name).case_count", "column", "Cases of any KPI in the cell."),
        ]
        comments += relation.memberColumns.map {
            (
                "\(name).\($0)", "column",
                "Of the slices that name it: its value, empty = the segment without one."
            )
        }
        comments += relation.columns.map { ("\(name).\($0.name)", "column", "\($0.comment) Empty = 0.") }
        return """
            create table \(name) (
                \(columns.joined(separator: ",\n    "))
            );
            create unique index \(short)_cell on \(name) (\(key)) nulls not distinct;
            create index \(short)_empty on \(name) (case_count) where case_count = 0;
            \(comments.map { "comment on \($1) \($0) is \(Quoting.literal($2));" }.joined(separator: "\n"))
            """
    }

    // MARK: - Cells

    /// Columns of a cell, in the order of the selects below, `slice` first.
    func cellColumns(period: String) -> [String] {
        ["slice", period] + relation.memberColumns + ["case_count"] + relation.columns.map(\.name)
    }

    /// The cells of all slices at once, from the table of cases.
    var cells: String {
        let members = relation.memberColumns
        let sets = relation.slices.map {
            "(" + (["base.day"] + $0.columns.map { "base.\($0)" }).joined(separator: ", ") + ")"
        }
        let columns =
            ["\(sliceName) as slice", "base.day"] + members.map { "base.\($0)" } + ["count(*) as case_count"]
            + relation.columns.map { "\(aggregate($0.part)) as \($0.name)" }
        return """
            select
                \(columns.joined(separator: ",\n    "))
            from staging.rollup_case as base
            group by grouping sets (
                \(sets.joined(separator: ",\n    "))
            )
            """
    }

    /// A histogram's entries in all slices at once: how many cases of each month and bucket there are.
    func entries(_ number: Int) -> String {
        let bucket = "base.bucket_\(number)"
        let sets = relation.slices.map {
            "(" + (["base.month", bucket] + $0.columns.map { "base.\($0)" }).joined(separator: ", ") + ")"
        }
        return """
            select
                \(Quoting.literal(relation.histograms[number].measure)) as measure,
                \(sliceName) as slice,
                base.month,
                \(membersArray) as members,
                \(bucket) as bucket,
                count(*) as case_count
            from staging.rollup_case as base
            where \(bucket) is not null
            group by grouping sets (
                \(sets.joined(separator: ",\n    "))
            )
            """
    }

    /// Which slice a grouping set is: the columns that are not grouped by are the bits.
    private var sliceName: String {
        let columns = relation.memberColumns
        let cases = relation.slices.map { slice in
            let bits = columns.reduce(0) { $0 * 2 + (slice.columns.contains($1) ? 0 : 1) }
            return "when \(bits) then \(Quoting.literal(slice.name))"
        }
        guard !columns.isEmpty else { return "'total'" }
        let list = columns.map { "base.\($0)" }.joined(separator: ", ")
        return "case grouping(\(list))\n        \(cases.joined(separator: "\n        "))\n    end"
    }

    private var membersArray: String {
        let columns = relation.memberColumns
        let cases = relation.slices.dropFirst().map { slice in
            let bits = columns.reduce(0) { $0 * 2 + (slice.columns.contains($1) ? 0 : 1) }
            return "when \(bits) then array[\(slice.columns.map { "base.\($0)" }.joined(separator: ", "))]"
        }
        guard !columns.isEmpty else { return "'{}'::text[]" }
        let list = columns.map { "base.\($0)" }.joined(separator: ", ")
        return
            "case grouping(\(list))\n        \(cases.joined(separator: "\n        "))\n        else '{}'::text[]\n    end"
    }

    // MARK: - Cases

    /// Every row of the fact, or of those a load touched, with its day, members and what it is worth: narrow, to be
    /// grouped again and again.
    func caseTable(_ settings: RollupSettings, touchedOnly: Bool) -> String {
        let buckets = relation.histograms.indices.map { number in
            let histogram = relation.histograms[number]
            return
                "rollup.bucket(base.\(valueName(histogram.value, condition: histogram.condition))) as bucket_\(number)"
        }
        return """
            create unlogged table staging.rollup_case as
            with \(base(settings, touchedOnly: touchedOnly))
            select
                \((["base.*", "date_trunc('month', base.day::timestamp)::date as month"] + buckets).joined(separator: ",\n    "))
            from base
            where \(conditions.indices.map { "base.is_case_\($0)" }.joined(separator: " or "))
            """
    }

    // MARK: - Cells of a large fact, slice by slice

    /// The cells of one slice, from the table of cases.
    ///
    /// A plain grouping is shared out among processes, other than one by several sets.
    func cells(of slice: RollupSlice) -> String {
        let key = (["base.day"] + slice.columns.map { "base.\($0)" }).joined(separator: ", ")
        let sums = ["count(*) as case_count"] + relation.columns.map { "\(aggregate($0.part)) as \($0.name)" }
        return """
            create unlogged table staging.rollup_slice as
            select
                \(([key] + sums).joined(separator: ",\n    "))
            from staging.rollup_case as base
            group by \(key);
            insert into \(relation.dayTable) (\(insertedColumns(slice)))
            select \(Quoting.literal(slice.name)), cell.*
            from staging.rollup_slice as cell
            order by \((2...(slice.columns.count + 2)).map(String.init).joined(separator: ", "));
            drop table staging.rollup_slice
            """
    }

    /// The cells of a slice, from those of a finer one.
    func cells(of slice: RollupSlice, from finer: RollupSlice) -> String {
        let key = (["cell.day"] + slice.columns.map { "cell.\($0)" }).joined(separator: ", ")
        let sums =
            ["sum(cell.case_count)::bigint"] + relation.columns.map { sum(of: "cell.\($0.name)", $0.part) }
        return """
            insert into \(relation.dayTable) (\(insertedColumns(slice)))
            select
                \(([Quoting.literal(slice.name), key] + sums).joined(separator: ",\n    "))
            from \(relation.dayTable) as cell
            where cell.slice = \(Quoting.literal(finer.name))
            group by \(key)
            order by \(key)
            """
    }

    private func insertedColumns(_ slice: RollupSlice) -> String {
        (["slice", "day"] + slice.columns + ["case_count"] + relation.columns.map(\.name)).joined(
            separator: ", ")
    }

    /// A column of cells added up; nothing is empty, not 0.
    func sum(of column: String, _ part: RollupRelation.Part) -> String {
        part.isWhole ? "nullif(sum(\(column)), 0)::bigint" : "trim_scale(nullif(sum(\(column)), 0))"
    }

    /// The histograms of one slice, from the table of cases.
    func histogram(_ number: Int, of slice: RollupSlice) -> String {
        let key = (["base.month"] + slice.columns.map { "base.\($0)" }).joined(separator: ", ")
        let members =
            slice.columns.isEmpty
            ? "'{}'::text[]" : "array[\(slice.columns.map { "entry.\($0)" }.joined(separator: ", "))]"
        return """
            create unlogged table staging.rollup_slice as
            select \(key), base.bucket_\(number) as bucket, count(*) as case_count
            from staging.rollup_case as base
            where base.bucket_\(number) is not null
            group by \(key), base.bucket_\(number);
            \(RollupSQL.packed(
                """
                select
                    \(Quoting.literal(relation.histograms[number].measure)) as measure,
                    \(Quoting.literal(slice.name)) as slice,
                    entry.month,
                    \(members) as members,
                    entry.bucket,
                    entry.case_count
                from staging.rollup_slice as entry
                """));
            drop table staging.rollup_slice
            """
    }

    /// The histograms of a slice, from those of a finer one.
    func histogram(_ number: Int, of slice: RollupSlice, from finer: RollupSlice) -> String {
        let places = slice.columns.map { column in
            "histogram.members[\((finer.columns.firstIndex(of: column) ?? 0) + 1)]"
        }
        let members = places.isEmpty ? "'{}'::text[]" : "array[\(places.joined(separator: ", "))]"
        return RollupSQL.packed(
            """
            select
                histogram.measure,
                \(Quoting.literal(slice.name)) as slice,
                histogram.month,
                \(members) as members,
                kept.bucket,
                sum(kept.case_count)::bigint as case_count
            from rollup.histogram
            cross join lateral unnest(histogram.buckets, histogram.counts) as kept (bucket, case_count)
            where histogram.measure = \(Quoting.literal(relation.histograms[number].measure))
                and histogram.slice = \(Quoting.literal(finer.name))
            group by 1, 2, 3, 4, 5
            """)
    }

    /// Puts entries, one a bucket, into `rollup.histogram`, one row a cell.
    static func packed(_ entries: String) -> String {
        """
        insert into rollup.histogram (measure, slice, month, members, case_count, buckets, counts)
        select
            entry.measure,
            entry.slice,
            entry.month,
            entry.members,
            sum(entry.case_count)::bigint as case_count,
            array_agg(entry.bucket order by entry.bucket) as buckets,
            array_agg(entry.case_count order by entry.bucket) as counts
        from (
        \(entries)
        ) as entry
        group by entry.measure, entry.slice, entry.month, entry.members
        order by entry.measure, entry.slice, entry.month, entry.members
        """
    }

    // MARK: - Rows of the fact, a day and what it is worth each

    private var conditions: [String] { relation.columns.map(\.part.condition).uniqued }

    /// Values with the condition under which they count, each worked out once.
    private var values: [(expression: String, condition: String)] {
        var found: [(expression: String, condition: String)] = []
        for column in relation.columns {
            switch column.part {
            case .milliseconds(let value, let condition), .squaredMilliseconds(let value, let condition),
                .sum(let value, let condition), .squares(let value, let condition):
                if !found.contains(where: { $0 == (value, condition) }) { found.append((value, condition)) }
            case .count, .seconds:
                break
            }
        }
        return found
    }

    private func conditionName(_ condition: String) -> String {
        "is_case_\(conditions.firstIndex(of: condition) ?? 0)"
    }

    private func valueName(_ value: String, condition: String) -> String {
        "value_\(values.firstIndex { $0 == (value, condition) } ?? 0)"
    }

    private func aggregate(_ part: RollupRelation.Part) -> String {
        switch part {
        case .count(let condition):
            "nullif(count(*) filter (where base.\(conditionName(condition))), 0)"
        case .milliseconds(let value, let condition):
            "nullif(sum(base.\(valueName(value, condition: condition))), 0)::bigint"
        case .sum(let value, let condition):
            "trim_scale(nullif(sum(base.\(valueName(value, condition: condition))), 0))"
        case .squaredMilliseconds(let value, let condition):
            "trim_scale(nullif(\(sumOfSquares(of: "base.\(valueName(value, condition: condition))")), 0))"
        case .squares(let value, let condition):
            "trim_scale(nullif(sum(base.\(valueName(value, condition: condition)) * base.\(valueName(value, condition: condition))), 0))"
        case .seconds(let condition):
            "trim_scale(nullif(sum(base.seconds) filter (where base.\(conditionName(condition))), 0))"
        }
    }

    /// Exact without a decimal a row: a whole number is cut into two parts whose products fit whole numbers.
    private func sumOfSquares(of value: String) -> String {
        let (high, low) = ("(\(value) >> 20)", "(\(value) & 1048575)")
        return
            "sum(\(high) * \(high)) * 1099511627776 + sum(\(high) * \(low)) * 2097152 + sum(\(low) * \(low))"
    }

    private func base(_ settings: RollupSettings, touchedOnly: Bool) -> String {
        let fact = relation.fact
        let zone = Quoting.literal(settings.zone)
        let members = relation.dimensions.flatMap { dimension -> [String] in
            switch dimension {
            case "agent":
                [
                    "\(fact).agent_id",
                    "case when \(fact).agent_id is not null then \(fact).source end as agent_source",
                ]
            case "source" where isOfTickets:
                ["case when \(fact).ticket_id is not null then \(fact).source end as source"]
            default: ["\(fact).\(dimension)"]
            }
        }
        let cases = conditions.enumerated().map { "coalesce(\($1), false) as is_case_\($0)" }
        let worths = values.enumerated().map { number, value in
            "case when \(value.condition) then (\(value.expression))\(worthType(value.expression, value.condition)) end as value_\(number)"
        }
        let touched =
            touchedOnly
            ? """

                inner join \(touchedTable) as touched
                    on \(fact).\(touchedKey) = touched.\(touchedKey)
                        and \(fact).source = touched.source
            """ : ""
        let parameter = """
            parameter as (
                select
                    'infinity'::timestamptz as as_of,
                    make_interval(secs => \(settings.resolutionWithin)) as resolution_window
            )
            """
        switch relation.placement {
        case .instant(let anchor):
            return """
                \(parameter),
                base as (
                    select
                        \((["kpi.local_date(\(anchor), \(zone)) as day"] + members + cases + worths).joined(separator: ",\n        "))
                    from fact.\(fact)
                    cross join parameter\(touched)
                    where \(anchor) is not null
                )
                """
        case .time(let from, let until):
            return """
                \(parameter),
                local_day as materialized (
                    select
                        generated.instant::date as day,
                        kpi.local_start(generated.instant, \(zone)) as starts_at,
                        kpi.local_start(generated.instant + interval '1 day', \(zone)) as ends_at
                    from (
                        select min(\(from)) as from_at, max(\(until)) as until_at
                        from fact.\(fact)\(touched)
                    ) as span
                    cross join lateral generate_series(
                        kpi.local_date(span.from_at, \(zone))::timestamp,
                        kpi.local_date(span.until_at, \(zone))::timestamp,
                        interval '1 day'
                    ) as generated (instant)
                ),
                base as (
                    select
                        \((["local_day.day"] + members + cases + worths).joined(separator: ",\n        ")),
                        extract(
                            epoch from least(\(until), local_day.ends_at)
                            - greatest(\(from), local_day.starts_at)
                        ) as seconds
                    from fact.\(fact)
                    cross join parameter\(touched)
                    cross join lateral generate_series(
                        kpi.local_date(\(from), \(zone))::timestamp,
                        kpi.local_date(\(until) - interval '1 microsecond', \(zone))::timestamp,
                        interval '1 day'
                    ) as part (local_at)
                    inner join local_day
                        on part.local_at::date = local_day.day
                    where \(until) > \(from)
                )
                """
        }
    }

    private func worthType(_ expression: String, _ condition: String) -> String {
        let isWhole = relation.columns.contains { $0.part == .milliseconds(expression, condition: condition) }
        return isWhole ? "" : "::numeric"
    }
}

/// The settings that rollups are worked out by.
struct RollupSettings: Hashable, Sendable {
    /// Reporting zone, IANA.
    let zone: String
    /// The warehouse's T of the resolution rate, seconds.
    let resolutionWithin: Int
}

extension RollupSettings {
    /// The warehouse's.
    static func current(on connection: inout Connection) throws -> RollupSettings {
        try connection.execute(
            """
            select
                meta.setting_value('timezone'),
                extract(epoch from meta.setting_value('resolution_within')::interval)::integer
            """
        ).map { row throws(PostgresError) in
            RollupSettings(zone: try row.decode(at: 0), resolutionWithin: try row.decode(at: 1))
        }[0]
    }
}
