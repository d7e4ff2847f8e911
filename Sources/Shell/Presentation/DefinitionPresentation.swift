import Rendering
import Warehouse

/// What KPIs mean, as their files say it (`define`).
struct DefinitionPresentation: ProsePresentation {
    private let query: String
    private let definitions: [KPIDefinition]
    /// The files, one a KPI, where the SQL is asked for.
    private let files: [String]?

    /// Takes the definitions that a line of the language asks for.
    init(_ definitions: [KPIDefinition], of query: String, files: [String]? = nil) {
        self.query = query
        self.definitions = definitions
        self.files = files
    }

    /// Writes it for people.
    func text(width: Int?) -> String {
        definitions.enumerated().map { index, definition in
            var text = definition.name + "\n"
            text += LabelledText(facts(of: definition), width: width).text
            if let files { text += "\n" + files[index] + (files[index].last == "\n" ? "" : "\n") }
            return text
        }.joined(separator: "\n")
    }

    /// Writes it for programs: one row a KPI.
    func write(to sink: any RowSink) throws {
        var names = [
            "key", "aliases", "name", "kind", "unit", "better", "anchor", "agent_rule", "dimensions",
            "definition",
            "source", "notes",
        ]
        if files != nil { names.append("sql") }
        let rows = definitions.enumerated().map { index, definition in
            var texts = [
                definition.key, definition.aliases.joined(separator: ", "), definition.name,
                definition.kind.rawValue, definition.unit, definition.better.rawValue, definition.anchor,
                Self.agentRule(of: definition), Self.dimensions(of: definition), definition.definition,
                definition.sources.joined(separator: " "), definition.notes.joined(separator: " "),
            ]
            if let files { texts.append(files[index]) }
            return texts.map { Cell.text($0) }
        }
        try sink.write(names.map { Column($0) }, rows, provenance: Provenance(query: query))
    }

    private func facts(of definition: KPIDefinition) -> [(label: String, text: String)] {
        var facts = [("key", definition.key)]
        if !definition.aliases.isEmpty { facts.append(("also", definition.aliases.joined(separator: ", "))) }
        facts.append(("meaning", definition.definition))
        facts.append(("unit", definition.unit + Self.direction(of: definition)))
        facts.append(("number", Self.number(of: definition)))
        facts.append(("anchor", definition.anchor))
        facts.append(("agent, team", Self.agentRule(of: definition)))
        facts.append(("dimensions", Self.dimensions(of: definition)))
        if let limit = definition.withheldBelow {
            facts.append(("withheld", "cells with fewer than \(limit) cases"))
        }
        for source in definition.sources { facts.append(("source", source)) }
        for note in definition.notes { facts.append(("note", note)) }
        facts.append(("file", "sql/\(definition.path)"))
        return facts
    }

    private static func direction(of definition: KPIDefinition) -> String {
        switch definition.better {
        case .higher: ", higher is better"
        case .lower: ", lower is better"
        case .none: ""
        }
    }

    /// How cases become the number, in words.
    static func number(of definition: KPIDefinition) -> String {
        let clock = definition.hasBusinessClock ? "; 'business' counts open hours only" : ""
        if definition.isDuration {
            return
                "median of the cases, or the aggregate named: mean, p90, any pNN, min, max, sum; a percentile "
                + "is the least value with so many percent of the cases at or below it" + clock
        }
        let windows =
            definition.windows.isEmpty ? "" : "; T may be \(definition.windows.joined(separator: ", "))"
        switch definition.kind {
        case .proportion: return "percent of the cases that are a hit" + clock + windows
        case .score: return "mean of the cases"
        case .ratio: return "one sum divided by another"
        case .amount: return "sum of amounts, rounded so that the cells of a period add up to its total"
        case .count, .snapshot, .duration: return "number of cases"
        }
    }

    static func agentRule(of definition: KPIDefinition) -> String { definition.actor ?? "the assignee" }

    private static func dimensions(of definition: KPIDefinition) -> String {
        var text = definition.dimensions.joined(separator: ", ")
        if definition.hasAttributes { text += " and the attributes of tickets" }
        if !definition.filterOnlyDimensions.isEmpty {
            text += "; in filters also \(definition.filterOnlyDimensions.joined(separator: ", "))"
        }
        return text
    }
}
