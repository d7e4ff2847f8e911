import Basics
import KPIQuery
package import Rendering
package import Warehouse

extension Answer {
    /// Where the answer comes from, for exports and screens.
    package func provenance(milliseconds: Int) -> Provenance {
        var provenance = Provenance(query: text)
        provenance.headline = headline(milliseconds: milliseconds)
        provenance.definitions = zip(query.metrics, definitions).map { metric, definition in
            Provenance.Named(metric.columnName, definition.definition)
        }
        (provenance.from, provenance.to) = range.ends
        provenance.timeZone = timezone
        provenance.weekStart = range.clock.weekStart.rawValue
        provenance.currency = currency
        provenance.filters = query.filter?.description
        provenance.cases = cases
        provenance.dataAsOf = dataAsOf
        provenance.answeredFrom = answeredFrom.joined(separator: ", ")
        provenance.excluded = excluded
        provenance.waiting = waiting
        if firstOpenBucket <= range.buckets.count {
            provenance.openFrom = period(ofBucket: firstOpenBucket)
        }
        if isAsOfGiven { provenance.askedAsOf = askedAsOf }
        provenance.cutPeriods = Set(range.cutBuckets.map(period))
        return provenance
    }

    /// One line that says what the numbers are of: range, zone, week start, cases, excluded cases, how fresh the data
    /// is, which relation answered, time.
    package func headline(milliseconds: Int) -> String {
        var parts = [
            range.isOpen ? "\(days), not over yet" : days, timezone,
            "weeks from \(range.clock.weekStart.rawValue)",
        ]
        parts.append(caseText ?? "cells share their cases")
        parts.append("\(excluded) excluded")
        if otherCurrencyCount > 0 {
            let rows = otherCurrencyCount == 1 ? "1 ledger row" : "\(otherCurrencyCount) ledger rows"
            parts.append("\(rows) in other currencies")
        }
        if waiting > 0 { parts.append("\(waiting) waiting") }
        if isAsOfGiven { parts.append("asked as of \(askedAsOf)") }
        parts.append("data as of \(dataAsOf ?? "never: nothing is loaded")")
        parts.append("from \(answeredFrom.joined(separator: ", "))")
        parts.append("\(milliseconds) ms")
        return parts.joined(separator: " · ")
    }

    private var askedAsOf: String { asOf.hasSuffix(".000000Z") ? asOf.dropLast(8) + "Z" : asOf }

    /// The first day and the last one; of a range of hours its first and last moment.
    var days: String {
        let (from, to) = range.ends
        return from == to ? from : "\(from) to \(to)"
    }

    /// The number of cases; of several KPIs the first one's, of a snapshot those there are at the range's end.
    ///
    /// Nil where cells share their cases.
    var caseText: String? {
        guard let cases else { return nil }
        var text = cases == 1 ? "1 case" : "\(cases) cases"
        if query.metrics.count > 1 { text += " of \(query.metrics[0].writtenName)" }
        if definitions.first?.kind == .snapshot { text += " at the end" }
        return text
    }

    /// The `period` of a bucket (from 1): its first day, of hours its first moment.
    func period(ofBucket bucket: Int) -> String {
        let start = range.buckets[bucket - 1].start
        return range.grain == .hourly ? start.description : start.date.description
    }
}
