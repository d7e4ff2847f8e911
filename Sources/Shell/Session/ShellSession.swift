import KPIQuery
import PostgresClient
import Rendering
package import Warehouse

/// A shell's state between entries: the connection, what was asked, how things are shown.
///
/// It runs entries; where they come from, a terminal or a script, is others' business.
package final class ShellSession {
    /// Where a session runs.
    package struct Surroundings: Sendable {
        /// Whether ad-hoc SQL may change data.
        package var mayWrite: Bool
        /// Whether a person looks on: then there are a pager, colour, and another try when the connection is lost.
        package var isInteractive: Bool
        /// Takes text for people that is no data, without its newline.
        package var tell: @Sendable (String) -> Void

        package init(mayWrite: Bool, isInteractive: Bool, tell: @escaping @Sendable (String) -> Void) {
            self.mayWrite = mayWrite
            self.isInteractive = isInteractive
            self.tell = tell
        }
    }

    let surroundings: Surroundings
    let interruption = Interruption.shared
    /// Says that a statement takes long.
    let running: RunningNote
    var warehouse: Warehouse
    var options = ShellOptions()
    /// The names of the language, as they were when last looked up.
    private(set) var language: QueryLanguage
    var results = ResultHistory()
    /// What `\watch`, `\g` and `\e` are about.
    var question: Question?
    /// What was answered last, for `\export` and `\last`; without a result it is asked again.
    var answered: (question: Question, result: KeptResult?)?
    /// Whether a question or statement failed since then.
    var hasFailed = false
    /// The last answer to a KPI question, for `\tickets`.
    var lastAnswer: Answer?
    /// The KPI question that the entry asked, and the one before it, which it may have been meant to go on with.
    var asked: (now: String?, before: String?) = (nil, nil)
    /// By name, for `:name` in SQL and in questions.
    var variables: [String: String] = [:] {
        didSet { language.variables = variables }
    }
    var outputFile: OutputFile?
    /// How long the last statement took.
    var elapsed = Duration.zero
    /// What the editor begins the next entry with (`\e`).
    var nextText = ""
    /// Earlier entries (`\s`), where there is an editor.
    var history: () -> [String] = { [] }
    /// What `\if` leaves out.
    var conditions = Conditions()
    /// How many conditions were open when the innermost script began: these are not its own.
    var outerConditions = 0
    /// The line of the entry that is run, from 1.
    var line = 1
    /// Whether standard input is the script.
    var readsStandardInput = false
    /// What the server refused last, for `\errverbose`.
    var lastError: PostgresError?
    /// Scripts that are being read, innermost last.
    var scripts: [String] = []
    package internal(set) var isOver = false

    private let open: () throws -> Warehouse
    private var state = SessionState()
    /// Whether somebody's own transaction was open when the server was last talked to.
    private(set) var wasInTransaction = false

    /// Opens the warehouse with `open`, which is called again when the connection is lost.
    package init(
        _ surroundings: Surroundings, open: @escaping () throws -> Warehouse
    ) throws {
        self.surroundings = surroundings
        self.open = open
        running = RunningNote(isWanted: surroundings.isInteractive)
        var warehouse = try open()
        try Self.prepare(&warehouse, surroundings, running)
        language = QueryLanguage(try warehouse.vocabularyWithSavedQueries())
        self.warehouse = warehouse
    }

    /// Ends what the session has begun: the transaction, and the command that answers go to.
    package func finish() throws {
        if surroundings.mayWrite, isInTransaction { tell("the open transaction is rolled back") }
        try putAnswers(into: nil)
    }

    func tell(_ text: String) {
        let screen = Screen.detect(descriptor: 2)
        running.makeRoom()
        surroundings.tell(
            surroundings.isInteractive
                ? WrappedText.of(text, width: screen.width, unicode: screen.unicode) : text)
    }

    /// Looks the names up again: loads and other users add some.
    func refreshLanguage() throws {
        guard !isInTransaction else { return }
        language = QueryLanguage(try warehouse.vocabularyWithSavedQueries(), variables: variables)
    }

    // MARK: - The connection

    var isInTransaction: Bool {
        [.inTransaction, .inFailedTransaction].contains(warehouse.connection.transactionStatus)
    }

    private static func prepare(
        _ warehouse: inout Warehouse, _ surroundings: Surroundings, _ running: RunningNote
    ) throws {
        let tell = surroundings.tell
        warehouse.connection.onNotice { notice in
            running.makeRoom()
            tell("\(notice.severity): \(notice.message)" + (notice.hint.map { "\nHINT: \($0)" } ?? ""))
        }
        try warehouse.prepareForPeople()
    }

    /// Talks to the server, in a way that Ctrl-C ends; connects anew where the connection is lost.
    ///
    /// What was in progress when it was lost is not repeated, as nobody knows how far it came; unless it only asks, and
    /// nothing was shown of the answer: `mayRepeat` is asked about that.
    func withServer<Result>(
        mayRepeat: () -> Bool = { false }, _ work: () throws -> Result
    ) throws -> Result {
        if !warehouse.connection.isAlive {
            guard surroundings.isInteractive else {
                throw PostgresError.connectionLost("the server closed it")
            }
            let wasInTransaction = wasInTransaction
            try reconnect()
            // What was meant to be one of several must not be done alone.
            if wasInTransaction { throw ShellError("not run: it was part of a transaction that is lost") }
        }
        let handle = try warehouse.connection.makeCancelHandle()
        do {
            defer { wasInTransaction = isInTransaction }
            return try interruption.during(handle, work)
        } catch {
            guard surroundings.isInteractive, !warehouse.connection.isAlive else { throw error }
            let wasInTransaction = wasInTransaction
            guard error is PostgresError, !interruption.isRequested, !isLeaving(error) else {
                try reconnect()
                throw error
            }
            tell(String("\(error)".prefix { $0 != "\n" }))
            try reconnect()
            guard mayRepeat(), !wasInTransaction else {
                throw ShellError("what was in progress was not repeated")
            }
        }
        return try interruption.during(try warehouse.connection.makeCancelHandle(), work)
    }

    /// Takes note of a statement that succeeded and may have changed the session.
    func note(_ sql: SQLText) {
        state.note(sql.words)
    }

    private func reconnect() throws {
        tell("connecting again …")
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            do {
                var fresh = try open()
                try Self.prepare(&fresh, surroundings, running)
                warehouse = fresh
                break
            } catch let error as PostgresError {
                // A server that restarts refuses for a while.
                guard ContinuousClock.now < deadline, !interruption.sleep(.milliseconds(200)) else {
                    throw error
                }
            }
        }
        let losses = state.losses(inTransaction: wasInTransaction)
        tell("connected again" + (losses.isEmpty ? "" : "; lost with the old session: \(losses)"))
        state = SessionState()
        wasInTransaction = false
        results.forgetTables()
    }
}
