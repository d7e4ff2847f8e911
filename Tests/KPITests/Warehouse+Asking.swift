import EmbeddedSQL
import KPIQuery
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

    /// Answers from the facts, whatever rollup could.
    mutating func exactAnswer(_ text: String, asOf: Instant) throws -> ProductAnswer {
        guard case .query(_, let query) = try line(text) else { throw NoQuestion(text: text) }
        return try answer(query.answeredFromFacts, text: text, asOf: formatInstant(asOf))
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

/// A line that should have been a question.
struct NoQuestion: Error {
    let text: String
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
