package import Rendering
package import Warehouse

/// How fresh the warehouse is, for people and for monitors: what `status` begins with.
package struct FreshnessPresentation {
    private let freshness: Freshness

    package init(_ freshness: Freshness) {
        self.freshness = freshness
    }

    /// Writes it in lines.
    package func writeLines(to output: Output) {
        output.write("database \(freshness.database)\n")
        output.write("data as of \(freshness.dataAsOf ?? "never: nothing is loaded")\n")
        if freshness.sources.count > 1 {
            let ages = freshness.sources.map { "\($0.name) \($0.finishedAt)" }
            output.write("by source: \(ages.joined(separator: ", "))\n")
        }
    }

    /// Writes one object.
    package func writeJSON(to output: Output) {
        output.write(json: .object(members))
        output.write("\n")
    }

    var members: [JSONValue.Member] {
        [
            ("database", .text(freshness.database)), ("as_of", .text(freshness.dataAsOf)),
            ("age_seconds", .double(freshness.age)),
            (
                "sources",
                .array(
                    freshness.sources.map {
                        [
                            "source": .text($0.name), "as_of": .text($0.finishedAt),
                            "age_seconds": .double($0.age),
                        ]
                    })
            ),
        ]
    }
}
