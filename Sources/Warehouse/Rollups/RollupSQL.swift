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

    // MARK: - Slices

    /// How sums are worked out where everything is.
    var cellPlan: RollupSlice.Plan { RollupSlice.Plan(for: relation.slices, bases: RollupSlice.cellBases) }

    // MARK: - Cells

    /// The columns that tell a relation's cells apart, as a list.
    func cellKeys(period: String) -> String {
        (["slice", period] + relation.memberColumns).joined(separator: ", ")
    }

    /// Columns of a cell, in the order of the selects below, `slice` first.
    func cellColumns(period: String) -> [String] {
        ["slice", period] + relation.memberColumns + ["case_count"] + relation.columns.map(\.name)
    }

    /// The cells of all slices, from the table of cases.
    var cells: String { relation.slices.map(cells(of:)).joined(separator: "\nunion all\n") }

    /// The entries of all histograms in all slices by month, from the table of cases.
    var entries: String {
        relation.histograms.indices.flatMap { number in
            relation.slices.map { entries(number, of: $0) }
        }.joined(separator: "\nunion all\n")
    }
}
