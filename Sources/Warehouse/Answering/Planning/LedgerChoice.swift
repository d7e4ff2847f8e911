import KPIQuery
import PostgresClient

/// Which of the ledger's rows a query about money is answered from: one currency at a time.
struct LedgerChoice {
    /// The query's, else the warehouse's setting, else the ledger's most frequent; nil where the ledger is empty.
    let currency: String?
    /// Decimals of that currency, by ISO 4217.
    let minorUnit: Int
    /// Ledger rows in other currencies.
    let otherCurrencyCount: Int

    /// Nil where no metric is about money.
    ///
    /// Throws `ParseFailure` for a question that has no answer.
    init?(_ query: Query, definitions: [KPIDefinition], on connection: inout Connection) throws {
        guard definitions.contains(where: \.isOfLedger) else { return nil }
        if let grain = query.grain, grain.value == .hourly {
            throw ParseFailure(
                span: grain.span, message: "an amount is spread over days: costs have no hours",
                suggestion: "daily")
        }
        let asked = try Self.currency(in: query.filter)
        try Self.checkLegs(of: query.filter, definitions: definitions)
        let found = try connection.execute(
            """
            select
                choice.currency,
                kpi.minor_unit(choice.currency),
                (select count(*) from core.cost where cost.currency is distinct from choice.currency)
            from (
                select coalesce(\(asked), kpi.ledger_currency()) as currency
            ) as choice
            """
        ).map { row throws(PostgresError) in
            (row.text(at: 0), try row.decode(Int.self, at: 1), try row.decode(Int.self, at: 2))
        }[0]
        (currency, minorUnit, otherCurrencyCount) = found
    }

    /// The currency that the filter names.
    private static func currency(in filter: Condition?) throws -> String? {
        var named: String?
        for part in filter?.conjuncts ?? [] {
            guard let place = part.comparisons.first(where: { $0.dimension.value == .dimension("currency") })
            else { continue }
            guard case .equal(let dimension, let value) = part, dimension.value == .dimension("currency"),
                named == nil
            else {
                throw ParseFailure(
                    span: place.dimension.span,
                    message:
                        "amounts of different currencies do not add up: name one, as in currency = 'EUR'",
                    suggestion: nil)
            }
            named = value.value.text
        }
        return named
    }

    /// What is divided by is selected by conditions on tickets; one that mixes them with the ledger's says nothing of
    /// it.
    private static func checkLegs(of filter: Condition?, definitions: [KPIDefinition]) throws {
        guard definitions.contains(where: { $0.isOfLedger && $0.kind == .ratio }) else { return }
        for part in filter?.conjuncts ?? [] {
            let isOfLedger = part.comparisons.map(\.dimension.value.isOfLedger)
            guard let place = part.comparisons.first, Set(isOfLedger).count > 1 else { continue }
            throw ParseFailure(
                span: place.dimension.span,
                message: "one condition cannot select amounts and tickets at once: join them by and",
                suggestion: nil)
        }
    }
}
