import EmbeddedSQL
import KPIQuery

/// Which rollups there are, and where in them each KPI's parts stand: all of it follows from the KPIs' files.
struct RollupCatalogue: Sendable {
    /// In the order of their names.
    private(set) var relations: [RollupRelation] = []
    private var places: [RollupRole: RollupPlace] = [:]
    /// What the rows of a fact are derived by, as its file says: `ticket`, `survey`, `agent`, `order`.
    private let touchedBy: [String: String]
    /// Whose parts the names of the rollups' tables and columns are made of: the paths of the KPIs' files.
    private var owners: [String: String] = [:]

    /// Finds a place for every KPI; throws where two would give different parts one name.
    init(_ catalogue: KPICatalogue, files: [SQLFile]) throws(WarehouseError) {
        touchedBy = Dictionary(
            files.filter { $0.path.hasPrefix("fact/") }.compactMap { file in
                FileHeader(file).value("touched").map { (String(file.fileName.dropLast(".sql".count)), $0) }
            }
        ) { first, _ in first }
        // Counts first: a column that several KPIs share is named by the plainest of them.
        let plainFirst = catalogue.counted.sorted {
            ($0.kind == .count ? 0 : 1) < ($1.kind == .count ? 0 : 1)
        }
        for definition in plainFirst { try add(definition) }
        relations.sort { $0.name < $1.name }
    }

    /// Where a KPI's parts stand; nil where no rollup has them.
    subscript(role: RollupRole) -> RollupPlace? { places[role] }

    /// The files of the KPIs whose parts a relation has: `kpi/csat.sql`, `kpi/ (one of ces.sql, csat.sql)`.
    func path(of relation: RollupRelation) -> String {
        let files = Set(places.filter { $0.value.relation == relation.name }.map { "\($0.key.key).sql" })
            .sorted()
        return files.count == 1 ? "kpi/\(files[0])" : "kpi/ (one of \(files.joined(separator: ", ")))"
    }

    subscript(relation name: String) -> RollupRelation? { relations.first { $0.name == name } }

    /// The id by which the rows of a relation's fact are touched: `ticket_id`.
    func touchedKey(of relation: RollupRelation) -> String { (touchedBy[relation.fact] ?? "ticket") + "_id" }

    /// The staging table that lists what a load touched.
    func touchedTable(of relation: RollupRelation) -> String {
        "staging.touched_" + (touchedBy[relation.fact] ?? "ticket")
    }

    /// Whether the rows of a relation's fact belong to tickets, if to any.
    func isOfTickets(_ relation: RollupRelation) -> Bool {
        ["ticket", "survey"].contains(touchedBy[relation.fact] ?? "")
    }

    // MARK: - From a KPI to its parts

    private mutating func add(_ definition: KPIDefinition) throws(WarehouseError) {
        switch definition.kind {
        case .count, .duration, .proportion, .score:
            guard definition.cases.placement == .events else { return }
            for role in roles(of: definition) { try addCases(of: definition, as: role) }
        case .snapshot:
            guard !definition.isAge, let select = CaseSelect(definition.cases.sql) else { return }
            for (leg, anchor) in [(RollupRole.Leg.came, "from_at"), (.went, "until_at")] {
                guard let expression = select.expression(anchor) else { return }
                try place(
                    RollupRole(key: definition.key, leg: leg), of: definition, select, .instant(expression),
                    name: "\(definition.key)_\(leg == .came ? "came" : "went")")
            }
        case .ratio:
            guard let denominator = definition.denominatorCases else { return }
            try addLeg(definition.cases, .numerator, of: definition)
            try addLeg(denominator, .denominator, of: definition)
        case .amount:
            return
        }
    }

    private func roles(of definition: KPIDefinition) -> [RollupRole] {
        var roles = [RollupRole(key: definition.key)]
        if definition.hasBusinessClock { roles.append(RollupRole(key: definition.key, isBusiness: true)) }
        return roles + definition.windows.map { RollupRole(key: definition.key, window: $0) }
    }

    private mutating func addCases(
        of definition: KPIDefinition, as role: RollupRole
    ) throws(WarehouseError) {
        guard var select = CaseSelect(definition.cases.sql), !select.mentions("currency"),
            let anchor = select.expression("anchor_at")
        else { return }
        if definition.windows.isEmpty, select.mentions("as_of") || select.mentions("resolution_window") {
            return
        }
        if let seconds = role.window.flatMap({ MaturityWindow(word: $0).seconds }) {
            select = select.replacing(
                "parameter.resolution_window", with: "make_interval(secs => \(seconds))")
        }
        if role.isBusiness, let business = select.expression("business_ms") {
            select = select.adding(condition: "\(business) is not null")
        }
        let name = [role.key, role.isBusiness ? "business" : nil, role.window].compactMap(\.self).joined(
            separator: "_")
        try place(role, of: definition, select, .instant(anchor), name: name)
    }

    private mutating func addLeg(
        _ cases: KPICases, _ leg: RollupRole.Leg, of definition: KPIDefinition
    ) throws(WarehouseError) {
        guard let select = CaseSelect(cases.sql), !select.mentions("as_of"), !select.mentions("currency")
        else { return }
        let role = RollupRole(key: definition.key, leg: leg)
        let name = "\(definition.key)_\(leg == .numerator ? "numerator" : "denominator")"
        switch cases.placement {
        case .events:
            guard let anchor = select.expression("anchor_at") else { return }
            try place(role, of: definition, select, .instant(anchor), name: name, worth: cases.worth)
        case .time:
            guard let from = select.expression("from_at"), let until = select.expression("until_at") else {
                return
            }
            try place(role, of: definition, select, .time(from: from, until: until), name: name)
        case .standing, .amounts:
            return
        }
    }

    /// Adds the columns of a role's parts to the relation that has its fact and anchor.
    private mutating func place(
        _ role: RollupRole, of definition: KPIDefinition, _ select: CaseSelect,
        _ placement: RollupRelation.Placement, name: String, worth: String? = nil
    ) throws(WarehouseError) {
        guard touchedBy[select.fact] != nil else { return }
        let index = try relationIndex(select.fact, placement, for: definition)
        relations[index].widen(to: definition.rollupDimensions)
        let condition = select.condition ?? "true"
        let what =
            "\(definition.name)\(role.isBusiness ? ", open hours" : "")\(role.window.map { ", \($0)" } ?? "")"

        func column(
            _ suffix: String, _ part: RollupRelation.Part, _ comment: String
        ) throws(WarehouseError) -> String {
            if let known = relations[index].column(of: part) { return known }
            let column = "\(name)_\(suffix)"
            try claim("\(relations[index].name).\(column)", for: definition)
            relations[index].add(
                RollupRelation.Column(name: column, part: part, comment: "\(what): \(comment)"))
            return column
        }
        var place = RollupPlace(
            relation: relations[index].name,
            cases: try column("count", .count(condition: condition), "number of cases."))
        if case .time = placement {
            place.sum = try column(
                "seconds", .seconds(condition: condition), "seconds that lie in the period.")
        }
        switch definition.kind {
        case .proportion:
            guard let hit = select.expression(role.isBusiness ? "is_business_hit" : "is_hit") else { return }
            place.hits = try column(
                "hit_count", .count(condition: "(\(condition)) and (\(hit))"),
                "number of cases that are a hit.")
        case .duration:
            guard let value = select.expression(role.isBusiness ? "business_ms" : "value_ms") else { return }
            place.sum = try column("ms", .milliseconds(value, condition: condition), "sum, milliseconds.")
            place.squares = try column(
                "squares", .squaredMilliseconds(value, condition: condition),
                "sum of the squared milliseconds.")
            try claim(RollupRelation.sizeTable(of: name), for: definition)
            place.histogram = name
            relations[index].add(
                RollupRelation.Histogram(measure: name, value: value, condition: condition))
        case .score:
            guard let value = select.expression("value") else { return }
            place.sum = try column("sum", .sum(value, condition: condition), "sum of the values.")
            place.squares = try column(
                "squares", .squares(value, condition: condition), "sum of the squared values.")
        case .ratio where place.sum == nil:
            guard let value = worth == "1" ? "1" : select.expression("value") else { return }
            place.sum =
                value == "1"
                ? place.cases
                : try column("sum", .sum(value, condition: condition), "sum of what the cases are worth.")
        case .ratio, .count, .snapshot, .amount:
            break
        }
        places[role] = place
    }

    private mutating func relationIndex(
        _ fact: String, _ placement: RollupRelation.Placement, for definition: KPIDefinition
    ) throws(WarehouseError) -> Int {
        if let index = relations.firstIndex(where: { $0.fact == fact && $0.placement == placement }) {
            return index
        }
        let name =
            switch placement {
            case .instant(let anchor):
                anchor.hasPrefix("\(fact).")
                    && anchor.allSatisfy { $0.isLetter || $0.isNumber || "._".contains($0) }
                    ? "\(fact)_\(anchor.dropFirst(fact.count + 1))" : "\(fact)_\(definition.key)"
            case .time: "\(fact)"
            }
        try claim("rollup.\(name)", for: definition)
        relations.append(RollupRelation(name: name, fact: fact, placement: placement))
        return relations.count - 1
    }

    /// Takes a name for what is made of a KPI; throws where it was taken.
    private mutating func claim(_ name: String, for definition: KPIDefinition) throws(WarehouseError) {
        guard let owner = owners.updateValue(definition.path, forKey: name) else { return }
        throw .badSQLFile(
            path: definition.path, line: 1,
            problem: "its rollup needs the name \"\(name)\", which belongs to sql/\(owner)")
    }
}

extension KPIDefinition {
    /// What its rollups can be sliced by.
    var rollupDimensions: [String] { dimensions + (hasAttributes ? [RollupSlice.attributes] : []) }
}
