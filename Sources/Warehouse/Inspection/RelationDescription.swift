package import PostgresClient

/// A relation as `\d NAME` shows it.
package struct RelationDescription: Sendable {
    package let schema: String
    package let name: String
    /// A word: `table`, `view`.
    package let type: String
    package let comment: String?
    /// Gives a row a column: name, type, nullable, default, comment.
    package let columns: Statement
    /// Indexes, constraints, triggers, in the words of PostgreSQL; each one line.
    package let details: [(heading: String, lines: [String])]
    /// The SQL of a view.
    package let definition: String?
}

extension Warehouse {
    /// The tables and views that there are, PostgreSQL's own aside.
    package mutating func relationNames() throws -> [(schema: String, name: String)] {
        try connection.execute(
            """
            select pg_namespace.nspname, pg_class.relname
            from pg_class
            inner join pg_namespace on pg_namespace.oid = pg_class.relnamespace
            where pg_class.relkind in ('r', 'p', 'f', 'v', 'm') and \(Inspection.isShown(NamePattern("")))
            order by pg_namespace.nspname, pg_class.relname
            """
        ).map { row throws(PostgresError) in
            (schema: try row.decode(String.self, at: 0), name: try row.decode(String.self, at: 1))
        }
    }

    /// Everything about the relations that match.
    package mutating func relations(matching pattern: NamePattern) throws -> [RelationDescription] {
        let found = try connection.execute(
            """
            select
                pg_class.oid::bigint, pg_namespace.nspname, pg_class.relname, \(Inspection.typeName),
                obj_description(pg_class.oid, 'pg_class'),
                case when pg_class.relkind in ('v', 'm') then pg_get_viewdef(pg_class.oid, true) end
            from pg_class
            inner join pg_namespace on pg_namespace.oid = pg_class.relnamespace
            where pg_class.relkind in ('r', 'p', 'f', 'v', 'm', 'i', 'S') and \(Inspection.isShown(pattern))
            order by pg_class.relkind in ('i', 'S'), pg_namespace.nspname, pg_class.relname
            """
        ).map { row throws(PostgresError) in
            (
                oid: try row.decode(Int.self, at: 0), schema: try row.decode(String.self, at: 1),
                name: try row.decode(String.self, at: 2), type: try row.decode(String.self, at: 3),
                comment: try row.decode(String?.self, at: 4), definition: try row.decode(String?.self, at: 5)
            )
        }
        return try found.map { relation in
            RelationDescription(
                schema: relation.schema, name: relation.name, type: relation.type, comment: relation.comment,
                columns: Self.columns(of: relation.oid), details: try details(of: relation.oid),
                definition: relation.definition)
        }
    }

    private static func columns(of oid: Int) -> Statement {
        """
        select
            pg_attribute.attname as "column",
            format_type(pg_attribute.atttypid, pg_attribute.atttypmod) as type,
            case when pg_attribute.attnotnull then 'not null' end as nullable,
            coalesce(
                case when pg_attribute.attidentity <> '' then 'identity' end,
                pg_get_expr(pg_attrdef.adbin, pg_attrdef.adrelid)) as "default",
            col_description(pg_attribute.attrelid, pg_attribute.attnum) as comment
        from pg_attribute
        left join pg_attrdef
            on pg_attrdef.adrelid = pg_attribute.attrelid and pg_attrdef.adnum = pg_attribute.attnum
        where pg_attribute.attrelid = \(oid)::oid and pg_attribute.attnum > 0 and not pg_attribute.attisdropped
        order by pg_attribute.attnum
        """
    }

    private mutating func details(of oid: Int) throws -> [(heading: String, lines: [String])] {
        var details: [(heading: String, lines: [String])] = []
        try connection.execute(
            """
            select 'Indexes' as heading, pg_class.relname || ': ' || pg_get_indexdef(pg_class.oid) as line
            from pg_index
            inner join pg_class on pg_class.oid = pg_index.indexrelid
            where pg_index.indrelid = \(oid)::oid
            union all
            select 'Constraints', conname || ': ' || pg_get_constraintdef(oid, true)
            from pg_constraint
            where conrelid = \(oid)::oid and contype in ('c', 'f', 'x')
            union all
            select 'Referenced by', conrelid::regclass || ': ' || pg_get_constraintdef(oid, true)
            from pg_constraint
            where confrelid = \(oid)::oid
            union all
            select 'Triggers', pg_get_triggerdef(oid, true)
            from pg_trigger
            where tgrelid = \(oid)::oid and not tgisinternal
            order by 1, 2
            """
        ).forEach { row throws(PostgresError) in
            let heading = try row.decode(String.self, at: 0)
            let line = try row.decode(String.self, at: 1)
            if details.last?.heading == heading {
                details[details.count - 1].lines.append(line)
            } else {
                details.append((heading, [line]))
            }
        }
        return details
    }
}
