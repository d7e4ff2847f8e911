import KPIQuery
import Rendering
import Warehouse

/// A list of cases on its way: rows as they come from the warehouse (`tickets`).
struct CaseRun {
    /// What is known when the last row has come.
    struct Outcome {
        var headline = ""
        /// How the number follows from the rows.
        var notes: [String] = []
        var elapsed = Duration.zero

        /// What is said beside the list where its format has no place for it.
        func remarks(beside format: Format) -> [String] { format == .table ? [] : [headline] + notes }

        /// The end of the list.
        var closing: Closing { Closing(footer: notes, milliseconds: elapsed.wholeMilliseconds) }
    }

    let query: KPIQuery.Query
    let text: String
    var asOf: String?
    /// Called at each row; throws where nobody wants another.
    var checkRow: () throws -> Void = {}

    /// Hands every row to the sink, and leaves it to the caller to end it.
    func run(on warehouse: inout Warehouse, into sink: inout any RowSink) throws -> Outcome {
        let started = ContinuousClock.now
        var outcome = Outcome()
        var presentation: CasePresentation?
        try warehouse.listCases(of: query, text: text, asOf: asOf) { answer, layout in
            let cases = CasePresentation(answer, layout)
            presentation = cases
            let milliseconds = started.duration(to: .now).wholeMilliseconds
            outcome.headline = answer.headline(milliseconds: milliseconds)
            try sink.begin(cases.columns, provenance: answer.provenance(milliseconds: milliseconds))
        } _: { found in
            try checkRow()
            if let presentation { try sink.row(presentation.cells(of: found)) }
        }
        outcome.notes = presentation?.notes ?? []
        outcome.elapsed = started.duration(to: .now)
        return outcome
    }
}

extension Duration {
    /// Rounded down.
    package var wholeMilliseconds: Int {
        Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
