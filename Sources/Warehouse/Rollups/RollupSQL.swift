import PostgresClient

/// The SQL that makes a rollup's tables, and that works their cells out from a fact.
///
/// Written by hand it would be the same for every relation but for names; `deskhouse sql` shows the tables, and
/// `explain` the questions that are put to them.
struct RollupSQL {
    let relation: RollupRelation
    let touchedTable: String
    let touchedKey: String
    let isOfTickets: Bool

    init(_ relation: RollupRelation, in catalogue: RollupCatalogue) {
        self.relation = relation
        touchedTable = catalogue.touchedTable(of: relation)
        touchedKey = catalogue.touchedKey(of: relation)
        isOfTickets = catalogue.isOfTickets(relation)
    }

    // MARK: - Cells

    /// Columns of a cell, in the order of the selects below, `slice` first.
    func cellColumns(period: String) -> [String] {
        ["slice", period] + relation.memberColumns + ["case_count"] + relation.columns.map(\.name)
    }

    /// The cells of all slices at once, from the table of cases.
    var cells: String {
        let members = relation.memberColumns
        let sets = relation.slices.map {
            "(" + (["base.day"] + $0.columns.map { "base.\($0)" }).joined(separator: ", ") + ")"
        }
        let columns =
            ["\(sliceName) as slice", "base.day"] + members.map { "base.\($0)" } + ["count(*) as case_count"]
            + relation.columns.map { "\(aggregate($0.part)) as \($0.name)" }
        return """
            select
                \(columns.joined(separator: ",\n    "))
            from staging.rollup_case as base
            group by grouping sets (
                \(sets.joined(separator: ",\n    "))
            )
            """
    }

    /// A histogram's entries in all slices at once: how many cases of each month and bucket there are.
    func entries(_ number: Int) -> String {
        let bucket = "base.bucket_\(number)"
        let sets = relation.slices.map {
            "(" + (["base.month", bucket] + $0.columns.map { "base.\($0)" }).joined(separator: ", ") + ")"
        }
        return """
            select
                \(Quoting.literal(relation.histograms[number].measure)) as measure,
                \(sliceName) as slice,
                base.month,
                \(membersArray) as members,
                \(bucket) as bucket,
                count(*) as case_count
            from staging.rollup_case as base
            where \(bucket) is not null
            group by grouping sets (
                \(sets.joined(separator: ",\n    "))
            )
            """
    }

    /// Which slice a grouping set is: the columns that are not grouped by are the bits.
    var sliceName: String {
        let columns = relation.memberColumns
        let cases = relation.slices.map { slice in
            let bits = columns.reduce(0) { $0 * 2 + (slice.columns.contains($1) ? 0 : 1) }
            return "when \(bits) then \(Quoting.literal(slice.name))"
        }
        guard !columns.isEmpty else { return "'total'" }
        let list = columns.map { "base.\($0)" }.joined(separator: ", ")
        return "case grouping(\(list))\n        \(cases.joined(separator: "\n        "))\n    end"
    }

    var membersArray: String {
        let columns = relation.memberColumns
        let cases = relation.slices.dropFirst().map { slice in
            let bits = columns.reduce(0) { $0 * 2 + (slice.columns.contains($1) ? 0 : 1) }
            return "when \(bits) then array[\(slice.columns.map { "base.\($0)" }.joined(separator: ", "))]"
        }
        guard !columns.isEmpty else { return "'{}'::text[]" }
        let list = columns.map { "base.\($0)" }.joined(separator: ", ")
        return
            "case grouping(\(list))\n        \(cases.joined(separator: "\n        "))\n        else '{}'::text[]\n    end"
    }
}
