import KPIQuery
package import Rendering
package import Warehouse

/// The cases behind a number, one row each (`tickets`).
package struct CasePresentation {
    private let answer: Answer
    private let definition: KPIDefinition

    /// Takes the answer that the cases make up.
    package init(_ answer: Answer) {
        self.answer = answer
        definition = answer.definitions[0]
    }

    /// Columns: the bucket, attributes that the query slices by, source, ticket, the KPI's dimensions, anchor, value.
    package var columns: [Column] {
        var columns: [Column] = []
        if let grain = answer.range.grain { columns.append(.period(of: grain)) }
        for place in attributePlaces {
            columns.append(Column(answer.query.dimensions[place].value.name, role: .dimension))
        }
        columns.append(Column("source", role: .dimension))
        columns.append(Column("ticket_id", role: .dimension))
        for name in blockNames {
            columns.append(Column(name, role: .dimension))
            if name == "agent" { columns.append(Column("agent_name", role: .dimension)) }
        }
        columns.append(
            Column("anchor_at", label: definition.kind == .snapshot ? "as of" : "anchor", kind: .timestamp))
        let metric = answer.query.metrics[0]
        columns.append(
            Column(
                metric.columnName, label: metric.writtenName, kind: definition.valueKind(currency: nil),
                role: .value(better: .neither)))
        return columns
    }

    /// The row of a case.
    package func cells(of found: ListedCase) -> [Cell] {
        var cells: [Cell] = []
        if answer.range.grain != nil { cells.append(.text(answer.period(ofBucket: found.bucket))) }
        for place in attributePlaces { cells.append(.text(orNull: found.members[place].text)) }
        cells.append(.text(orNull: found.source))
        cells.append(.text(orNull: found.ticketID))
        for (name, value) in zip(blockNames, found.block) {
            cells.append(.text(orNull: value))
            if name == "agent" { cells.append(.text(orNull: found.agentName)) }
        }
        cells.append(.text(found.anchor))
        cells.append(
            definition.countsCases
                ? found.value.map { .integer(Int($0)) } ?? .null : .double(orNull: found.value))
        return cells
    }

    private var blockNames: [String] { definition.dimensions.filter { $0 != "source" } }

    private var attributePlaces: [Int] {
        answer.query.dimensions.indices.filter { answer.query.dimensions[$0].value.isAttribute }
    }
}
