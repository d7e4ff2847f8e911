import EmbeddedSQL
import KPIReference
import Rendering
import Shell
import Warehouse
import WarehouseTestSupport

extension Warehouse {
    /// Answers a line of the query language as `deskhouse query --format csv` does: header and records.
    mutating func table(_ line: String, asOf: Instant) throws -> [[String]] {
        try answer(line, asOf: formatInstant(asOf)).table
    }

    /// Sets what differs from the defaults.
    mutating func apply(_ settings: KPIReference.Settings) throws {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        func span(_ length: Instant) -> String { "\(length / .minute)m" }
        _ = try change(.timezone, to: settings.zone.identifier)
        _ = try change(.weekStart, to: days[settings.weekStart - 1])
        _ = try change(.currency, to: settings.currency ?? "")
        _ = try change(.resolutionWithin, to: span(settings.resolutionWithin))
        _ = try change(.repeatWithin, to: span(settings.repeatWithin))
        _ = try change(.contactGap, to: span(settings.contactGap))
    }

    /// Runs the loads of a messy data set.
    mutating func run(_ loads: [MessyData.Load]) throws {
        for load in loads { try self.load(files: load.files, as: load.source) }
    }
}

/// Which of the reference's KPIs there are in `sql/kpi`.
enum KnownKPIs {
    static let all: [KPI] = KPI.allCases.filter { kpi in
        EmbeddedSQL.files.contains { $0.path == "kpi/\(kpi.rawValue).sql" }
    }

    /// Whether they have every KPI that a query names.
    static func cover(_ query: KPIReference.Query) -> Bool {
        query.metrics.allSatisfy { all.contains($0.kpi) }
    }
}

extension ProductAnswer {
    /// The machine form as CSV: header and records.
    var table: [[String]] {
        get throws {
            let output = Output()
            try AnswerPresentation(self, for: .csv)
                .write(to: Format.csv.sink(to: output, defusesFormulas: false), milliseconds: 0)
            return CSVText.records(output.contents)
        }
    }
}
