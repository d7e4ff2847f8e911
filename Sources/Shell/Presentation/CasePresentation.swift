import KPIQuery
package import Rendering
package import Warehouse

/// The cases behind a number, one row each (`tickets`).
package struct CasePresentation {
    private let answer: Answer
    private let layout: CaseLayout
    private let definition: KPIDefinition

    /// Takes the answer that the cases make up, and what is known of each of them.
    package init(_ answer: Answer, _ layout: CaseLayout) {
        self.answer = answer
        self.layout = layout
        definition = answer.definitions[0]
    }

    /// Columns: the bucket, the query's dimensions, which set of a ratio, what the case is, anchor, value, what a
    /// share of an amount follows from; then the KPI's other dimensions, which a narrow screen leaves out first.
    package var columns: [Column] {
        var columns: [Column] = []
        if let grain = answer.range.grain { columns.append(.period(of: grain)) }
        var attributes: Set<Int> = []
        for dimension in askedDimensions {
            if dimension.isAttribute { attributes.insert(columns.count) }
            columns += dimensionColumns(dimension)
        }
        if layout.hasLegs { columns.append(Column("leg", role: .dimension)) }
        columns.append(Column("source", role: .dimension))
        if layout.hasTickets { columns.append(Column("ticket_id", role: .dimension)) }
        columns += layout.identities.map { Column($0, role: .dimension) }
        columns.append(Column("anchor_at", label: anchorLabel, kind: .timestamp, role: .detail))
        if layout.hasUntil {
            columns.append(Column("until_at", label: "until", kind: .timestamp, role: .detail))
        }
        if layout.hasRanks { columns.append(Column("rank", kind: .integer, role: .detail)) }
        columns.append(valueColumn)
        if layout.hasShares { columns += shareColumns }
        for place in otherPlaces {
            columns += dimensionColumns(.dimension(layout.block[place]), isCompanion: true)
        }
        return columns.withDistinctNames(attributesAt: attributes)
    }

    /// The row of a case.
    package func cells(of found: ListedCase) -> [Cell] {
        var cells: [Cell] = []
        if answer.range.grain != nil { cells.append(.text(answer.period(ofBucket: found.bucket))) }
        for (dimension, member) in zip(answer.query.dimensions.map(\.value), found.members)
        where dimension != .dimension("source") {
            cells.append(.text(orNull: member.text))
            if dimension == .dimension("agent") { cells.append(.text(orNull: found.agentName)) }
        }
        if layout.hasLegs { cells.append(.text(orNull: found.leg?.rawValue)) }
        cells.append(.text(orNull: found.source))
        if layout.hasTickets { cells.append(.text(orNull: found.ticketID)) }
        cells += found.identities.map { .text(orNull: $0) }
        cells.append(.text(found.anchor))
        if layout.hasUntil { cells.append(.text(orNull: found.until)) }
        if layout.hasRanks { cells.append(found.rank.map { .integer($0) } ?? .null) }
        cells.append(valueCell(found))
        if layout.hasShares { cells += shareCells(found.share) }
        for place in otherPlaces {
            cells.append(.text(orNull: found.block[place]))
            if layout.block[place] == "agent" { cells.append(.text(orNull: found.agentName)) }
        }
        return cells
    }

    /// How the number follows from the rows, where it is not plain.
    package var notes: [String] {
        let name = answer.query.metrics[0].columnName
        switch definition.kind {
        case .ratio:
            let factor = definition.factor == 1 ? "" : "\(definition.factor) x "
            let rounded = definition.isMoney ? ", rounded to the currency's minor unit" : ""
            return ["\(name) = \(factor)sum of numerator / sum of denominator\(rounded)"]
        case .amount:
            return [
                "a share = amount x days / days of its period x weight / total weight; \(name) = sum of shares, "
                    + "rounded so that the cells of a period add up"
            ]
        case .duration where layout.hasRanks, .snapshot where layout.hasRanks:
            return ["first the case that is the \(aggregateName), then its neighbours by rank"]
        case .count, .duration, .proportion, .score, .snapshot: return []
        }
    }

    private var aggregateName: String { answer.query.metrics[0].aggregate?.value.word ?? "median" }

    private var anchorLabel: String {
        if definition.kind == .snapshot || layout.isStanding { return "as of" }
        if layout.hasUntil { return "from" }
        // A ratio's two sets have an anchor each.
        return definition.anchor.contains("/") ? "anchor" : definition.anchor
    }

    private var shareColumns: [Column] {
        let money = answer.currency.map { ValueKind.money(currency: $0) } ?? .decimal
        return [
            Column("amount", kind: money, role: .detail),
            Column("period_start", label: "first day", kind: .date, role: .detail),
            Column("period_end", label: "last day", kind: .date, role: .detail),
            Column("days", kind: .integer, role: .detail),
            Column("weight", kind: .decimal, role: .detail),
            Column("total_weight", label: "of weight", kind: .decimal, role: .detail),
        ]
    }

    private func shareCells(_ share: ListedCase.Share?) -> [Cell] {
        guard let share else { return shareColumns.map { _ in .null } }
        return [
            .decimal(orNull: share.amount), .text(orNull: share.firstDay), .text(orNull: share.lastDay),
            share.days.map { .integer($0) } ?? .null, .exact(share.weight), .exact(share.totalWeight),
        ]
    }

    private var valueColumn: Column {
        let metric = answer.query.metrics[0]
        switch definition.kind {
        case .ratio: return Column("value", kind: .decimal, role: .detail, decimals: 2)
        case .amount:
            let unit = answer.currency.map { ", \($0)" } ?? ""
            return Column(
                metric.columnName, label: "share\(unit)", kind: .decimal, role: .detail,
                decimals: 4)
        case .count, .duration, .proportion, .score, .snapshot:
            return Column(
                metric.columnName, label: metric.writtenName, kind: definition.valueKind(currency: nil),
                role: .detail)
        }
    }

    private func valueCell(_ found: ListedCase) -> Cell {
        switch definition.kind {
        // To the last digit: the number is rounded only when these are added up.
        case .ratio, .amount: .exact(found.exactValue)
        case .count, .duration, .proportion, .score, .snapshot:
            definition.countsCases
                ? found.value.map { .integer(Int($0)) } ?? .null : .double(orNull: found.value)
        }
    }

    /// The query's dimensions; every case says its source besides.
    private var askedDimensions: [DimensionName] {
        answer.query.dimensions.map(\.value).filter { $0 != .dimension("source") }
    }

    /// Those of the block that the query does not name.
    private var otherPlaces: [Int] {
        layout.block.indices.filter { !askedDimensions.contains(.dimension(layout.block[$0])) }
    }

    private func dimensionColumns(_ dimension: DimensionName, isCompanion: Bool = false) -> [Column] {
        let column = Column(dimension.name, role: .dimension, isCompanion: isCompanion)
        guard dimension == .dimension("agent") else { return [column] }
        return [column, Column("agent_name", role: .dimension, isCompanion: true)]
    }
}

extension Cell {
    fileprivate static func decimal(orNull digits: String?) -> Cell { digits.map { .decimal($0) } ?? .null }

    /// A number that was worked out: the zeros that a division leaves behind it say nothing.
    fileprivate static func exact(_ digits: String?) -> Cell {
        digits.map { .decimal(DecimalText.trimmed($0)) } ?? .null
    }
}
