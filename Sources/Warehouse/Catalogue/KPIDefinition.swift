import EmbeddedSQL

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
    /// `tickets`, `seconds`, `percent`, `points` …
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
    /// The SQL of the cases; for a ratio the numerator's.
    let cases: String
    /// The SQL of a ratio's denominator.
    let denominatorCases: String?
    /// Whether the interval of its mean takes the variance over n (NPS), not over n − 1.
    let usesPopulationVariance: Bool
    /// Where it is defined, below `sql/`.
    package let path: String

    /// Every dimension a case can have, as the contract orders them.
    package static let allDimensions = [
        "source", "channel", "category", "product", "priority", "direction", "agent", "team", "segment", "country",
    ]

    /// Whether the number is an age: a snapshot of durations.
    package var isAge: Bool { kind == .snapshot && unit == "seconds" }

    /// Whether its values are seconds, with percentiles to choose from.
    package var isDuration: Bool { kind == .duration || isAge }

    /// Reads a file of `sql/kpi`.
    init(_ file: SQLFile) throws(WarehouseError) {
        let header = FileHeader(file)
        func required(_ name: String) throws(WarehouseError) -> String {
            guard let value = header.value(name) else {
                throw .badSQLFile(
                    path: file.path, line: 1, problem: "the header lacks \"-- \(name): …\"; see sql/README.md")
            }
            return value
        }
        func bad(_ name: String, _ problem: String) -> WarehouseError {
            let line = header.fields.first { $0.name == name }?.line ?? 1
            return .badSQLFile(path: file.path, line: line, problem: problem)
        }

        path = file.path
        key = try required("key")
        guard file.path == "kpi/\(key).sql" else {
            throw bad("key", "key \"\(key)\" must be the file's name")
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
        if let unknown = named.first(where: { $0 != "ticket" && !KPIDefinition.allDimensions.contains($0) }) {
            throw bad("dimensions", "\"\(unknown)\" is no dimension")
        }
        hasAttributes = named.isEmpty || named.contains("ticket")
        let allowed = hasAttributes ? KPIDefinition.allDimensions : named
        dimensions = KPIDefinition.allDimensions.filter(allowed.contains)

        windows = header.list("windows")
        filterOnlyDimensions = header.list("filter_only")
        withheldBelow = header.value("withheld_below").flatMap { Int($0) }
        usesPopulationVariance = header.value("variance") == "population"
        factor = header.value("factor").flatMap { Int($0) } ?? 1
        hasBusinessClock = header.body.contains("business_ms") || header.value("business") == "yes"
        if kind == .ratio {
            let legs = try KPIDefinition.legs(of: header.body, path: file.path)
            cases = legs.numerator
            denominatorCases = legs.denominator
        } else {
            cases = header.body.trimmedLines
            denominatorCases = nil
        }
    }

    private static func legs(
        of body: String, path: String
    ) throws(WarehouseError) -> (numerator: String, denominator: String) {
        let numeratorMark = "-- leg: numerator\n"
        let denominatorMark = "-- leg: denominator\n"
        let afterNumerator = body.pieces(around: numeratorMark)
        let legs = afterNumerator.count == 2 ? afterNumerator[1].pieces(around: denominatorMark) : []
        guard legs.count == 2 else {
            throw .badSQLFile(
                path: path, line: 1,
                problem: "a ratio has a select under \"-- leg: numerator\" and one under \"-- leg: denominator\"")
        }
        return (legs[0].trimmedLines, legs[1].trimmedLines)
    }
}

extension String {
    /// Without blanks and line breaks at either end.
    var trimmedLines: String { Substring(self).trimmed }

    /// What stands before and after the first place where `mark` stands; itself where it does not.
    fileprivate func pieces(around mark: String) -> [String] {
        let text = Array(utf8)
        let wanted = Array(mark.utf8)
        guard text.count >= wanted.count else { return [self] }
        for start in 0...(text.count - wanted.count) where text[start..<start + wanted.count].elementsEqual(wanted) {
            return [
                String(decoding: text[..<start], as: UTF8.self),
                String(decoding: text[(start + wanted.count)...], as: UTF8.self),
            ]
        }
        return [self]
    }
}
