import Intake
import PostgresClient

/// Brings the staged rows of one entity into core: the newest row of a key replaces the older one whole.
///
/// Afterwards staging holds just the rows that are new or changed, and `staging.replaced_<table>` what they replaced,
/// for the derivation to see what was touched.
struct Merge {
    let entity: Entity
    let source: String
    let loadID: Int
    /// Where the load's first reject of the entity stands among all rows.
    let firstReject: Int64?

    /// What became of the rows that were staged.
    struct Counts: Sendable, Hashable {
        var added = 0
        var changed = 0
        /// There already, or replaced by a later line of the same load.
        var unchanged = 0
    }

    private var core: String { "core.\(entity.table)" }
    private var staging: String { "staging.\(entity.table)" }
    private var replaced: String { "staging.replaced_\(entity.table)" }

    /// The columns that decide whether a row has changed.
    private var contentColumns: [String] { entity.columns.map(\.name) + [entity.extras.columnName] }
    private var columns: [String] { contentColumns + ["source", "row_seq"] }
    private var key: [String] { entity.coreKey }

    func run(on connection: inout Connection) throws -> Counts {
        let staged = try count(of: staging, on: &connection)
        guard staged > 0 else { return Counts() }
        try connection.executeScript("analyze \(staging)")
        try dropFixesThatCameTooLate(on: &connection)
        try dropOlderDuplicates(on: &connection)

        var counts = Counts()
        try keepReplaced(on: &connection)
        try dropUnchanged(on: &connection)
        counts.changed = try updateChanged(on: &connection)
        counts.added = try insertNew(on: &connection)
        counts.unchanged = staged - counts.added - counts.changed
        return counts
    }

    private func count(of table: String, on connection: inout Connection) throws -> Int {
        try connection.execute(Statement(trusted: "select count(*) from \(table)")).value(Int.self)
    }

    /// A row with a `_reject_id` counts as new unless its key has been loaded since the reject was.
    private func dropFixesThatCameTooLate(on connection: inout Connection) throws {
        try connection.execute(
            """
            delete from \(trusted: staging) as staged
            using meta.reject, \(trusted: core) as present
            where staged.reject_id = reject.reject_id and reject.source = \(source)
                and reject.entity = \(entity.name)
                and \(trusted: sameKey("present", "staged")) and present.row_seq > reject.row_seq
            """)
    }

    /// Within one load the last line of a key wins.
    private func dropOlderDuplicates(on connection: inout Connection) throws {
        let keyList = key.joined(separator: ", ")
        try connection.execute(
            Statement(
                trusted: """
                    delete from \(staging) as staged
                    using (
                        select ctid, row_number() over (partition by \(keyList) order by row_seq desc) as age
                        from \(staging)
                    ) as line
                    where staged.ctid = line.ctid and line.age > 1
                    """))
    }

    private func keepReplaced(on connection: inout Connection) throws {
        let list = columns.joined(separator: ", ")
        let present = columns.map { "present.\($0)" }.joined(separator: ", ")
        try connection.execute(
            Statement(
                trusted: """
                    insert into \(replaced) (\(list))
                    select \(present)
                    from \(core) as present
                    inner join \(staging) as staged on \(sameKey("present", "staged"))
                    where \(isDifferent("present", "staged"))
                    """))
        try connection.executeScript("analyze \(replaced)")
    }

    /// An unchanged row is left alone, but for its position where it passes an open reject's: a fixed reject asks what
    /// came since.
    private func dropUnchanged(on connection: inout Connection) throws {
        let newestBefore = try connection.execute(
            """
            select max(row_seq)
            from meta.reject
            where source = \(source) and entity = \(entity.name) and cleared_by_load_id is null
                and load_id <> \(loadID)
            """
        ).value(Int64?.self)
        let passesReject = [
            newestBefore.map { "present.row_seq < \($0)" }, firstReject.map { "staged.row_seq > \($0)" },
        ].compactMap(\.self)
        if !passesReject.isEmpty {
            try connection.execute(
                Statement(
                    trusted: """
                        update \(core) as present set row_seq = staged.row_seq
                        from \(staging) as staged
                        where \(sameKey("present", "staged")) and not \(isDifferent("present", "staged"))
                            and (\(passesReject.joined(separator: " or ")))
                        """))
        }
        try connection.execute(
            Statement(
                trusted: """
                    delete from \(staging) as staged
                    using \(core) as present
                    where \(sameKey("present", "staged")) and not \(isDifferent("present", "staged"))
                    """))
    }

    private func updateChanged(on connection: inout Connection) throws -> Int {
        let assignments = (contentColumns + ["row_seq"]).filter { !key.contains($0) }
            .map { "\($0) = staged.\($0)" }.joined(separator: ", ")
        return try connection.execute(
            Statement(
                trusted: """
                    update \(core) as present set \(assignments)
                    from \(staging) as staged
                    inner join \(replaced) as former on \(sameKey("former", "staged"))
                    where \(sameKey("present", "staged"))
                    """)
        ).affectedRows
    }

    private func insertNew(on connection: inout Connection) throws -> Int {
        let list = columns.joined(separator: ", ")
        return try connection.execute(
            Statement(
                trusted: """
                    insert into \(core) (\(list))
                    select \(columns.map { "staged.\($0)" }.joined(separator: ", "))
                    from \(staging) as staged
                    where not exists (select from \(core) as present where \(sameKey("present", "staged")))
                    """)
        ).affectedRows
    }

    /// Key columns that may be null compare null as a value.
    private func sameKey(_ left: String, _ right: String) -> String {
        let mayBeNull = Set(entity.columns.filter { !$0.isRequired }.map(\.name))
        return key.map { column in
            let comparison = mayBeNull.contains(column) ? "is not distinct from" : "="
            return "\(left).\(column) \(comparison) \(right).\(column)"
        }.joined(separator: " and ")
    }

    private func isDifferent(_ left: String, _ right: String) -> String {
        let leftRow = contentColumns.map { "\(left).\($0)" }.joined(separator: ", ")
        let rightRow = contentColumns.map { "\(right).\($0)" }.joined(separator: ", ")
        return "((\(leftRow)) is distinct from (\(rightRow)))"
    }
}
