import Warehouse

/// What a place of a statement sees: the relations that its query names, and those that it could name.
struct SQLScope {
    /// A relation under the name by which it is meant there.
    struct Source {
        let name: String
        let relation: SQLCatalogue.Relation
        /// The word behind it.
        let end: Int
    }

    /// Named by the query that the place is in.
    var own: [Source] = []
    /// Named by the queries around it.
    var outer: [Source] = []
    /// Queries that `with` gives a name, the newest first.
    var named: [SQLCatalogue.Relation] = []

    var sources: [Source] { own + outer }
}
