/// A rollup: the additive parts of all KPIs whose cases are rows of one fact with one anchor, by local day and slice.
///
/// It stands in two tables, `rollup.<name>_day` and `rollup.<name>_month`; the second is the first added up.
struct RollupRelation: Sendable {
    /// What puts a fact row into a day.
    enum Placement: Hashable, Sendable {
        /// The local day in which this instant lies.
        case instant(String)
        /// Every local day that lies in the time between; worth the seconds in it.
        case time(from: String, until: String)
    }

    /// One column of additive parts.
    struct Column: Hashable, Sendable {
        let name: String
        let part: Part
        let comment: String
    }

    /// What is added up over a cell's cases.
    ///
    /// Conditions and values are SQL over the fact.
    enum Part: Hashable, Sendable {
        /// Cases that meet the condition.
        case count(condition: String)
        /// Whole milliseconds.
        case milliseconds(String, condition: String)
        /// Milliseconds squared.
        case squaredMilliseconds(String, condition: String)
        /// Values of any size.
        case sum(String, condition: String)
        case squares(String, condition: String)
        /// The seconds of the cases that lie in the day.
        case seconds(condition: String)

        var condition: String {
            switch self {
            case .count(let condition), .seconds(let condition), .milliseconds(_, let condition),
                .squaredMilliseconds(_, let condition), .sum(_, let condition), .squares(_, let condition):
                condition
            }
        }

        /// Whether its sums fit whole numbers.
        var isWhole: Bool {
            switch self {
            case .count, .milliseconds: true
            case .squaredMilliseconds, .sum, .squares, .seconds: false
            }
        }
    }

    /// A duration whose cases are also counted by size, for percentiles.
    struct Histogram: Hashable, Sendable {
        /// What the column `measure` says: the KPI's key, with `_business` behind it for open hours.
        let measure: String
        /// Milliseconds, as SQL over the fact.
        let value: String
        let condition: String

        /// The table that has its cases' sizes week by week.
        var sizeTable: String { RollupRelation.sizeTable(of: measure) }

        /// The same without its schema.
        var sizeTableName: String { String(sizeTable.dropFirst("rollup.".count)) }
    }

    /// `ticket_resolved_at`.
    let name: String
    /// The fact, without its schema.
    let fact: String
    let placement: Placement
    /// The contract's dimensions that its KPIs can be sliced by, in the contract's order, then
    /// `RollupSlice.attributes`.
    private(set) var dimensions: [String] = []
    private(set) var columns: [Column] = []
    private(set) var histograms: [Histogram] = []

    var dayTable: String { "rollup.\(name)_day" }
    var monthTable: String { "rollup.\(name)_month" }

    var slices: [RollupSlice] { RollupSlice.all(of: dimensions) }

    /// The table that has the sizes of a histogram's cases week by week.
    static func sizeTable(of measure: String) -> String { "rollup.\(measure)_sizes" }

    /// The slices that sizes are kept for week by week: a case costs four bytes in each.
    ///
    /// Pairs are not worth that, nor the total where there are sources, of which there are few, to put together.
    var sizeSlices: [RollupSlice] {
        slices.filter {
            $0.dimensions.count == 1 || $0.dimensions.isEmpty && !dimensions.contains("source")
        }
    }

    /// The columns that tell cells apart, beside the slice and the day.
    var memberColumns: [String] { dimensions.flatMap(RollupSlice.columns) }

    init(name: String, fact: String, placement: Placement) {
        self.name = name
        self.fact = fact
        self.placement = placement
    }

    mutating func widen(to dimensions: [String]) {
        self.dimensions = (KPIDefinition.allDimensions + [RollupSlice.attributes]).filter {
            self.dimensions.contains($0) || dimensions.contains($0)
        }
    }

    /// The column that holds a part: one part has one column, whichever KPIs need it.
    func column(of part: Part) -> String? { columns.first { $0.part == part }?.name }

    mutating func add(_ column: Column) { columns.append(column) }

    mutating func add(_ histogram: Histogram) { histograms.append(histogram) }
}
