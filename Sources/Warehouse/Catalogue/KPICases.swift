import Basics
import SQLScanning

/// The cases of a KPI, or of one leg of a ratio: the SQL that lists them, and what puts them into a period.
package struct KPICases: Sendable {
    /// What puts a case into a period, and which columns its SQL gives for that.
    package enum Placement: String, Sendable, CaseIterable {
        /// `anchor_at`: the period in which the instant lies.
        case events
        /// `from_at`, `until_at`: worth the seconds that lie in the period.
        case time
        /// `from_at`, `until_at`: in every period at whose start it is there; a hit where it leaves within it.
        case standing
        /// `amount`, `currency`, `from_on`, `until_on`: spread evenly over its days, shared out over `shares`.
        case amounts
    }

    let placement: Placement
    let sql: String
    /// What a case of a ratio's leg is worth, as SQL over `kpi_case`.
    let worth: String
    /// Of amounts: what they are shared out over, the first that has anything; each gives `anchor_at` and `weight`.
    let shares: [String]
    /// Of amounts: the dimensions that an amount may name a value for.
    let namedDimensions: [String]

    /// The same cases, each counted once where they are one leg of a ratio.
    var counted: KPICases {
        KPICases(
            placement: placement, sql: sql, worth: placement == .events ? "1" : worth, shares: shares,
            namedDimensions: namedDimensions)
    }

    /// The relations that the cases are read from, as the SQL names them.
    var relations: [String] {
        var found: [String] = []
        for names in ([sql] + shares).map(SQLName.all) {
            for (mark, name) in zip(names, names.dropFirst())
            where ["from", "join"].contains(mark.word) && name.word == nil {
                found.append(name.parts.joined(separator: "."))
            }
        }
        return found.uniqued
    }
}

/// What stands below the header of a KPI's file: one select, or several under lines that say what each is.
///
///     -- leg: numerator
///     -- cases: time
///     select …;
struct KPISections {
    /// One select with the fields above it.
    struct Section {
        /// `leg: numerator`, `share: tickets created`; empty for what stands first.
        let mark: String
        let fields: FileHeader

        var sql: String { fields.statement }
    }

    let sections: [Section]

    init(_ body: String) {
        var texts: [(mark: String, lines: [Substring])] = [("", [])]
        for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("-- leg:") || line.hasPrefix("-- share:") {
                texts.append((line.dropFirst(2).trimmed, []))
            } else {
                texts[texts.count - 1].lines.append(line)
            }
        }
        sections = texts.map {
            Section(mark: $0.mark, fields: FileHeader(text: $0.lines.joined(separator: "\n")))
        }
    }

    func section(_ mark: String) -> Section? {
        sections.first { $0.mark == mark }
    }

    /// The selects of every `-- share:`, in the order of the file.
    var shares: [String] {
        sections.filter { $0.mark.hasPrefix("share:") }.map(\.sql)
    }
}
