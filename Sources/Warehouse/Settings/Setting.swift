import Basics
import PostgresClient

/// A setting of the warehouse: what it may be, and how it reads.
package enum Setting: String, CaseIterable, Sendable {
    case timezone
    case weekStart = "week_start"
    case currency
    case resolutionWithin = "resolution_within"
    case repeatWithin = "repeat_within"
    case contactGap = "contact_gap"
    case publicAttributes = "public_attributes"

    /// What it means, for people.
    package var meaning: String {
        switch self {
        case .timezone: "reporting time zone, by its IANA name"
        case .weekStart: "first day of the week, monday to sunday"
        case .currency: "currency of costs, three capital letters; empty: the ledger's most frequent"
        case .resolutionWithin: "T of the resolution rate, such as 72h or 3d"
        case .repeatWithin: "how long after a resolution a new ticket counts as a repeat, such as 7d"
        case .contactGap: "pause between agent messages that starts a new contact, such as 30m"
        case .publicAttributes: "attributes of tickets for BI tools, separated by commas; empty: none"
        }
    }

    /// What a value has to be, for whoever gave another.
    var expectation: String {
        switch self {
        case .timezone: "write an IANA name, such as Europe/Berlin"
        case .weekStart: "write a day, monday to sunday"
        case .currency:
            "write three capital letters, such as EUR; or nothing, for the ledger's most frequent one"
        case .resolutionWithin, .repeatWithin, .contactGap:
            "write a whole number from 1 to \(Self.longestCount) and m, h or d, such as \(example)"
        case .publicAttributes: "write names separated by commas"
        }
    }

    private var example: String {
        switch self {
        case .repeatWithin: "7d"
        case .contactGap: "30m"
        default: "72h"
        }
    }

    /// How many minutes, hours or days a duration may have.
    private static let longestCount = 100_000

    /// Whether facts depend on it, so that a change derives them again.
    var shapesFacts: Bool {
        switch self {
        case .repeatWithin, .contactGap: true
        case .timezone, .weekStart, .currency, .resolutionWithin, .publicAttributes: false
        }
    }

    /// Whether rollups depend on it, so that a change works them out again.
    var shapesRollups: Bool {
        switch self {
        case .timezone, .resolutionWithin: true
        case .weekStart, .currency, .repeatWithin, .contactGap, .publicAttributes: false
        }
    }

    /// The value as it is kept; nil where it does not read.
    ///
    /// Time zones are the server's to check.
    func normalized(_ value: String) -> String? {
        switch self {
        case .timezone: return value.isEmpty ? nil : value
        case .weekStart:
            let day = value.lowercased()
            let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
            return days.contains(day) ? day : nil
        case .currency:
            let isCode = value.utf8.count == 3 && value.utf8.allSatisfy { (65...90).contains($0) }
            return isCode || value.isEmpty ? value : nil
        case .resolutionWithin, .repeatWithin, .contactGap:
            guard let duration = DurationLiteral(value), duration.unit != .seconds,
                (1...Self.longestCount).contains(duration.count)
            else { return nil }
            return value
        case .publicAttributes:
            return value.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }.uniqued
                .joined(separator: ",")
        }
    }
}

/// The value of a setting is not one.
package struct SettingError: Error, CustomStringConvertible {
    /// What is wrong and what it may be, in one line.
    package let description: String
}

extension Warehouse {
    /// All settings with their values; one that has none is empty.
    package mutating func readSettings() throws -> [(setting: Setting, value: String)] {
        try Setting.allCases.map { setting in
            let value = try connection.execute("select meta.setting_value(\(setting.rawValue))").value(
                String?.self)
            return (setting, value ?? "")
        }
    }

    /// The value of one setting, or its default; empty where it has neither.
    package mutating func value(of setting: Setting) throws -> String {
        try connection.execute("select coalesce(meta.setting_value(\(setting.rawValue)), '')").value(
            String.self)
    }

    /// Changes a setting, and derives again what depends on it; returns whether that was necessary.
    ///
    /// Throws `SettingError` for a value that is none; `onWait` is told where it waits for a load.
    package mutating func change(_ setting: Setting, to value: String, onWait: () -> Void = {}) throws -> Bool
    {
        guard let kept = setting.normalized(value) else {
            throw SettingError(
                description: "\(setting.rawValue): \"\(value)\" cannot be its value; \(setting.expectation)")
        }
        if setting == .timezone {
            guard try TimeZoneNames.contain(kept, on: &connection) else {
                throw SettingError(
                    description: "timezone: \"\(kept)\" is no time zone PostgreSQL knows; try Europe/Berlin")
            }
        }
        let current = try self.value(of: setting)
        guard current != kept else { return false }
        let files = files
        let rollups = rollups
        return try connection.transaction { connection in
            try LoaderLock.take(on: &connection, onWait: onWait)
            if kept.isEmpty {
                try connection.execute("delete from meta.setting where name = \(setting.rawValue)")
            } else {
                try connection.execute(
                    """
                    insert into meta.setting (name, value) values (\(setting.rawValue), \(kept))
                    on conflict (name) do update set value = excluded.value, changed_at = now()
                    """)
            }
            if setting.shapesFacts {
                try Derivation(files: files, rollups: rollups).rebuild(
                    QualityChecks(files: files), on: &connection)
            } else if setting.shapesRollups {
                try RollupRefresh(catalogue: rollups).fill(on: &connection)
            }
            return setting.shapesFacts || setting.shapesRollups
        }
    }
}
