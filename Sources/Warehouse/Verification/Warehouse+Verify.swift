import PostgresClient

/// What a verification is at, for somebody who waits for it.
package enum VerificationStep: Sendable, Equatable {
    /// A check begins: the how manieth of how many.
    case check(number: Int, of: Int, name: String, subject: String)
    /// Part of the derivation from core.
    case fromCore(String)
}

extension Warehouse {
    /// Checks that the warehouse adds up: rollups = rows, segments = total, and the identities between KPIs.
    ///
    /// All of it is read in one snapshot, and nothing is changed. With `fromCore`, facts and rollups are then derived
    /// from core again under the loader lock, compared with those that are there, and rolled back: that takes the time
    /// of a rebuild, and leaves as much space in the tables for vacuum to give back.
    package mutating func verify(
        fromCore: Bool = false, observe: (VerificationStep) -> Void = { _ in }
    ) throws -> Verification {
        var verification = try verifyInSnapshot(observe)
        if fromCore {
            let checks = try verifyFromCore(observe)
            verification = Verification(
                database: verification.database, dataAsOf: verification.dataAsOf,
                checks: verification.checks + checks)
        }
        return verification
    }

    private mutating func verifyInSnapshot(_ observe: (VerificationStep) -> Void) throws -> Verification {
        let identities = try VerificationFile.all(files).map(\.check)
        let catalogue = catalogue
        let rollups = rollups
        return try connection.transaction(isolation: .repeatableRead, access: .readOnly) { connection in
            try LoadResources.takeTime(isLocal: true, on: &connection)
            try LoadResources.use(on: &connection)
            let settings = try RollupSettings.current(on: &connection)
            var checks = RollupChecks(catalogue: catalogue, rollups: rollups, settings: settings).all
            checks += identities
            checks += try LedgerChecks(catalogue: catalogue, zone: settings.zone).all(on: &connection)
            var verified: [VerifiedCheck] = []
            // Several KPIs may ask the same of a rollup: a rate counts the tickets that another KPI counts.
            var outcomes: [Statement: VerificationCheck.Outcome] = [:]
            for (index, check) in checks.enumerated() {
                observe(.check(number: index + 1, of: checks.count, name: check.name, subject: check.subject))
                let outcome = try outcomes[check.statement] ?? check.outcome(on: &connection)
                outcomes[check.statement] = outcome
                verified.append(check.verified(outcome))
            }
            return Verification(
                database: connection.database,
                dataAsOf: try connection.execute(Statement(trusted: DataAsOf.sql)).value(String?.self),
                checks: verified)
        }
    }

    private mutating func verifyFromCore(_ observe: (VerificationStep) -> Void) throws -> [VerifiedCheck] {
        let comparison = CoreComparison(derivation: Derivation(files: files, rollups: rollups))
        do {
            try connection.transaction { connection in
                try LoaderLock.take(on: &connection)
                throw RolledBack(
                    checks: try comparison.checks(on: &connection) { observe(.fromCore($0)) })
            }
        } catch let outcome as RolledBack {
            return outcome.checks
        }
        return []
    }
}

/// Ends a transaction whose changes nobody wants, and carries out what was seen in it.
private struct RolledBack: Error {
    let checks: [VerifiedCheck]
}
