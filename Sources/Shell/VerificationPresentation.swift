package import Rendering
package import Warehouse

/// What a verification found, for people and for monitors.
package struct VerificationPresentation {
    private let verification: Verification

    package init(_ verification: Verification) {
        self.verification = verification
    }

    /// Writes every check with its outcome as a table, then the first difference of each that failed.
    package func writeTables(to output: Output, screen: Screen) throws {
        output.write("database \(verification.database)\n")
        output.write("data as of \(verification.dataAsOf ?? "never: nothing is loaded")\n\n")
        var screen = screen
        screen.height = nil
        var sink = Format.table.sink(to: output, screen: screen)
        try sink.begin(
            [
                Column("outcome"), Column("check"), Column("of"), Column("compared", kind: .integer),
                Column("differ", kind: .integer), Column("seconds", kind: .decimal, decimals: 2),
            ], provenance: Provenance(query: "verify"))
        for check in verification.checks {
            try sink.row([
                .text(check.passed ? "ok" : "FAILED"), .text(check.name), .text(check.subject),
                .integer(check.comparedCount), .integer(check.differentCount), .double(check.seconds),
            ])
        }
        try sink.finish(Closing())
        for check in verification.checks {
            guard let difference = check.firstDifference else { continue }
            output.write(TerminalText.of(Self.text(of: difference, in: check), unicode: screen.unicode))
        }
        output.write("\(Self.summary(of: verification))\n")
    }

    /// How many checks there were, and how many failed.
    package static func summary(of verification: Verification) -> String {
        let failed = verification.checks.count { !$0.passed }
        return "\(verification.checks.count) checks, \(failed == 0 ? "all ok" : "\(failed) failed")"
    }

    private static func text(of difference: VerifiedCheck.Difference, in check: VerifiedCheck) -> String {
        let place = [difference.place, difference.segment, difference.number].filter { !$0.isEmpty }
        let sides = [difference.expected, difference.found].map { "\($0.value) (\($0.origin))" }
        return """
            \(check.name) \(check.subject), first difference:
              \(place.joined(separator: ", ")): \(sides.joined(separator: " against "))
              \(check.meaning)

            """
    }

    /// Writes one object.
    package func writeJSON(to output: Output) {
        output.write("{\"database\": ")
        output.write(jsonString: verification.database)
        output.write(", \"as_of\": ")
        output.write(json: verification.dataAsOf.map { Cell.text($0) } ?? .null)
        output.write(", \"passed\": \(verification.passed), \"checks\": [")
        for (position, check) in verification.checks.enumerated() {
            output.write(position == 0 ? "{\"check\": " : ", {\"check\": ")
            output.write(jsonString: check.name)
            output.write(", \"of\": ")
            output.write(jsonString: check.subject)
            output.write(", \"meaning\": ")
            output.write(jsonString: check.meaning)
            output.write(
                ", \"passed\": \(check.passed), \"compared\": \(check.comparedCount), "
                    + "\"different\": \(check.differentCount), \"seconds\": ")
            output.write(json: .double(check.seconds))
            output.write(", \"first_difference\": ")
            write(check.firstDifference, to: output)
            output.write("}")
        }
        output.write("]}\n")
    }

    private func write(_ difference: VerifiedCheck.Difference?, to output: Output) {
        guard let difference else { return output.write("null") }
        let members = [
            ("place", difference.place), ("segment", difference.segment), ("number", difference.number),
            ("expected_from", difference.expected.origin), ("expected", difference.expected.value),
            ("found_in", difference.found.origin), ("found", difference.found.value),
        ]
        for (position, member) in members.enumerated() {
            output.write(position == 0 ? "{" : ", ")
            output.write(jsonString: member.0)
            output.write(": ")
            output.write(jsonString: member.1)
        }
        output.write("}")
    }
}
