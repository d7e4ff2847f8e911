import EmbeddedSQL
import KPIQuery
import SQLScanning

/// A KPI as its file in `sql/kpi` defines it.
///
/// The file's header says what the number means; its SQL says which fact rows are the cases, what each is worth and
/// its anchor. Nothing about a KPI stands anywhere else.
package struct KPIDefinition: Sendable {
    /// How cases become a number.
    package enum Kind: String, Sendable, CaseIterable {
        /// Number of cases.
        case count
        /// Percentiles and means of the cases' milliseconds, in seconds.
        case duration
        /// Share of the cases that are a hit, in percent.
        case proportion
        /// Mean of the cases' values.
        case score
        /// What is there at the end of a period: a count, or with `since_at` an age in seconds.
        case snapshot
        /// One leg's sum over another's.
        case ratio
        /// Sum of money, each period's cells rounded to add up.
        case amount
    }

    /// Which direction is good.
    package enum Better: String, Sendable {
        case higher, lower, none
    }

    package let key: String
    package let aliases: [String]
    /// The name for people: "First response time (FRT)".
    package let name: String
    package let kind: Kind
    /// What it is counted in: `tickets`, `seconds`, `percent`, `points`.
    package let unit: String
    package let better: Better
    /// What puts a case into a period, in words.
    package let anchor: String
    /// Whose agent and team a case counts for, in words; nil: the assignee's.
    package let actor: String?
    package let definition: String
    package let sources: [String]
    package let notes: [String]
    /// The contract's dimensions it can be sliced by, in the contract's order.
    package let dimensions: [String]
    /// Whether the attributes of tickets are dimensions too.
    package let hasAttributes: Bool
    /// Whether the cases also have a business clock.
    package let hasBusinessClock: Bool
    /// Cells with fewer cases are withheld.
    package let withheldBelow: Int?
    /// The T words that may follow its name (`24h`).
    package let windows: [String]
    /// Dimensions it can be filtered by, not sliced.
    package let filterOnlyDimensions: [String]
    /// A ratio's numerator is multiplied by it.
    package let factor: Int
    /// The cases; of a ratio the numerator's.
    private(set) var cases: KPICases
    /// The cases of a ratio's denominator.
    private(set) var denominatorCases: KPICases?
    /// The KPIs whose cases a ratio's legs are, where it names them.
    private let legKeys: (numerator: String?, denominator: String?)
    /// Whether the interval of its mean takes the variance over n (NPS), not over n − 1.
    let usesPopulationVariance: Bool
    /// Where it is defined, below `sql/`.
    package let path: String

    /// Every dimension a ticket's case can have, as the contract orders them.
    package static let allDimensions = [
        "source", "channel", "category", "product", "priority", "direction", "agent", "team", "segment",
        "country",
    ]

    /// Dimensions that only the ledger has: they select amounts, not tickets.
    package static let ledgerDimensions = ["currency", "cost_category"]

    /// Whether it reads the ledger, of which it counts one currency at a time.
    package var isOfLedger: Bool { cases.placement == .amounts }

    /// Whether the number is an amount of money.
    package var isMoney: Bool { unit == "money" }

    /// Whether the number is an age: a snapshot of durations.
    package var isAge: Bool { kind == .snapshot && unit == "seconds" }

    /// Whether its values are seconds, with percentiles to choose from.
    package var isDuration: Bool { kind == .duration || isAge }

    private static let headerFields = [
        "key", "name", "kind", "unit", "better", "anchor", "definition", "aliases", "actor", "source", "note",
        "dimensions", "filter_only", "windows", "withheld_below", "variance", "factor", "numerator",
        "denominator", "cases", "names",
    ]

    /// What stands before and behind a key in the names of rollups' tables and indexes fits in PostgreSQL's 63 bytes.
    private static let longestKey = 32

    /// Whether names that are made of a key need no quotes and are not cut.
    private static func isNameable(_ key: String) -> Bool {
        key.utf8.count <= longestKey && key.utf8.first.map { (97...122).contains($0) } == true
            && key.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
    }

    /// Reads a file of `sql/kpi` or `sql/beside`.
    init(_ file: SQLFile) throws(WarehouseError) {
        let header = FileHeader(file)
        func required(_ name: String) throws(WarehouseError) -> String { try header.required(name, of: file) }
        func bad(_ name: String, _ problem: String) -> WarehouseError {
            .badSQLFile(path: file.path, line: header.line(of: name), problem: problem)
        }
        try header.refuseUnknown(Self.headerFields, of: file)

        path = file.path
        key = try required("key")
        guard file.fileName == "\(key).sql" else {
            throw bad("key", "key \"\(key)\" must be the file's name")
        }
        guard Self.isNameable(key) else {
            throw bad(
                "key",
                "key \"\(key)\" must be a lower-case letter, then lower-case letters, digits and _, at most "
                    + "\(Self.longestKey): views, tables and columns are named after it")
        }
        name = try required("name")
        let kindName = try required("kind")
        guard let kind = Kind(rawValue: kindName) else {
            let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw bad("kind", "kind \"\(kindName)\" is none of \(known)")
        }
        self.kind = kind
        unit = try required("unit")
        let betterName = try required("better")
        guard let better = Better(rawValue: betterName) else {
            throw bad("better", "better \"\(betterName)\" is none of higher, lower, none")
        }
        self.better = better
        anchor = try required("anchor")
        definition = try required("definition")
        aliases = header.list("aliases")
        actor = header.value("actor")
        sources = header.values("source")
        notes = header.values("note")

        let named = header.list("dimensions")
        let known = KPIDefinition.allDimensions + KPIDefinition.ledgerDimensions
        if let unknown = named.first(where: { $0 != "ticket" && !known.contains($0) }) {
            throw bad("dimensions", "\"\(unknown)\" is no dimension")
        }
        hasAttributes = named.isEmpty || named.contains("ticket")
        let allowed = named + (hasAttributes ? KPIDefinition.allDimensions : [])
        dimensions = known.filter(allowed.contains)

        windows = header.list("windows")
        if let unknown = windows.first(where: { MaturityWindow(word: $0).seconds == nil }) {
            throw bad("windows", "\"\(unknown)\" is no time; write such as 90m, 24h, 7d")
        }
        filterOnlyDimensions = header.list("filter_only")
        if let unknown = filterOnlyDimensions.first(where: { !known.contains($0) }) {
            throw bad("filter_only", "\"\(unknown)\" is no dimension")
        }
        withheldBelow = try header.number("withheld_below", of: file)
        guard withheldBelow == nil || [.duration, .proportion, .score].contains(kind) else {
            throw bad(
                "withheld_below",
                "cells of kind \(kindName) are never withheld: only those of duration, "
                    + "proportion and score are")
        }
        let variance = header.value("variance") ?? "sample"
        guard ["sample", "population"].contains(variance) else {
            throw bad("variance", "variance \"\(variance)\" is neither population nor sample")
        }
        usesPopulationVariance = variance == "population"
        factor = try header.number("factor", of: file) ?? 1
        hasBusinessClock = !SQLName.given(in: header.body).isDisjoint(with: [
            "business_ms", "clock_schedule_id",
        ])

        let sections = KPISections(header.body)
        func listed(_ section: KPISections.Section?, placement field: String?) throws(WarehouseError)
            -> KPICases
        {
            let word = field ?? "events"
            guard let placement = KPICases.Placement(rawValue: word) else {
                let known = KPICases.Placement.allCases.map(\.rawValue).joined(separator: ", ")
                throw bad("cases", "cases \"\(word)\" is none of \(known)")
            }
            return KPICases(
                placement: placement, sql: section?.sql ?? "", worth: "kpi_case.value",
                shares: sections.shares,
                namedDimensions: header.list("names"))
        }
        guard kind == .ratio else {
            cases = try listed(sections.sections[0], placement: header.value("cases"))
            denominatorCases = nil
            legKeys = (nil, nil)
            return
        }
        let numerator = sections.section("leg: numerator")
        let denominator = sections.section("leg: denominator")
        legKeys = (header.value("numerator"), header.value("denominator"))
        guard (numerator == nil) != (legKeys.numerator == nil),
            (denominator == nil) != (legKeys.denominator == nil)
        else {
            throw bad(
                "kind",
                "a ratio has two legs, each a select under \"-- leg: numerator\" or \"-- leg: denominator\", "
                    + "or a KPI named in the header by \"-- numerator: key\" or \"-- denominator: key\"")
        }
        cases = try listed(numerator, placement: numerator?.fields.value("cases"))
        denominatorCases = try listed(denominator, placement: denominator?.fields.value("cases"))
    }

    /// Takes the cases of the KPIs that the legs name.
    mutating func resolveLegs(_ definition: (String) -> KPIDefinition?) throws(WarehouseError) {
        if let key = legKeys.numerator { cases = try leg(key, definition) }
        if let key = legKeys.denominator { denominatorCases = try leg(key, definition) }
    }

    private func leg(
        _ key: String, _ definition: (String) -> KPIDefinition?
    ) throws(WarehouseError) -> KPICases {
        guard let named = definition(key), named.kind == .count || named.kind == .amount else {
            throw .badSQLFile(
                path: path, line: 1,
                problem: "a ratio's leg is a KPI of kind count or amount; \"\(key)\" is none")
        }
        return named.cases.counted
    }
}
