package import Intake

/// What a load did.
package struct LoadReport: Sendable {
    package var loadID = 0
    package var source = ""
    /// IANA zone in which instants without offset were read.
    package var timezone = ""
    /// Whether the zone is the default, neither given nor kept, and values without offset were read in it.
    package var usedDefaultTimezone = false
    /// Whether the zone is the default, and SQL of the user's own made instants in it, perhaps of values without offset.
    package var mappedInDefaultTimezone = false
    /// One an entity (or raw table of a mapping, for its unreadable records), in the order of loading.
    package var entities: [Entity] = []
    /// Files that belong to no entity and were left alone.
    package var leftAlone: [String] = []
    /// SQL files of the mapping whose input was not among the files.
    package var skippedMappings: [String] = []
    /// Columns that were kept as attributes, but are named almost as one of the contract's that is not there.
    package var misnamedColumns: [MisnamedColumn] = []
    /// Local times that a clock change skips or doubles, read as PostgreSQL reads them.
    package var ambiguousInstants = 0
    /// Rows of all loads that wait for their ticket now.
    package var waiting: [Waiting] = []
    /// What the quality checks found in the warehouse now; none where all is well.
    package var quality: [QualityResult] = []
    /// Seconds by stage, in order.
    package var stages: [Stage] = []
    /// The first rejects, at most 20.
    package var firstRejects: [Reject] = []

    /// What became of one entity's rows.
    package struct Entity: Sendable, Hashable {
        package var name: String
        package var read: Int64 = 0
        package var added = 0
        package var changed = 0
        package var unchanged = 0
        package var rejected: Int64 = 0
    }

    /// A column of a file, and the one of the contract that it may be.
    package struct MisnamedColumn: Sendable, Hashable {
        package var file: String
        package var column: String
        package var meant: String
    }

    /// Rows of one entity that wait for their ticket.
    package struct Waiting: Sendable, Hashable {
        package var entity: String
        package var rows: Int
    }

    /// One step of the load.
    package struct Stage: Sendable, Hashable {
        package var name: String
        package var seconds: Double
    }

    /// Rows that were rejected.
    package var rejected: Int64 { entities.reduce(0) { $0 + $1.rejected } }
    /// Seconds altogether.
    package var seconds: Double { stages.reduce(0) { $0 + $1.seconds } }
    /// Rows that were read.
    package var read: Int64 { entities.reduce(0) { $0 + $1.read } }
}
