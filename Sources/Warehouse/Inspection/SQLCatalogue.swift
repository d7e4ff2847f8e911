import PostgresClient

/// The names that SQL may use in a database, for completion.
package struct SQLCatalogue: Sendable {
    /// A table, view or the like.
    package struct Relation: Sendable, Hashable {
        package let schema: String
        package let name: String
        /// A word: `table`, `view`.
        package let type: String
        package let comment: String
        package let columns: [Column]

        package init(schema: String, name: String, type: String, comment: String, columns: [Column]) {
            self.schema = schema
            self.name = name
            self.type = type
            self.comment = comment
            self.columns = columns
        }
    }

    /// A column of a relation.
    package struct Column: Sendable, Hashable {
        package let name: String
        package let type: String
        package let comment: String
        /// Whether it is part of the primary key.
        package let isKey: Bool
        /// What it holds, where that is a handful of values and the database knows them.
        package let values: [String]

        package init(
            name: String, type: String, comment: String, isKey: Bool = false, values: [String] = []
        ) {
            self.name = name
            self.type = type
            self.comment = comment
            self.isKey = isKey
            self.values = values
        }
    }

    package let schemas: [String]
    /// The user's own first, the system's last.
    package let relations: [Relation]
    /// Names, each once; the warehouse's own with their schema.
    package let functions: [String]
    package let keywords: [String]
    /// Where a name without a schema is looked for.
    package let searchPath: [String]
    /// What `set` sets, with what it means.
    package let settings: [(name: String, summary: String)]
    /// Agents by id, with their names: a dimension's values that only the data knows.
    package let agents: [(id: String, name: String)]

    package init(
        schemas: [String], relations: [Relation], functions: [String] = [], keywords: [String] = [],
        searchPath: [String] = ["pg_catalog", "public"], settings: [(name: String, summary: String)] = [],
        agents: [(id: String, name: String)] = []
    ) {
        self.schemas = schemas
        self.relations = relations
        self.functions = functions
        self.keywords = keywords
        self.searchPath = searchPath
        self.settings = settings
        self.agents = agents
    }
}

extension Warehouse {
    /// What reads the catalogue over a connection of its own, for another thread.
    package func catalogueReader() -> @Sendable () throws -> SQLCatalogue {
        let settings = settings
        return {
            var connection = try Warehouse.connect(settings)
            return try SQLCatalogue(reading: &connection)
        }
    }
}

extension SQLCatalogue {
    /// Reads it; some ten milliseconds.
    init(reading connection: inout Connection) throws {
        let values = try Self.values(&connection)
        relations = try connection.execute(
            """
            select
                pg_namespace.nspname, pg_class.relname, \(Inspection.typeName),
                coalesce(obj_description(pg_class.oid, 'pg_class'), ''),
                array_agg(pg_attribute.attname order by pg_attribute.attnum),
                array_agg(
                    format_type(pg_attribute.atttypid, pg_attribute.atttypmod) order by pg_attribute.attnum),
                array_agg(
                    coalesce(col_description(pg_class.oid, pg_attribute.attnum), '')
                    order by pg_attribute.attnum),
                array_agg(
                    pg_attribute.attnum = any(coalesce(primary_key.indkey, ''::int2vector))
                    order by pg_attribute.attnum)
            from pg_class
            inner join pg_namespace on pg_namespace.oid = pg_class.relnamespace
            inner join pg_attribute on pg_attribute.attrelid = pg_class.oid
            left join pg_index as primary_key
                on primary_key.indrelid = pg_class.oid and primary_key.indisprimary
            where pg_class.relkind in ('r', 'p', 'f', 'v', 'm')
                and pg_attribute.attnum > 0 and not pg_attribute.attisdropped
                and pg_namespace.nspname !~ '^pg_(toast|temp)'
            group by pg_class.oid, pg_namespace.nspname, pg_class.relname, pg_class.relkind
            order by pg_namespace.nspname in ('pg_catalog', 'information_schema'), 1, 2
            """
        ).map { row throws(PostgresError) in
            let names = try row.decode([String].self, at: 4)
            let types = try row.decode([String].self, at: 5)
            let comments = try row.decode([String].self, at: 6)
            let keys = try row.decode([Bool].self, at: 7)
            let schema: String = try row.decode(at: 0)
            let name: String = try row.decode(at: 1)
            return Relation(
                schema: schema, name: name, type: try row.decode(at: 2), comment: try row.decode(at: 3),
                columns: names.indices.map { index in
                    Column(
                        name: names[index], type: types[index], comment: comments[index], isKey: keys[index],
                        values: values["\(schema).\(name).\(names[index])"] ?? [])
                })
        }
        schemas = try connection.execute(
            """
            select nspname from pg_namespace
            where nspname !~ '^pg_(toast|temp)'
            order by nspname in ('pg_catalog', 'information_schema'), nspname
            """
        ).values()
        // What operators, casts and types are made of, nobody calls by name.
        functions = try connection.execute(
            """
            select distinct
                case when pg_namespace.nspname in ('pg_catalog', 'public') then proname
                    else pg_namespace.nspname || '.' || proname end
            from pg_proc
            inner join pg_namespace on pg_namespace.oid = pg_proc.pronamespace
            where prokind in ('f', 'a', 'w')
                and pg_namespace.nspname not in ('information_schema', 'pg_toast')
                and not ('internal'::regtype = any(proargtypes))
                and prorettype not in ('internal'::regtype, 'trigger'::regtype, 'event_trigger'::regtype)
                and left(proname, 1) <> '_'
                and not exists (select from pg_operator where oprcode = pg_proc.oid)
                and not exists (
                    select from pg_type where pg_proc.oid in (typinput, typoutput, typreceive, typsend))
            order by 1
            """
        ).values()
        keywords = try connection.execute("select word from pg_get_keywords() order by word").values()
        searchPath = try connection.execute("select unnest(current_schemas(true))::text").values()
        settings = try connection.execute("select name, short_desc from pg_settings order by name")
            .map { row throws(PostgresError) in (name: try row.decode(at: 0), summary: try row.decode(at: 1))
            }
        agents = try connection.execute(
            "select distinct on (agent_id) agent_id, coalesce(name, '') from core.agent order by agent_id"
        ).map { row throws(PostgresError) in (id: try row.decode(at: 0), name: try row.decode(at: 1)) }
    }

    /// The values of columns that have few: those that a check lists, else those that the planner's statistics have.
    private static func values(_ connection: inout Connection) throws -> [String: [String]] {
        let rows = try connection.execute(
            """
            select
                concat_ws('.', pg_namespace.nspname, pg_class.relname, pg_attribute.attname),
                array_agg(replace(listed.value[1], '''''', '''') order by listed.place)
            from pg_constraint
            inner join pg_class on pg_class.oid = pg_constraint.conrelid
            inner join pg_namespace on pg_namespace.oid = pg_class.relnamespace
            inner join pg_attribute
                on pg_attribute.attrelid = pg_class.oid and pg_attribute.attnum = pg_constraint.conkey[1]
            cross join lateral regexp_matches(
                pg_get_constraintdef(pg_constraint.oid), '''((?:[^'']|'''')*)''::text', 'g'
            ) with ordinality as listed (value, place)
            where pg_constraint.contype = 'c' and cardinality(pg_constraint.conkey) = 1
                and pg_get_constraintdef(pg_constraint.oid) ~ '^CHECK \\(\\(\\S+ = ANY \\(ARRAY\\[[^()]*\\]\\)\\)\\)$'
            group by 1
            union all
            select
                concat_ws('.', pg_stats.schemaname, pg_stats.tablename, pg_stats.attname),
                pg_stats.most_common_vals::text::text[]
            from pg_stats
            inner join pg_namespace on pg_namespace.nspname = pg_stats.schemaname
            inner join pg_class
                on pg_class.relnamespace = pg_namespace.oid and pg_class.relname = pg_stats.tablename
            inner join pg_attribute
                on pg_attribute.attrelid = pg_class.oid and pg_attribute.attname = pg_stats.attname
            where pg_stats.most_common_vals is not null
                -- Below nought it is a share of the rows.
                and greatest(pg_stats.n_distinct, -pg_stats.n_distinct * pg_class.reltuples) <= 50
                and pg_attribute.atttypid in ('text'::regtype, 'varchar'::regtype)
                and pg_stats.schemaname not in ('pg_catalog', 'information_schema')
            """
        ).map { row throws(PostgresError) in
            (try row.decode(String.self, at: 0), try row.decode([String].self, at: 1))
        }
        return Dictionary(rows) { listed, _ in listed }
    }
}
