import Basics

/// The names a query may use.
///
/// The language itself knows no KPI and no dimension: it is given these.
package struct Vocabulary: Sendable {
    package let kpis: [KPI]
    /// The contract's dimensions and the attributes of the data; of equal names the contract's counts.
    package let dimensions: [Dimension]
    package let savedQueries: [SavedQuery]
    /// The values that occur in a dimension.
    ///
    /// Asked while a line is checked or completed, on every keystroke perhaps: it answers from memory,
    /// or with `.open`.
    package let values: @Sendable (DimensionName) -> Values

    package init(
        kpis: [KPI], dimensions: [Dimension], savedQueries: [SavedQuery] = [],
        values: @escaping @Sendable (DimensionName) -> Values = { _ in .open([]) }
    ) {
        self.kpis = kpis
        self.dimensions = dimensions
        self.savedQueries = savedQueries
        self.values = values
        var names: [String: Int] = [:]
        for (index, kpi) in kpis.enumerated() {
            for name in [kpi.key] + kpi.aliases where names[name.lowercased()] == nil {
                names[name.lowercased()] = index
            }
        }
        kpiIndex = names
    }

    /// KPI keys and aliases in lower case.
    private let kpiIndex: [String: Int]

    /// The KPI of that key or alias, in any case.
    package func kpi(named name: String) -> KPI? {
        kpiIndex[name.lowercased()].map { kpis[$0] }
    }

    /// The dimension of that name, in any case; the contract's come first, but for a name in quotes that is exactly an
    /// attribute's.
    ///
    /// Of attributes that differ in case only, the name must be exact.
    package func dimension(named name: String, isQuoted: Bool = false) -> DimensionName? {
        let lowered = name.lowercased()
        let matches = dimensions.lazy.map(\.name).filter { $0.name.lowercased() == lowered }
        if isQuoted, let exact = matches.first(where: { ExactText($0.name) == ExactText(name) }) {
            return exact
        }
        if let contract = matches.first(where: { !$0.isAttribute }) { return contract }
        if let exact = matches.first(where: { ExactText($0.name) == ExactText(name) }) { return exact }
        return matches.count == 1 ? matches.first : nil
    }

    /// The saved query of that name, in any case.
    package func savedQuery(named name: String) -> SavedQuery? {
        let lowered = name.lowercased()
        return savedQueries.first { $0.name.lowercased() == lowered }
    }

    /// A KPI as far as the language needs it.
    package struct KPI: Hashable, Sendable {
        package var key: String
        package var aliases: [String]
        /// Shown beside the name in menus: "First response time (FRT)".
        package var title: String
        /// Whether `business` may follow.
        package var hasBusinessClock: Bool
        package var aggregates: Aggregates
        /// The T words that may follow (`24h`, `72h`, `7d`); empty for most.
        package var windows: [String]
        /// Names of the contract's dimensions it can be sliced and filtered by.
        package var dimensions: Set<String>
        /// Names it can be filtered by, not sliced (`currency` of a cost).
        package var filterOnlyDimensions: Set<String>
        /// Whether the attributes of tickets are dimensions of it too.
        package var hasAttributes: Bool

        package init(
            key: String, aliases: [String] = [], title: String = "", hasBusinessClock: Bool = false,
            aggregates: Aggregates = .none, windows: [String] = [], dimensions: Set<String>,
            filterOnlyDimensions: Set<String> = [], hasAttributes: Bool = false
        ) {
            self.key = key
            self.aliases = aliases
            self.title = title
            self.hasBusinessClock = hasBusinessClock
            self.aggregates = aggregates
            self.windows = windows
            self.dimensions = dimensions
            self.filterOnlyDimensions = filterOnlyDimensions
            self.hasAttributes = hasAttributes
        }

        /// Whether it can be sliced by this dimension or, with `inFilter`, filtered by it.
        package func takes(_ dimension: DimensionName, inFilter: Bool) -> Bool {
            switch dimension {
            case .attribute: hasAttributes
            case .dimension(let name):
                dimensions.contains(name) || (inFilter && filterOnlyDimensions.contains(name))
            }
        }
    }

    /// Which aggregates a KPI takes.
    package enum Aggregates: Hashable, Sendable {
        /// Rates, scores, ratios: one value, nothing to choose.
        case none
        /// Counts.
        case sum
        /// Durations.
        case all
    }

    package struct Dimension: Hashable, Sendable {
        package var name: DimensionName
        /// Shown beside the name in menus.
        package var title: String

        package init(_ name: DimensionName, title: String = "") {
            self.name = name
            self.title = title
        }
    }

    package struct SavedQuery: Hashable, Sendable {
        package var name: String
        package var parameters: [String]
        /// The question as it was written; menus show it beside the name.
        package var text: String

        package init(name: String, parameters: [String] = [], text: String = "") {
            self.name = name
            self.parameters = parameters
            self.text = text
        }
    }

    /// The values of a dimension.
    package enum Values: Hashable, Sendable {
        /// Every value there is: any other is an error, so not for what was not looked up yet.
        case all([Value])
        /// Some of them, for menus: others are let through.
        case open([Value])

        /// Those there are to show.
        package var known: [Value] {
            switch self {
            case .all(let values), .open(let values): values
            }
        }
    }

    package struct Value: Hashable, Sendable {
        package var text: String
        /// Shown beside it in menus (an agent's name).
        package var title: String

        package init(_ text: String, title: String = "") {
            self.text = text
            self.title = title
        }
    }
}
