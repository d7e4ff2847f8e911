import Basics
import KPIQuery
import PostgresClient

/// The checks of money: what is shared out over a dimension is what the ledger holds, in every month.
///
/// Asked as a user would ask: the cells of `cost by DIM` have to add up to `cost`, and that to the ledger's amounts
/// spread over their days, to half a minor unit.
struct LedgerChecks {
    let catalogue: KPICatalogue
    let zone: String

    /// The months that a ledger has in one currency.
    private struct Ledger {
        let currency: String
        let months: [TimeRange.Bucket]
    }

    func all(on connection: inout Connection) throws -> [VerificationCheck] {
        var checks: [VerificationCheck] = []
        for definition in catalogue.definitions where definition.kind == .amount {
            for ledger in try ledgers(of: definition, on: &connection) {
                let bounds = try BucketBounds(ledger.months, zone: zone, asOf: "infinity", on: &connection)
                let amounts = Amounts(definition: definition, currency: ledger.currency, bounds: bounds)
                checks.append(amounts.totalIsLedger)
                checks += definition.dimensions.filter { !definition.filterOnlyDimensions.contains($0) }
                    .map(amounts.cellsAreTotal)
            }
        }
        return checks
    }

    private func ledgers(of definition: KPIDefinition, on connection: inout Connection) throws -> [Ledger] {
        try connection.execute(
            """
            select
                amount_row.currency,
                (date_trunc('month', min(amount_row.from_on)::timestamp)::date - date '1970-01-01')::integer,
                (max(amount_row.until_on) - date '1970-01-01')::integer
            from (
            \(trusted: definition.cases.sql)
            ) as amount_row
            where amount_row.currency is not null
            group by amount_row.currency
            order by amount_row.currency
            """
        ).map { row throws(PostgresError) in
            let last = CivilDate(dayNumber: try row.decode(at: 2))
            var months: [TimeRange.Bucket] = []
            var first = CivilDate(dayNumber: try row.decode(at: 1))
            while first <= last {
                let next = first.adding(months: 1)
                months.append(
                    TimeRange.Bucket(start: LocalTime(first), from: LocalTime(first), to: LocalTime(next)))
                first = next
            }
            return Ledger(currency: try row.decode(at: 0), months: months)
        }
    }
}

/// The amounts of a KPI in one currency, by month.
private struct Amounts {
    let definition: KPIDefinition
    let currency: String
    let bounds: BucketBounds

    private var subject: String { "\(definition.key) \(currency)" }

    func cellsAreTotal(by dimension: String) -> VerificationCheck {
        var builder = SQLBuilder()
        let sql = """
            with total as (
            \(monthly([], &builder))
            ),
            segment as (
            \(monthly([.dimension(dimension)], &builder))
            )
            select
                \(month("coalesce(total.bucket, segment.bucket)", &builder)) as place,
                '' as segment,
                'the month' as number,
                coalesce(total.amount, 0) as expected,
                coalesce(segment.amount, 0) as found,
                0 as tolerance
            from total
            full join segment
                on total.bucket = segment.bucket
            """
        return VerificationCheck(
            name: "cost_shares", subject: "\(subject) by \(dimension)",
            meaning: "In each month the cells by a dimension add up to the total, to the minor unit.",
            origins: (definition.key, "the cells added up"), comparisons: builder.statement(sql))
    }

    var totalIsLedger: VerificationCheck {
        var builder = SQLBuilder()
        let firstDays = builder.bind(bounds.firstDays, as: "date")
        let endDays = builder.bind(bounds.endDays, as: "date")
        let ownCurrency = builder.bind(currency, as: "text")
        let sql = """
            with total as (
            \(monthly([], &builder))
            ),
            ledger as (
                select
                    month.bucket,
                    sum(
                        amount_row.amount
                        * (least(amount_row.until_on + 1, month.end_on) - greatest(amount_row.from_on, month.first_on))
                        / (amount_row.until_on - amount_row.from_on + 1)
                    ) as amount
                from (
            \(definition.cases.sql)
                ) as amount_row
                inner join unnest(\(firstDays), \(endDays)) with ordinality as month (first_on, end_on, bucket)
                    on amount_row.from_on < month.end_on
                        and amount_row.until_on >= month.first_on
                where amount_row.currency = \(ownCurrency)
                group by month.bucket
            )
            select
                \(month("coalesce(total.bucket, ledger.bucket)", &builder)) as place,
                '' as segment,
                'the month' as number,
                coalesce(ledger.amount, 0) as expected,
                coalesce(total.amount, 0) as found,
                0.500001 / power(10::numeric, kpi.minor_unit(\(ownCurrency))) as tolerance
            from total
            full join ledger
                on total.bucket = ledger.bucket
            """
        return VerificationCheck(
            name: "ledger", subject: subject,
            meaning: "A month's total is its days' part of the ledger's amounts, to half a minor unit.",
            origins: ("the ledger, unrounded", definition.key),
            comparisons: builder.statement(sql))
    }

    /// What a query answers, its cells added up: `bucket` and `amount`.
    private func monthly(_ dimensions: [DimensionName], _ builder: inout SQLBuilder) -> String {
        let question = MetricStatement(
            definition: definition, isBusiness: false, window: nil,
            measures: [Measure(definition, aggregate: nil, wantsInterval: false)], dimensions: dimensions,
            filter: nil, agents: [:], bounds: bounds, currency: currency)
        return """
            select
                answer.bucket::integer as bucket,
                sum(answer.value_0::numeric) as amount
            from (
            \(question.amountSQL(&builder))
            ) as answer
            group by answer.bucket
            """
    }

    private func month(_ bucket: String, _ builder: inout SQLBuilder) -> String {
        "(\(builder.bind(bounds.firstDays, as: "date")))[\(bucket)]"
    }
}
