package import KPIQuery
package import PostgresClient

/// Statements that tell what there is in the database, for people: the answers of `\d` and its like.
package enum Inspection {
    /// Kinds of relations, by the letters that follow `\d`.
    package enum RelationKind: String, Sendable, CaseIterable {
        case table = "t"
        case view = "v"
        case materializedView = "m"
        case index = "i"
        case sequence = "s"

        /// The letters of `pg_class.relkind`.
        var letters: [String] {
            switch self {
            case .table: ["r", "p", "f"]
            case .view: ["v"]
            case .materializedView: ["m"]
            case .index: ["i", "I"]
            case .sequence: ["S"]
            }
        }
    }

    /// Relations of these kinds: schema, name, type, estimated rows, size, comment.
    package static func relations(
        of kinds: [RelationKind], matching pattern: NamePattern
    ) -> Statement {
        let letters = "{" + kinds.flatMap(\.letters).joined(separator: ",") + "}"
        return """
            select
                pg_namespace.nspname as schema,
                pg_class.relname as name,
                \(typeName) as type,
                case when pg_class.relkind in ('r', 'm') and pg_class.reltuples >= 0
                    then pg_class.reltuples::bigint end as rows,
                case when pg_class.relkind in ('r', 'm', 'i', 'S')
                    then pg_size_pretty(pg_total_relation_size(pg_class.oid)) end as size,
                obj_description(pg_class.oid, 'pg_class') as comment
            from pg_class
            inner join pg_namespace on pg_namespace.oid = pg_class.relnamespace
            where pg_class.relkind = any(\(letters)::"char"[])
                and \(isShown(pattern))
            order by pg_namespace.nspname, pg_class.relname
            """
    }

    /// Schemas: name, owner, comment.
    package static func schemas(matching pattern: NamePattern) -> Statement {
        """
        select
            nspname as name,
            pg_get_userbyid(nspowner) as owner,
            obj_description(oid, 'pg_namespace') as comment
        from pg_namespace
        where nspname like \(pattern.name) and nspname !~ '^pg_(toast|temp)'
        order by nspname
        """
    }

    /// Functions: schema, name, result, arguments, comment; the system's only where the pattern names its schema.
    package static func functions(matching pattern: NamePattern) -> Statement {
        """
        select
            pg_namespace.nspname as schema,
            pg_proc.proname as name,
            pg_get_function_result(pg_proc.oid) as result,
            pg_get_function_arguments(pg_proc.oid) as arguments,
            obj_description(pg_proc.oid, 'pg_proc') as comment
        from pg_proc
        inner join pg_namespace on pg_namespace.oid = pg_proc.pronamespace
        where pg_proc.proname like \(pattern.name)
            and pg_namespace.nspname like \(pattern.schema ?? "%")
            and (\(pattern.schema)::text is not null or pg_namespace.nspname not in ('pg_catalog', 'information_schema'))
        order by pg_namespace.nspname, pg_proc.proname
        """
    }

    /// Roles: name, what they may do, comment.
    package static func roles(matching pattern: NamePattern) -> Statement {
        """
        select
            rolname as name,
            concat_ws(
                ', ', case when rolsuper then 'superuser' end, case when rolcreatedb then 'creates databases' end,
                case when rolcreaterole then 'creates roles' end, case when not rolcanlogin then 'cannot log in' end
            ) as attributes,
            shobj_description(oid, 'pg_authid') as comment
        from pg_roles
        where rolname like \(pattern.name) and rolname !~ '^pg_'
        order by rolname
        """
    }

    /// Databases: name, owner, size.
    package static func databases(matching pattern: NamePattern) -> Statement {
        """
        select
            datname as name,
            pg_get_userbyid(datdba) as owner,
            case when has_database_privilege(oid, 'connect') then pg_size_pretty(pg_database_size(oid)) end as size
        from pg_database
        where datname like \(pattern.name) and not datistemplate
        order by datname
        """
    }

    /// The targets loaded: for what, since when, how much.
    package static func targets(of kpi: String?) -> Statement {
        """
        select
            kpi,
            nullif(
                (select string_agg(pair.key || ' = ' || pair.value, ', ' order by pair.key)
                    from jsonb_each_text(dimensions) as pair), '') as "where",
            target, warning, starts_on, ends_on, owner, review_on, source
        from core.target
        where \(kpi)::text is null or kpi = \(kpi)
        order by kpi, dimensions, starts_on
        """
    }

    /// What questions can be asked by, and how many values occur: dimensions, agents, the attributes of tickets, whose
    /// names stand in quotes where only those tell them from a dimension's.
    package static let dimensions: Statement = """
        with member as (
            select dimension, 'dimension' as kind, member
            from meta.member
            where dimension <> 'attribute'
            union
            select 'agent', 'dimension', agent_id
            from core.agent
            union
            select 'agent', 'dimension', agent_id
            from fact.named_agent
            union
            select quote_ident(attribute.key), 'attribute', attribute.value
            from fact.attribute_set
            cross join lateral jsonb_each_text(
                case jsonb_typeof(attribute_set.attributes) when 'object' then attribute_set.attributes end
            ) as attribute
            where attribute.value is not null
        )
        select dimension, kind, count(*) as "values", min(member) as "first", max(member) as "last"
        from member
        group by dimension, kind
        order by kind desc, dimension
        """

    /// The values that occur in a dimension or an attribute of tickets; of agents, who they are.
    package static func values(of dimension: DimensionName) -> Statement {
        switch dimension {
        case .dimension("agent"):
            """
            select named.agent_id as agent, agent.name, agent.team, named.source
            from (
                select agent_id, source from core.agent
                union
                select agent_id, source from fact.named_agent
            ) as named
            left join core.agent
                on agent.agent_id = named.agent_id and agent.source = named.source
            order by named.agent_id, named.source
            """
        case .dimension(let name):
            "select member as \(identifier: name) from meta.member where dimension = \(name) order by member"
        case .attribute(let name):
            """
            select distinct attributes ->> \(name) as \(identifier: name)
            from fact.attribute_set
            where attributes ->> \(name) is not null
            order by 1
            """
        }
    }

    /// What creates the functions of a name, in the words of PostgreSQL.
    package static func sources(ofFunctions pattern: NamePattern) -> Statement {
        """
        select pg_get_functiondef(pg_proc.oid)
        from pg_proc
        inner join pg_namespace on pg_namespace.oid = pg_proc.pronamespace
        where pg_proc.proname like \(pattern.name) and pg_proc.prokind <> 'a'
            and pg_namespace.nspname like \(pattern.schema ?? "%")
        order by pg_namespace.nspname, pg_proc.proname, pg_proc.oid
        """
    }

    static let typeName: Statement = """
        case pg_class.relkind
            when 'r' then 'table' when 'p' then 'partitioned table' when 'f' then 'foreign table'
            when 'v' then 'view' when 'm' then 'materialized view' when 'i' then 'index'
            when 'I' then 'partitioned index' when 'S' then 'sequence' else pg_class.relkind::text
        end
        """

    /// Whether a relation matches; the system's do only where the pattern names their schema.
    static func isShown(_ pattern: NamePattern) -> Statement {
        """
        (pg_class.relname like \(pattern.name)
            and pg_namespace.nspname like \(pattern.schema ?? "%")
            and (\(pattern.schema)::text is not null
                or pg_namespace.nspname not in ('pg_catalog', 'information_schema'))
            and pg_namespace.nspname !~ '^pg_(toast|temp)')
        """
    }
}
