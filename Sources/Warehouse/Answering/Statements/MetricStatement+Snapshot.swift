import KPIQuery
import PostgresClient

/// What is there at the end of a bucket, or as of now where the bucket is not over.
extension MetricStatement {
    /// Counts: what came minus what went, added up over the buckets.
    func levelSQL(_ builder: inout SQLBuilder) -> String {
        let ends = builder.bind(bounds.snapshotEnds, as: "timestamptz")
        let names = memberNames
        let grouping = (["bucket"] + names).joined(separator: ", ")
        let partition = names.isEmpty ? "" : "partition by " + names.joined(separator: ", ") + " "
        let level = "sum(sum(delta)) over (\(partition)order by bucket)"
        return """
            \(stretches(&builder)),
            change as (
                select \((["width_bucket(from_at, \(ends)) + 1 as bucket"] + names + ["1 as delta"]).joined(separator: ", "))
                from stretch
                union all
                select \((["width_bucket(until_at, \(ends)) + 1 as bucket"] + names + ["-1 as delta"]).joined(separator: ", "))
                from stretch
                where until_at is not null
            ),
            step as (
                select \(grouping), sum(delta) as delta
                from change
                where bucket <= \(bounds.count)
                group by \(grouping)
            ),
            filled as (
                select \(grouping), delta from step
                union all
                \(everyCell(of: "step", with: "0 as delta"))
            )
            select \(([grouping, "\(level) as n"] + measures.indices.map { "\(level) as value_\($0)" }).joined(separator: ", "))
            from filled
            group by \(grouping)
            """
    }

    /// Ages: each stretch meets the ends of the buckets in which it is open.
    func ageSQL(_ builder: inout SQLBuilder) -> String {
        let ends = builder.bind(bounds.snapshotEnds, as: "timestamptz")
        let groups = (["bucket"] + memberNames).joined(separator: ", ")
        let grouping = bounds.count == 1 && memberNames.isEmpty ? "" : "group by \(groups)"
        let bucket = grouping.isEmpty ? "1 as bucket" : "bucket"
        let age =
            isBusiness
            ? "fact.open_ms(ending.open_us[stretch_end.bucket] - stretch.since_open_us)"
            : "fact.milliseconds(stretch.since_at, (\(ends))[stretch_end.bucket])"
        let clock = """

                inner join ending
                    on stretch.clock_schedule_id = ending.schedule_id
                        and stretch.source = ending.source
            """
        return """
            \(stretches(&builder)),
            aged as (
                select
                    \(columns(["stretch_end.bucket"] + memberNames + ["\(age) as age_ms"]))
                from stretch
                cross join lateral generate_series(
                    width_bucket(stretch.from_at, \(ends)) + 1,
                    coalesce(width_bucket(stretch.until_at, \(ends)), \(bounds.count))
                ) as stretch_end (bucket)\(isBusiness ? clock : "")
            )
            select
                \(columns([bucket] + memberNames + ["count(*) as n"] + measureColumns()))
            from aged as kpi_case
            \(grouping)
            """
    }

    /// The stretches that reach into the time of the snapshots, with their members.
    private func stretches(_ builder: inout SQLBuilder) -> String {
        let last = builder.bind(bounds.snapshotEnds.last, as: "timestamptz")
        var selected = ["kpi_case.from_at", "kpi_case.until_at"]
        if definition.isAge { selected.append("kpi_case.since_at") }
        var joins = CaseRelation.joins(for: usedDimensions)
        if isBusiness {
            selected += [
                "kpi_case.source", "kpi_case.clock_schedule_id",
                "\(Self.openTime(at: "kpi_case.since_at", in: "open_block")) as since_open_us",
            ]
            joins += """

                inner join open_block
                    on kpi_case.clock_schedule_id = open_block.schedule_id
                        and kpi_case.source = open_block.source
                        and fact.block_at(kpi_case.since_at) = open_block.block_at
                """
        }
        selected += memberColumns(&builder)
        let first = builder.bind(bounds.snapshotEnds.first, as: "timestamptz")
        let conditions =
            [
                "kpi_case.from_at < \(last)",
                "coalesce(kpi_case.until_at >= \(first), true)",
            ] + filterConditions(&builder)
        return """
            \(prologue(&builder)),
            kpi_case as not materialized (
            \(definition.cases.sql)
            )\(isBusiness ? openTime(until: last, &builder) : ""),
            stretch as (
                select
                    \(columns(selected))
                from kpi_case\(joins)
                where \(conditions.joined(separator: " and "))
            )
            """
    }

    /// How much open time each schedule has had at each bucket's end, from the first case on.
    func openTime(until last: String, _ builder: inout SQLBuilder) -> String {
        """
        ,
        open_block as materialized (
            select
                used_schedule.schedule_id,
                used_schedule.source,
                block.*
            from (
                select
                    kpi_case.clock_schedule_id as schedule_id,
                    kpi_case.source,
                    min(kpi_case.since_at) as first_at
                from kpi_case
                where kpi_case.from_at < \(last)
                group by kpi_case.clock_schedule_id, kpi_case.source
            ) as used_schedule
            inner join core.schedule
                on used_schedule.schedule_id = schedule.schedule_id
                    and used_schedule.source = schedule.source
            cross join lateral fact.open_blocks(
                schedule.schedule_id, schedule.source, used_schedule.first_at, \(last)
            ) as block
        ),
        ending as materialized (
            select
                used_schedule.schedule_id,
                used_schedule.source,
                array_agg(
                    \(Self.openTime(at: "snapshot.ends_at", in: "open_block"))
                    order by snapshot.bucket
                ) as open_us
            from (select distinct schedule_id, source from open_block) as used_schedule
            cross join unnest(\(builder.bind(bounds.snapshotEnds, as: "timestamptz")))
                with ordinality as snapshot (ends_at, bucket)
            left join open_block
                on used_schedule.schedule_id = open_block.schedule_id
                    and used_schedule.source = open_block.source
                    and fact.block_at(snapshot.ends_at) = open_block.block_at
            group by used_schedule.schedule_id, used_schedule.source
        )
        """
    }

    static func openTime(at instant: String, in block: String) -> String {
        "fact.open_us(\(instant), \(block).block_at, \(block).opens_us, \(block).offset_us, \(block).limit_us)"
    }
}
