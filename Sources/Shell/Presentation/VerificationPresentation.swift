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
        let columns = [
            Column("outcome"), Column("check"), Column("of"), Column("compared", kind: .integer),
            Column("differ", kind: .integer), Column("seconds", kind: .decimal, decimals: 2),
        ]
        let rows: [[Cell]] = verification.checks.map { check in
            [
                .text(check.passed ? "ok" : "FAILED"), .text(check.name), .text(check.subject),
                .integer(check.comparedCount), .integer(check.differentCount), .double(check.seconds),
            ]
        }
        try Format.table.sink(to: output, screen: screen).write(
            columns, rows, provenance: Provenance(query: "verify"))
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
        output.write(
            json: [
                "database": .text(verification.database), "as_of": .text(verification.dataAsOf),
                "passed": .boolean(verification.passed),
                "checks": .array(verification.checks.map(Self.object(of:))),
            ])
        output.write("\n")
    }

    private static func object(of check: VerifiedCheck) -> JSONValue {
        [
            "check": .text(check.name), "of": .text(check.subject), "meaning": .text(check.meaning),
            "passed": .boolean(check.passed), "compared": .integer(check.comparedCount),
            "different": .integer(check.differentCount), "seconds": .double(check.seconds),
            "first_difference": check.firstDifference.map(object(of:)) ?? .null,
        ]
    }

    private static func object(of difference: VerifiedCheck.Difference) -> JSONValue {
        [
            "place": .text(difference.place), "segment": .text(difference.segment),
            "number": .text(difference.number), "expected_from": .text(difference.expected.origin),
            "expected": .text(difference.expected.value), "found_in": .text(difference.found.origin),
            "found": .text(difference.found.value),
        ]
    }
}
