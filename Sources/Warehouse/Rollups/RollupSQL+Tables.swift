import PostgresClient

/// The tables of a rollup.
extension RollupSQL {
    /// Creates the tables of cells and of sizes, commented column by column.
    var tables: String {
        let cells = [
            (relation.dayTable, "day", "local day"),
            (relation.monthTable, "month", "calendar month, by its first day"),
        ]
        return (cells.map { table($0.0, period: $0.1, meaning: $0.2) } + [sizeTables]).joined(separator: "\n")
    }

    private func table(_ name: String, period: String, meaning: String) -> String {
        let members = relation.memberColumns.map { "\($0) text collate \"C\"" }
        let parts = relation.columns.map { "\($0.name) \($0.part.isWhole ? "bigint" : "numeric")" }
        let columns =
            ["slice text collate \"C\" not null", "\(period) date not null"] + members
            + ["case_count bigint not null"] + parts
        let short = name.split(separator: ".")[1]
        var comments = [
            (
                name, "table",
                "Cells of fact.\(relation.fact) by \(meaning) and slice: sums of the KPIs' parts."
            ),
            ("\(name).slice", "column", "The dimensions that tell the cells apart; total has none."),
            (
                "\(name).\(period)", "column",
                "\(meaning.prefix(1).uppercased())\(meaning.dropFirst()), in the reporting time zone."
            ),
            ("\(name).case_count", "column", "Cases of any KPI in the cell."),
        ]
        comments += relation.memberColumns.map {
            (
                "\(name).\($0)", "column",
                "Of the slices that name it: its value, empty = the segment without one."
            )
        }
        comments += relation.columns.map { ("\(name).\($0.name)", "column", "\($0.comment) Empty = 0.") }
        return """
            create table \(name) (
                \(columns.joined(separator: ",\n    "))
            );
            create index \(short)_cell on \(name) (slice, \(period));
            create index \(short)_empty on \(name) (case_count) where case_count = 0;
            \(comments.map { "comment on \($1) \($0) is \(Quoting.literal($2));" }.joined(separator: "\n"))
            """
    }
}
