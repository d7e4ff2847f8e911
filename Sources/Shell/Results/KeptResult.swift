import Rendering
import Warehouse

/// An answer that was shown, kept to be asked again from SQL (`_`) and to be exported.
final class KeptResult {
    /// More is not kept: it can be asked for again.
    static let largestCellCount = 1_000_000

    private(set) var columns: [(name: String, type: TemporaryType)] = []
    /// The columns as they were shown.
    private var shown: [Column] = []
    /// Columns as they were shown, by the names that they have in SQL.
    var shownColumns: [Column] {
        zip(shown, columns).map { shown, column in
            Column(
                column.name, label: shown.label, kind: shown.kind, role: shown.role, decimals: shown.decimals,
                isCompanion: shown.isCompanion)
        }
    }
    /// The rows as they were shown.
    var shownRows: [[Cell]] {
        rows.map { row in
            zip(row, shown).map { text, column in text.map { Cell($0, column.kind) } ?? .null }
        }
    }
    private(set) var provenance = Provenance(query: "")
    /// What it was made of, if that was the answer to a KPI question.
    let answer: Answer?
    /// How long it took.
    var milliseconds = 0
    /// The rows that were handed on.
    private var added: [[String?]] = []
    /// Those of the answer to a KPI question, written out when they are first wanted.
    private lazy var answered = answer.map {
        AnswerPresentation($0, for: .csv).rows.map { $0.map(\.postgresText) }
    }
    /// In PostgreSQL's text form.
    var rows: [[String?]] { answered ?? added }
    /// Whether every row is there.
    private(set) var isWhole: Bool

    /// An answer that is kept, or one that is only passed on.
    init(isKept: Bool = true) {
        isWhole = isKept
        answer = nil
    }

    /// The answer to a KPI question, in the machine form whatever form was shown.
    init(_ answer: Answer) {
        isWhole = true
        self.answer = answer
        begin(
            AnswerPresentation(answer, for: .csv).columns, types: nil,
            provenance: answer.provenance(milliseconds: 0))
    }

    private var cellCount: Int { added.count * columns.count }

    /// Sets the columns; a name that is there twice gets a number.
    func begin(_ columns: [Column], types: [TemporaryType]?, provenance: Provenance) {
        shown = columns
        self.provenance = provenance
        self.columns = zip(columns, columns.memberNames).enumerated().map { place, column in
            (column.1, types?[place] ?? column.0.temporaryType)
        }
    }

    func add(_ cells: [Cell]) {
        guard isWhole else { return }
        guard cellCount < Self.largestCellCount else { return cut() }
        added.append(cells.map(\.postgresText))
    }

    /// Takes note that rows are missing; then none is kept.
    func cut() {
        isWhole = false
        added = []
    }
}

extension KeptResult {
    /// Shows or writes it once more.
    func write(to sink: any RowSink) throws(OutputError) {
        try sink.write(
            shown, shownRows, provenance: provenance, closing: Closing(milliseconds: milliseconds))
    }
}

/// Hands an answer on and keeps it.
struct KeepingSink: RowSink {
    private var inner: any RowSink
    private let result: KeptResult
    private let types: [TemporaryType]?

    /// Keeps in `result`; `types` are the columns' where they are known, else what their kinds say.
    init(_ inner: any RowSink, in result: KeptResult, types: [TemporaryType]? = nil) {
        self.inner = inner
        self.result = result
        self.types = types
    }

    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {
        result.begin(columns, types: types, provenance: provenance)
        try inner.begin(columns, provenance: provenance)
    }

    mutating func row(_ cells: [Cell]) throws(OutputError) {
        result.add(cells)
        try inner.row(cells)
    }

    mutating func finish(_ closing: Closing) throws(OutputError) {
        try inner.finish(closing)
    }
}

/// Keeps an answer and shows nothing.
struct SilentSink: RowSink {
    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {}
    mutating func row(_ cells: [Cell]) throws(OutputError) {}
    mutating func finish(_ closing: Closing) throws(OutputError) {}
}

extension Column {
    /// The type of SQL that takes its values.
    fileprivate var temporaryType: TemporaryType {
        switch kind {
        case .text, .literal: .named("text")
        case .integer: .named("bigint")
        case .decimal, .float, .percent, .points, .duration, .money: .named("double precision")
        case .interval: .named("interval")
        case .intervals: .named("interval[]")
        case .date: .named("date")
        // Buckets are in the reporting zone's time, without an offset.
        case .timestamp: if case .period = role { .named("timestamp") } else { .named("timestamptz") }
        case .boolean: .named("boolean")
        case .json: .named("jsonb")
        }
    }
}

extension Cell {
    /// A value in PostgreSQL's text form.
    fileprivate init(_ text: String, _ kind: ValueKind) {
        self =
            switch kind {
            case .integer: Int(text).map { .integer($0) } ?? .text(text)
            case .decimal, .float: .decimal(text)
            case .percent, .points, .duration, .money: Double(text).map { .double($0) } ?? .text(text)
            case .boolean: .boolean(text == "t")
            case .interval: Interval(text).map { .interval($0) } ?? .text(text)
            case .intervals: IntervalArray(text).map { .intervals($0) } ?? .text(text)
            case .json: .json(text)
            case .text, .date, .timestamp, .literal: .text(text)
            }
    }

    fileprivate var postgresText: String? {
        switch self {
        case .null: nil
        case .text(let text), .decimal(let text), .json(let text): text
        case .integer(let value): "\(value)"
        case .double(let value): value.isFinite ? "\(value)" : nil
        case .interval(let interval): interval.text
        case .intervals(let intervals): intervals.text
        case .boolean(let value): value ? "t" : "f"
        case .series: nil
        }
    }
}
