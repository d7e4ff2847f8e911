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
            members text[] collate "C" not null,
            bucket smallint not null,
            case_count bigint not null
        )
        """

    /// Notes the entries of a relation's histograms and sizes, to be put in or taken out.
    func notedSizes(_ relation: RollupRelation, _ sql: RollupSQL, sign: Int) -> String {
        guard !relation.histograms.isEmpty else { return "" }
        return """
            \(note("staging.histogram_change", period: "month", sql.entries, sign: sign));
            \(note("staging.size_change", period: "day", sql.sizeEntries, sign: sign));
            """
    }

    private func note(_ table: String, period: String, _ entries: String, sign: Int) -> String {
        """
        insert into \(table) (measure, slice, \(period), members, bucket, case_count)
        select
            entry.measure,
            entry.slice,
            entry.\(period),
            entry.members,
            entry.bucket,
            \(sign) * entry.case_count
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
            select measure, slice, day, members, bucket, sum(case_count)::bigint as case_count
            from staging.size_change
            group by measure, slice, day, members, bucket
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
                select slice, day, members, bucket, case_count
                from staging.size_net
                where measure = \(measure)
            ),
            affected as materialized (
                select slice, day, members, row_number() over () as cell_number
                from (
                    select distinct slice, day, members
                    from net
                ) as cell
            ),
            entry as (
                select affected.cell_number, net.bucket, net.case_count
                from net
                inner join affected
                    using (slice, day, members)
                union all
                select affected.cell_number, kept.bucket, 1
                from affected
                inner join \(table) as cell
                    using (slice, day, members)
                cross join lateral unnest(cell.sizes) as kept (bucket)
            ),
            merged as (
                select cell_number, bucket, sum(case_count)::bigint as case_count
                from entry
                group by cell_number, bucket
            ),
            packed as (
                select cell_number, array_agg(bucket) as sizes
                from (
                    select merged.cell_number, merged.bucket
                    from merged
                    cross join generate_series(1, merged.case_count)
                    order by merged.cell_number, merged.bucket
                ) as sized
                group by cell_number
            )
            select affected.slice, affected.day, affected.members, packed.sizes
            from affected
            left join packed
                on affected.cell_number = packed.cell_number;
            delete from \(table) as cell
            using staging.size_cell as changed
            where cell.slice = changed.slice
                and cell.day = changed.day
                and cell.members = changed.members;
            insert into \(table) (slice, day, members, sizes)
            select slice, day, members, sizes
            from staging.size_cell
            where sizes is not null
            order by slice, day, members;
            drop table staging.size_cell;
            """
    }

    /// What is in `staging.histogram_change` put into the histograms.
    private static let mergeHistograms = """
        create unlogged table staging.histogram_net as
        select measure, slice, month, members, bucket, sum(case_count)::bigint as case_count
        from staging.histogram_change
        group by measure, slice, month, members, bucket
        having sum(case_count) <> 0;
        insert into rollup.histogram as cell (measure, slice, month, members, case_count, buckets, up_to)
        with affected as materialized (
            select measure, slice, month, members, row_number() over () as cell_number
            from (
                select distinct measure, slice, month, members
                from staging.histogram_net
            ) as net
        ),
        entry as (
            select affected.cell_number, histogram_net.bucket, histogram_net.case_count
            from staging.histogram_net
            inner join affected
                using (measure, slice, month, members)
            union all
            select affected.cell_number, kept.bucket, kept.case_count
            from affected
            inner join rollup.histogram
                using (measure, slice, month, members)
            cross join lateral rollup.entries(histogram.buckets, histogram.up_to) as kept
        ),
        merged as (
            select cell_number, bucket, sum(case_count)::bigint as case_count
            from entry
            group by cell_number, bucket
        ),
        ranked as (
            select
                cell_number,
                bucket,
                case_count,
                (sum(case_count) over (partition by cell_number order by bucket))::integer as up_to
            from merged
            order by cell_number, bucket
        ),
        packed as (
            select
                cell_number,
                sum(case_count)::bigint as case_count,
                coalesce(array_agg(bucket) filter (where case_count <> 0), '{}') as buckets,
                coalesce(array_agg(up_to) filter (where case_count <> 0), '{}') as up_to
            from ranked
            group by cell_number
        )
        select
            affected.measure,
            affected.slice,
            affected.month,
            affected.members,
            packed.case_count,
            packed.buckets,
            packed.up_to
        from packed
        inner join affected
            on packed.cell_number = affected.cell_number
        order by affected.measure, affected.slice, affected.month, affected.members
        on conflict (measure, slice, month, members) do update
        set case_count = excluded.case_count, buckets = excluded.buckets, up_to = excluded.up_to;
        delete from rollup.histogram where case_count = 0;
        drop table staging.histogram_net;
        truncate staging.histogram_change
        """
}
