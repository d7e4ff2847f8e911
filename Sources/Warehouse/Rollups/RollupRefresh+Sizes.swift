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
                    day,
                    member,
                    agent_source,
                    bucket,
                    case_count,
                    dense_rank() over (order by slice, day, member, agent_source) as cell_number
                from staging.size_net
                where measure = \(measure)
            ),
            affected as materialized (
                select distinct slice, day, member, agent_source, cell_number
                from net
            ),
            entry as (
                select cell_number, bucket, case_count
                from net
                union all
                select affected.cell_number, kept.bucket, 1
                from affected
                inner join \(table) as cell
                    on \(isSameCell("affected"))
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
            select affected.slice, affected.day, affected.member, affected.agent_source, packed.sizes
            from affected
            left join packed
                on affected.cell_number = packed.cell_number;
            analyze staging.size_cell (slice, day);
            delete from \(table) as cell
            using staging.size_cell as changed
            where \(isSameCell("changed"));
            insert into \(table) (slice, day, member, agent_source, sizes)
            select slice, day, member, agent_source, sizes
            from staging.size_cell
            where sizes is not null
            order by slice, day, member, agent_source;
            drop table staging.size_cell;
            """
    }

    private func isSameCell(_ other: String) -> String {
        """
        \(other).slice = cell.slice
            and \(other).day = cell.day
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
