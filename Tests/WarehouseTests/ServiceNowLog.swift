import Platform
import TestSupport
import Testing

/// The real ServiceNow log, read in the simplest way there is.
struct ServiceNowLog {
    /// One incident: when it was opened, and its rows' instants and states in order.
    struct Incident {
        var openedAt = 0
        /// By event id; of one id the last line counts.
        var rows: [String: (at: Int, state: String)] = [:]
    }

    private(set) var incidents: [String: Incident] = [:]
    /// Seconds from opening to final resolution of those that are resolved at the end.
    private(set) var resolved: [Int] = []
    private(set) var resolutionCount = 0
    private(set) var reopenCount = 0

    /// Beside the repository.
    static let path =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        + "/shared/data/servicenow/incident_event_log.zip"

    static var isThere: Bool { access(path, R_OK) == 0 }

    init() throws {
        let text = try #require(
            ScratchFolder.members(ofZip: Self.path).first { $0.name.hasSuffix(".csv") }?.text)
        // Bytes: this is also run without optimization.
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
        let header = lines[0].split(separator: UInt8(ascii: ",")).map { String(Substring($0)) }
        func place(_ name: String) -> Int { header.firstIndex(of: name) ?? -1 }
        let number = place("number")
        let state = place("incident_state")
        let count = place("sys_mod_count")
        let updated = place("sys_updated_at")
        let opened = place("opened_at")
        let last = max(number, state, count, updated, opened)
        for line in lines.dropFirst() {
            let pieces = line.split(
                separator: UInt8(ascii: ","), maxSplits: last + 1, omittingEmptySubsequences: false)
            let fields = pieces.map { String(Substring($0)) }
            let padded = String(repeating: "0", count: 6 - fields[count].count) + fields[count]
            incidents[fields[number], default: Incident()].openedAt = Self.seconds(fields[opened])
            guard fields[state] != "-100" else { continue }
            incidents[fields[number], default: Incident()].rows["\(padded)-\(fields[state])"] =
                (Self.seconds(fields[updated]), fields[state])
        }
        for incident in incidents.values {
            var resolvedAt: Int?
            for row in incident.rows.sorted(by: { ($0.value.at, $0.key) < ($1.value.at, $1.key) }).map(
                \.value)
            {
                let isResolved = ["Resolved", "Closed"].contains(row.state)
                if isResolved, resolvedAt == nil {
                    resolutionCount += 1
                    resolvedAt = max(row.at, incident.openedAt)
                } else if !isResolved, resolvedAt != nil {
                    reopenCount += 1
                    resolvedAt = nil
                }
            }
            if let resolvedAt { resolved.append(resolvedAt - incident.openedAt) }
        }
    }

    /// Seconds since 1970 of `d/m/yyyy hh:mm`, UTC.
    private static func seconds(_ text: String) -> Int {
        let parts = text.utf8.split { !(48...57).contains($0) }.map { Int(Substring($0)) ?? 0 }
        var time = tm()
        time.tm_mday = Int32(parts[0])
        time.tm_mon = Int32(parts[1] - 1)
        time.tm_year = Int32(parts[2] - 1900)
        time.tm_hour = Int32(parts[3])
        time.tm_min = Int32(parts[4])
        return timegm(&time)
    }
}
