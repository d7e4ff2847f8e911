import Basics
import KPIQuery
import PostgresClient

/// The checks of every rollup: it holds what the rows say, and adds up in itself.
///
/// They follow from the KPIs' files, so that a KPI that somebody adds is checked like ours.
struct RollupChecks {
    let catalogue: KPICatalogue
    let rollups: RollupCatalogue
    let settings: RollupSettings

    var all: [VerificationCheck] {
        let comparisons = catalogue.counted.flatMap(comparisons)
        return comparisons.map { $0.check(settings) }
            + comparisons.flatMap { $0.sizeChecks(settings) }
            + [histogramCounts]
            + rollups.relations.map(months)
            + rollups.relations.filter { !$0.dimensions.isEmpty }.map(segments)
    }

    // MARK: - Rollup = rows

    /// A comparison for all that a rollup has of a KPI: its clocks, each T of a rate, the legs of a ratio.
    func comparisons(_ definition: KPIDefinition) -> [CaseComparison] {
        switch definition.kind {
        case .count, .duration, .proportion, .score:
            let own = comparison(
                definition, definition.cases, .instant("anchor_at"),
                [
                    RollupRole(key: definition.key), RollupRole(key: definition.key, isBusiness: true),
                ])
            let windows = definition.windows.map { window in
                comparison(
                    definition, definition.cases, .instant("anchor_at"),
                    [RollupRole(key: definition.key, window: window)])
            }
            return ([own] + windows).compactMap(\.self)
        case .snapshot:
            return [(RollupRole.Leg.came, "from_at"), (.went, "until_at")].compactMap { leg, column in
                comparison(
                    definition, definition.cases, .instant(column),
                    [RollupRole(key: definition.key, leg: leg)])
            }
        case .ratio:
            return [
                (RollupRole.Leg.numerator, definition.cases), (.denominator, definition.denominatorCases),
            ]
            .compactMap { leg, cases in
                guard let cases else { return nil }
                return comparison(
                    definition, cases, cases.placement == .time ? .time : .instant("anchor_at"),
                    [RollupRole(key: definition.key, leg: leg)])
            }
        case .amount:
            return []
        }
    }

    /// Nil where no rollup has any of the roles.
    private func comparison(
        _ definition: KPIDefinition, _ cases: KPICases, _ placement: CaseComparison.Placement,
        _ roles: [RollupRole]
    ) -> CaseComparison? {
        let kept = roles.compactMap { role in rollups[role].map { (role, $0) } }
        guard let relation = kept.first.flatMap({ rollups[relation: $0.1.relation] }) else { return nil }
        let window = roles[0].window
        return CaseComparison(
            subject: definition.key + (window.map { " " + $0 } ?? ""), relation: relation,
            dimensions: definition.rollupDimensions, sql: cases.sql, placement: placement,
            window: window.flatMap { MaturityWindow(word: $0).seconds },
            parts: kept.flatMap { parts(of: definition, cases, $0.0, $0.1) }.uniqued,
            sizes: kept.compactMap { role, place in
                place.histogram.map {
                    CaseComparison.Sizes(
                        measure: $0, value: "kpi_case.\(role.isBusiness ? "business_ms" : "value_ms")")
                }
            })
    }

    /// What a case adds to each column that a rollup keeps of the KPI.
    private func parts(
        of definition: KPIDefinition, _ cases: KPICases, _ role: RollupRole, _ place: RollupPlace
    ) -> [CaseComparison.Part] {
        let isCase = role.isBusiness ? "kpi_case.business_ms is not null" : "true"
        let value =
            switch definition.kind {
            case .duration: role.isBusiness ? "kpi_case.business_ms" : "kpi_case.value_ms"
            case .ratio: cases.placement == .time ? CaseComparison.seconds : "(\(cases.worth))::numeric"
            case .count, .proportion, .score, .snapshot, .amount: "kpi_case.value::numeric"
            }
        // A product is exact, other than a power, which PostgreSQL rounds.
        let square = definition.kind == .duration ? "\(value)::numeric * \(value)" : "(\(value)) * (\(value))"
        let hit = "\(isCase) and kpi_case.\(role.isBusiness ? "is_business_hit" : "is_hit")"
        let worths = [
            (place.cases, "case when \(isCase) then 1 end"),
            (place.hits, "case when \(hit) then 1 end"),
            (place.sum == place.cases && cases.worth == "1" ? nil : place.sum, value),
            (place.squares, square),
        ]
        return worths.compactMap { column, worth in
            column.map { CaseComparison.Part(column: $0, worth: worth) }
        }
    }

    // MARK: - Adding up

    /// A month's cells are its days' added up.
    private func months(_ relation: RollupRelation) -> VerificationCheck {
        let members = relation.memberColumns
        let comparison = CellComparison(
            period: "month", keys: members, segment: CellComparison.segment(of: relation.slices),
            parts: columns(of: relation).map(Quoting.literal),
            expected: """
                select
                    \((["slice", "date_trunc('month', day::timestamp)::date as month"] + members + parts(of: relation)).joined(separator: ",\n    "))
                from \(relation.dayTable)
                """,
            found: """
                select
                    \((["slice", "month"] + members + parts(of: relation)).joined(separator: ",\n    "))
                from \(relation.monthTable)
                """)
        return VerificationCheck(
            name: "months", subject: relation.name,
            meaning: "A month's cells of a rollup are those of its days added up.",
            origins: (relation.dayTable, relation.monthTable),
            statement: comparison.statement)
    }

    /// The segments of a slice, those without a value included, are the total.
    private func segments(_ relation: RollupRelation) -> VerificationCheck {
        let slices = relation.slices.filter { !$0.dimensions.isEmpty }.map { "(\(Quoting.literal($0.name)))" }
        let comparison = CellComparison(
            period: "day", keys: [], segment: "concat('by ', cell.slice)",
            parts: columns(of: relation).map(Quoting.literal),
            expected: """
                select
                    \((["cut.slice", "total.day"] + parts(of: relation)).joined(separator: ",\n    "))
                from \(relation.dayTable) as total
                cross join (values \(slices.joined(separator: ", "))) as cut (slice)
                where total.slice = 'total'
                """,
            found: """
                select
                    \((["slice", "day"] + parts(of: relation)).joined(separator: ",\n    "))
                from \(relation.dayTable)
                where slice <> 'total'
                """)
        return VerificationCheck(
            name: "segments", subject: relation.name,
            meaning:
                "On each day the segments of a dimension, with the one without a value, add up to the total.",
            origins: ("the total", "the segments added up"),
            statement: comparison.statement)
    }

    private func columns(of relation: RollupRelation) -> [String] {
        ["case_count"] + relation.columns.map(\.name)
    }

    private func parts(of relation: RollupRelation) -> [String] {
        columns(of: relation).enumerated().map { "coalesce(\($1), 0) as part_\($0)" }
    }

    /// A histogram's number of cases is what its buckets hold.
    private var histogramCounts: VerificationCheck {
        VerificationCheck(
            name: "histogram_counts", subject: "histogram",
            meaning: "A histogram's number of cases is what its buckets hold.",
            origins: ("its buckets", "case_count"),
            comparisons: """
                select
                    histogram.month as place,
                    concat_ws(' ', histogram.slice, array_to_string(histogram.members, ', ', '(none)')) as segment,
                    histogram.measure as number,
                    histogram.up_to[cardinality(histogram.buckets)] as expected,
                    histogram.case_count as found,
                    0 as tolerance
                from rollup.histogram
                """)
    }
}
