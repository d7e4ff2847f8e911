package import KPIQuery

/// What the cells of one statement are read from, and why.
enum Reading: Hashable {
    /// The facts, one row a case.
    case facts(reason: String)
    /// Cells of a rollup that are added up.
    case rollup(slice: RollupSlice, isMonthly: Bool)
    /// How many cases of each size there are, by month.
    case histogram(of: String, slice: RollupSlice)
    /// The sizes of the cases, by week and day by day.
    case sizes(of: String, slice: RollupSlice)
}

/// Chooses the smallest relation that can answer: a month's cells before a day's, a rollup before the facts.
struct RelationChoice {
    let rollups: RollupCatalogue
    let dimensions: [DimensionName]
    let filter: Condition?
    let bounds: BucketBounds
    /// Whether rollups have cells by the attributes of tickets.
    let hasAttributeCells: Bool

    /// What one measure of a group is read from.
    func reading(of measure: Measure, in group: MetricGroup) -> Reading {
        let definition = group.definition
        if group.isExact { return .facts(reason: "exact was asked for, or is needed for having") }
        if let reason = measure.needsEveryCase(of: definition) { return .facts(reason: reason) }
        guard
            let places = rollups.places(
                of: definition, isBusiness: group.isBusiness, window: group.window?.word)
        else { return .facts(reason: "no rollup has the parts of \(definition.key)") }
        if let attribute = usedDimensions.first(where: \.isAttribute), !hasAttributeCells {
            return .facts(
                reason:
                    "\(attribute.name) is an attribute, and tickets' attributes differ too much for a rollup")
        }
        guard bounds.isWholeDays else {
            return .facts(reason: "a bucket begins or ends within a day, and a rollup's cells are days")
        }
        if definition.kind == .snapshot, bounds.snapshotEnds != bounds.ends {
            return .facts(reason: "a period is not over: its snapshot is taken now")
        }
        let names = Set(usedDimensions.map { $0.isAttribute ? RollupSlice.attributes : $0.name })
        let slices = places.compactMap { rollups[relation: $0.relation]?.slice(with: names) }
        guard slices.count == places.count, let slice = slices.first else {
            return .facts(reason: "no rollup crosses \(names.sorted().joined(separator: " with "))")
        }
        guard definition.percentile(asked: measure.aggregate) != nil, let histogram = places[0].histogram
        else {
            return .rollup(slice: slice, isMonthly: bounds.isWholeMonths)
        }
        if definition.withheldBelow != nil { return .facts(reason: "small cells are withheld") }
        if bounds.isWholeMonths { return .histogram(of: histogram, slice: slice) }
        guard bounds.isByDayOrWeek else {
            return .facts(
                reason: "percentiles are kept by day, week and calendar month, and a bucket is none")
        }
        guard let slice = rollups[relation: places[0].relation]?.sizeSlice(with: names) else {
            return .facts(reason: "percentiles by day and week are kept by one dimension at a time")
        }
        return .sizes(of: histogram, slice: slice)
    }

    private var usedDimensions: [DimensionName] {
        dimensions + (filter?.comparisons.map(\.dimension.value) ?? [])
    }
}

extension RollupRelation {
    /// The smallest slice whose cells are told apart by all of these dimensions.
    func slice(with names: Set<String>) -> RollupSlice? {
        slices.filter { names.isSubset(of: $0.dimensions) }.min { $0.dimensions.count < $1.dimensions.count }
    }

    /// The first slice of sizes whose cells are told apart by all of these dimensions.
    func sizeSlice(with names: Set<String>) -> RollupSlice? {
        sizeSlices.first { names.isSubset(of: $0.dimensions) }
    }
}

extension RollupCatalogue {
    /// Where the parts of a KPI stand: of a ratio its numerator's and denominator's, of a snapshot what came and went.
    ///
    /// Nil where a part is in no rollup.
    func places(of definition: KPIDefinition, isBusiness: Bool, window: String?) -> [RollupPlace]? {
        let legs: [RollupRole.Leg] =
            switch definition.kind {
            case .ratio: [.numerator, .denominator]
            case .snapshot: [.came, .went]
            case .count, .duration, .proportion, .score, .amount: [.cases]
            }
        let places = legs.map {
            self[RollupRole(key: definition.key, leg: $0, isBusiness: isBusiness, window: window)]
        }
        return places.contains { $0 == nil } ? nil : places.compactMap(\.self)
    }
}

extension Measure {
    /// Why parts that add up do not give it; nil where they do.
    func needsEveryCase(of definition: KPIDefinition) -> String? {
        if definition.isAge { return "an age is of one instant" }
        guard definition.isDuration, aggregate == .min || aggregate == .max else { return nil }
        return "the least and the greatest do not add up"
    }
}

extension MetricStatement {
    /// Which percentile of its cells a measure is, asked where it is one.
    func percent(of measure: Measure) -> Int {
        guard let percent = definition.percentile(asked: measure.aggregate) else {
            preconditionFailure("\(definition.key) was asked for a percentile that it has none of")
        }
        return percent
    }
}

extension KPIDefinition {
    /// Which percentile of its cases an aggregate is, of durations the median where none is named; nil where it is none.
    package func percentile(asked aggregate: Aggregate?) -> Int? {
        isDuration ? (aggregate ?? .median).percent : nil
    }
}
