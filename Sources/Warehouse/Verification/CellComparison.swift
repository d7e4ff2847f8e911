import PostgresClient

/// Compares the cells of two selects: those with the same period and members have to hold the same numbers.
///
/// Both selects give `slice`, the period, the members, and `part_0`, `part_1` …; a cell that one of them does not have
/// counts as zeros there.
struct CellComparison {
    /// `day` or `month`.
    let period: String
    /// What else tells cells apart beside `slice`.
    let keys: [String]
    /// What the cell is of, as SQL over `cell`.
    let segment: String
    /// The name of each part, as SQL over `cell`.
    let parts: [String]
    let expected: String
    let found: String

    /// One row, as a `VerificationCheck` wants it.
    var statement: Statement {
        let cell = (["slice", period] + keys).joined(separator: ", ")
        let numbers = parts.indices
        let differs = numbers.map { "cell.expected_\($0) <> cell.found_\($0)" }
        func firstOf(_ shown: (Int) -> String) -> String {
            "case\n            "
                + numbers.map { "when \(differs[$0]) then \(shown($0))" }.joined(separator: "\n            ")
                + "\n        end"
        }
        func side(_ select: String, isExpected: Bool) -> String {
            let values = numbers.flatMap { number in
                [("expected", isExpected), ("found", !isExpected)].map { name, isOwn in
                    "\(isOwn ? "side.part_\(number)" : "null")::numeric as \(name)_\(number)"
                }
            }
            return """
                select \(([cell] + values).joined(separator: ", "))
                from (
                \(select)
                ) as side
                """
        }
        let sums = numbers.flatMap { number in
            ["expected", "found"].map { "coalesce(sum(\($0)_\(number)), 0) as \($0)_\(number)" }
        }
        return Statement(
            trusted: """
                select
                    count(*),
                    count(compared.difference),
                    (min(compared.difference))[1],
                    (min(compared.difference))[2],
                    (min(compared.difference))[3],
                    (min(compared.difference))[4],
                    (min(compared.difference))[5]
                from (
                    select
                        case
                            when \(differs.joined(separator: " or "))
                                then array[
                                    cell.\(period)::text,
                                    \(segment),
                                    \(firstOf { parts[$0] }),
                                    trim_scale(\(firstOf { "cell.expected_\($0)" }))::text,
                                    trim_scale(\(firstOf { "cell.found_\($0)" }))::text
                                ]
                        end as difference
                    from (
                        select
                            \(([cell] + sums).joined(separator: ",\n            "))
                        from (
                \(side(expected, isExpected: true))
                union all
                \(side(found, isExpected: false))
                        ) as side
                        group by \(cell)
                    ) as cell
                ) as compared
                """)
    }

    /// A cell's slice and members in words: `channel chat, priority (none)`.
    static func segment(of slices: [RollupSlice]) -> String {
        let cases = slices.filter { !$0.columns.isEmpty }.map { slice in
            let members = slice.columns.enumerated().map { index, column in
                "'\(index == 0 ? "" : ", ")\(column) ', coalesce(cell.\(column), '(none)')"
            }
            return "when \(Quoting.literal(slice.name)) then concat(\(members.joined(separator: ", ")))"
        }
        return cases.isEmpty
            ? "cell.slice" : "case cell.slice \(cases.joined(separator: " ")) else cell.slice end"
    }
}
