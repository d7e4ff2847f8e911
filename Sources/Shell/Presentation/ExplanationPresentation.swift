import Basics
import KPIQuery
import Rendering
import Warehouse

/// How an answer came about, in words and in SQL (`explain`).
struct ExplanationPresentation: ProsePresentation {
    private let answer: Answer

    init(_ answer: Answer) {
        self.answer = answer
    }

    /// Writes it for people; the SQL runs as it stands in psql.
    func text(width: Int?) -> String {
        var text = LabelledText(parts, width: width).text
        for statement in answer.statements {
            text += "\n-- \(statement.title)\n\(statement.sql.withoutBlankLines);\n"
        }
        return text
    }

    /// Writes it for programs: one row a part, the statements last.
    func write(to sink: any RowSink) throws {
        let statements = answer.statements.map { ("sql: \($0.title)", $0.sql.withoutBlankLines) }
        try sink.write(
            [Column("part"), Column("text")],
            (parts + statements).map { [.text($0.label), .text($0.text)] },
            provenance: Provenance(query: answer.text))
    }

    private var parts: [(label: String, text: String)] {
        var parts = [("question", answer.query.description), ("range", range)]
        if let buckets { parts.append(("buckets", buckets)) }
        parts.append(("now", "\(answer.asOf): time words, open buckets and snapshots go by it"))
        for (metric, definition) in zip(answer.query.metrics, answer.definitions) {
            parts.append((metric.columnName, definition.definition))
            parts.append(("number", DefinitionPresentation.number(of: definition)))
            parts.append(("anchor", "a case counts in the period of its \(definition.anchor)"))
        }
        if !answer.query.dimensions.isEmpty { parts.append(("by", dimensions)) }
        parts.append(("filter", filter))
        for base in answer.bases where base.isTarget { parts.append(("compared with", Self.targetRule)) }
        for base in answer.comparedDates() {
            parts.append(("compared with", "\(base.name): \(base.text); joined on all dimensions"))
        }
        for statement in answer.statements {
            parts.append(
                (
                    "read from",
                    "\(statement.relations.joined(separator: ", ")) for \(statement.title): \(statement.reason)"
                ))
        }
        parts.append(
            (
                "cases",
                answer.caseText
                    ?? "cells share their cases: a ledger row is in as many as it has days and segments"
            ))
        parts.append(
            (
                "excluded",
                answer.excluded == 1
                    ? "1 ticket created in the range that matches the filter is in no KPI"
                    : "\(answer.excluded) tickets created in the range that match the filter are in no KPI"
            ))
        let waiting = answer.waiting == 1 ? "1 row waits" : "\(answer.waiting) rows wait"
        parts.append(("waiting", "\(waiting) for their ticket"))
        parts.append(("data as of", answer.dataAsOf ?? "never: nothing is loaded"))
        return parts
    }

    private var range: String {
        "\(answer.days), both included, in \(answer.timezone): "
            + "from \(answer.instants.from) to before \(answer.instants.to)"
    }

    private var buckets: String? {
        guard let grain = answer.range.grain else { return nil }
        let count = answer.range.buckets.count
        var text = "\(count), \(grain.rawValue)"
        if grain == .weekly { text += ", weeks from \(answer.range.clock.weekStart.rawValue)" }
        if answer.firstOpenBucket <= count {
            text += "; not over yet from \(answer.period(ofBucket: answer.firstOpenBucket)) on"
        }
        return text
    }

    private var dimensions: String {
        let names = answer.query.dimensions.map(\.value.name)
        var text = names.joined(separator: ", ") + "; no value is a segment like any other"
        if names.contains("agent") || names.contains("team") {
            let rules = zip(answer.query.metrics, answer.definitions)
                .map { "of \($0.columnName) \(DefinitionPresentation.agentRule(of: $1))" }
            text += "; agent and team: " + rules.joined(separator: ", ")
        }
        return text
    }

    private var filter: String {
        answer.query.filter?.description ?? "none: every reportable ticket"
    }

    private static let targetRule =
        "target: of those in force in a bucket, the most specific one that fits the cell"
}

extension String {
    fileprivate var withoutBlankLines: String {
        split(separator: "\n").filter { line in line.contains { !$0.isWhitespace } }.joined(separator: "\n")
    }
}
