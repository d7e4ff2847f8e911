import PostgresClient
package import Warehouse

/// What `deskhouse grant` says, for people.
package enum GrantReportText {
    /// A line for each fact; warnings come last.
    package static func lines(_ grant: ReaderGrant) -> [String] {
        let name = "\"\(grant.role)\""
        var lines = [
            "role \(name) reads the schema kpi of database \"\(grant.database)\", and nothing else of the warehouse"
        ]
        if grant.isNew {
            lines.append(
                "role \(name) is new and has no password; to give it one, in psql: "
                    + "\\password \(Quoting.identifier(grant.role))")
        }
        for schema in grant.schemasOpenToAll {
            lines.append(
                "warning: everybody may make tables in schema \"\(schema)\", so \(name) too; to end that: "
                    + "revoke create on schema \(Quoting.identifier(schema)) from public")
        }
        return lines
    }
}
