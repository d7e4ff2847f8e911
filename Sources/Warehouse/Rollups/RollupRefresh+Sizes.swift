import PostgresClient

/// Keeps histograms and sizes at what the facts say: what a load changed is noted entry by entry, and put into the cells
/// that it touches.
extension RollupRefresh {
    /// Makes the table in which changes of sizes by day are noted; those by month have one that stays.
    static let sizeChange = """
        create unlogged table staging.size_change (
            measure text collate "C" not null,
            slice text collate "C" not null,
            day date not null,
            member text collate "C",
            agent_source text collate "C",
            bucket smallint not null,
            case_count bigint not null
        )
        """

    private static let sizeColumns = "measure, slice, day, member, agent_source, bucket"

    /// Notes the entries of a relation's histograms and sizes, to be put in or taken out.
    func notedSizes(_ relation: RollupRelation, _ sql: RollupSQL, sign: Int) -> String {
        guard !relation.histograms.isEmpty else { return "" }
        return """
            \(note("staging.histogram_change", "measure, slice, month, members, bucket", sql.entries, sign: sign));
            \(note("staging.size_change", Self.sizeColumns, sql.sizeEntries, sign: sign));
            """
    }

    private func note(_ table: String, _ columns: String, _ entries: String, sign: Int) -> String {
        """
        insert into \(table) (\(columns), case_count)
        select \(columns), \(sign) * entry.case_count
        from (
        \(entries)
        ) as entry
        """
    }

    /// Puts what was noted into the cells.
    func applySizes(on connection: inout Connection) throws {
        try run(Self.mergeHistograms, on: &connection)
        try run(
            """
            create unlogged table staging.size_net as
            select \(Self.sizeColumns), sum(case_count)::bigint as case_count
            from staging.size_change
            group by \(Self.sizeColumns)
            having sum(case_count) <> 0;
            drop table staging.size_change;
            analyze staging.size_net;
            \(catalogue.relations.flatMap(\.histograms).map(mergeSizes).joined(separator: "\n"))
            drop table staging.size_net
            """, on: &connection)
    }

    /// The cells in which a histogram's cases changed are worked out from what they held and from the change.
    private func mergeSizes(_ histogram: RollupRelation.Histogram) -> String {
        let measure = Quoting.literal(histogram.measure)
        let table = histogram.sizeTable
        return """
            create unlogged table staging.size_cell as
            with net as materialized (
                select
                    slice,
                    date_trunc('week', day::timestamp)::date as week,
                    extract(isodow from day)::integer as weekday,
                    member,
                    agent_source,
                    bucket,
                    case_count,
                    dense_rank() over (
                        order by slice, date_trunc('week', day::timestamp), member, agent_source
                    ) as cell_number
                from staging.size_net
                where measure = \(measure)
            ),
            week_change as (
                \(sizeChanges(keys: ["cell_number"]))
            ),
            day_change as (
                \(sizeChanges(keys: ["cell_number", "weekday"]))
            ),
            kept as materialized (
                select
                    affected.*,
                    coalesce(cell.sizes, '{}') as sizes,
                    coalesce(cell.days, '{}') as days,
                    coalesce(cell.up_to, '{0,0,0,0,0,0,0}') as up_to
                from (
                    select distinct slice, week, member, agent_source, cell_number
                    from net
                ) as affected
                left join \(table) as cell
                    on \(isSameCell("affected"))
            ),
            changed_day as (
                select
                    kept.cell_number,
                    part.weekday,
                    rollup.changed_sizes(
                        kept.days[part.below + 1:part.up_to],
                        coalesce(day_change.buckets, '{}'),
                        coalesce(day_change.counts, '{}')
                    ) as sizes
                from kept
                cross join lateral unnest(kept.up_to, 0 || kept.up_to[1:6])
                    with ordinality as part (up_to, below, weekday)
                left join day_change
                    on kept.cell_number = day_change.cell_number
                        and part.weekday = day_change.weekday
            ),
            changed as (
                select
                    cell_number,
                    rollup.joined(sizes order by weekday) as days,
                    rollup.counted_up(array_agg(cardinality(sizes) order by weekday)) as up_to
                from changed_day
                group by cell_number
            )
            select
                kept.slice,
                kept.week,
                kept.member,
                kept.agent_source,
                rollup.changed_sizes(kept.sizes, week_change.buckets, week_change.counts) as sizes,
                changed.days,
                changed.up_to
            from kept
            inner join changed
                on kept.cell_number = changed.cell_number
            inner join week_change
                on kept.cell_number = week_change.cell_number;
            analyze staging.size_cell (slice, week);
            delete from \(table) as cell
            using staging.size_cell as changed
            where \(isSameCell("changed"));
            insert into \(table) (slice, week, member, agent_source, sizes, days, up_to)
            select slice, week, member, agent_source, sizes, days, up_to
            from staging.size_cell
            where cardinality(sizes) > 0
            order by slice, week, member, agent_source;
            drop table staging.size_cell;
            """
    }

    /// Of each cell, or day of one, the buckets whose numbers of cases changed, ascending, and by how many.
    private func sizeChanges(keys: [String]) -> String {
        let keys = keys.joined(separator: ", ")
        return """
            select
                    \(keys),
                    array_agg(bucket order by bucket) as buckets,
                    array_agg(case_count::integer order by bucket) as counts
                from (
                    select \(keys), bucket, sum(case_count) as case_count
                    from net
                    group by \(keys), bucket
                ) as entry
                group by \(keys)
            """
    }

    private func isSameCell(_ other: String) -> String {
        """
        \(other).slice = cell.slice
            and \(other).week = cell.week
            and \(other).member is not distinct from cell.member
            and \(other).agent_source is not distinct from cell.agent_source
        """
    }

    /// What is in `staging.histogram_change` put into the histograms.
    private static let mergeHistograms = """
        create unlogged table staging.histogram_net as
        select measure, slice, month, members, bucket, sum(case_count)::bigint as case_count
        from staging.histogram_change
        group by measure, slice, month, members, bucket
        having sum(case_count) <> 0;
        analyze staging.histogram_net;
        insert into rollup.histogram as cell (measure, slice, month, members, case_count, buckets, up_to)
        with net as (
            select
                measure,
                slice,
                month,
                members,
                sum(case_count)::bigint as case_count,
                array_agg(bucket order by bucket) as buckets,
                array_agg(case_count::integer order by bucket) as counts
            from staging.histogram_net
            group by measure, slice, month, members
        )
        select
            measure,
            slice,
            month,
            members,
            coalesce(histogram.case_count, 0) + net.case_count,
            changed.buckets,
            changed.up_to
        from net
        left join rollup.histogram
            using (measure, slice, month, members)
        cross join lateral rollup.changed(
            coalesce(histogram.buckets, '{}'), coalesce(histogram.up_to, '{}'), net.buckets, net.counts
        ) as changed
        order by measure, slice, month, members
        on conflict (measure, slice, month, members) do update
        set case_count = excluded.case_count, buckets = excluded.buckets, up_to = excluded.up_to;
        delete from rollup.histogram where case_count = 0;
        drop table staging.histogram_net;
        select staging.empty('staging.histogram_change')
        """
}
