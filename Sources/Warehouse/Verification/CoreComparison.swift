import PostgresClient

/// Derives everything from core once more, and compares each table of facts and rollups with what it held before.
///
/// Runs in a transaction that the caller rolls back: what was there is copied into temporary tables first.
struct CoreComparison {
    let derivation: Derivation

    /// A table, and what tells its rows apart.
    private struct Table {
        let name: String
        let copy: String
        let keys: [String]
    }

    func checks(on connection: inout Connection, observe: (String) -> Void) throws -> [VerifiedCheck] {
        let tables = try tables(on: &connection)
        observe("copying what is there")
        for table in tables {
            try connection.executeScript("create temporary table \(table.copy) as table \(table.name)")
        }
        observe("deriving everything from core")
        try derivation.rebuild(decidesAttributeCells: false, on: &connection)
        return try tables.map { table in
            observe("comparing \(table.name)")
            let check = check(table)
            return check.verified(try check.outcome(on: &connection))
        }
    }

    private func tables(on connection: inout Connection) throws -> [Table] {
        try connection.execute(
            """
            select
                concat(relation_schema.nspname, '.', quote_ident(relation.relname)),
                row_number() over (order by relation_schema.nspname, relation.relname),
                coalesce(
                    (
                        select array_agg(key_column.attname::text order by key_column.attnum)
                        from pg_catalog.pg_index as unique_index
                        inner join pg_catalog.pg_attribute as key_column
                            on unique_index.indrelid = key_column.attrelid
                                and key_column.attnum = any (unique_index.indkey)
                        where unique_index.indrelid = relation.oid and unique_index.indisunique
                        group by unique_index.indexrelid
                        order by unique_index.indexrelid
                        limit 1
                    ),
                    '{}'
                )
            from pg_catalog.pg_class as relation
            inner join pg_catalog.pg_namespace as relation_schema
                on relation.relnamespace = relation_schema.oid
            where relation_schema.nspname in ('fact', 'rollup') and relation.relkind = 'r'
            order by 2
            """
        ).map { row throws(PostgresError) in
            let number = try row.decode(Int.self, at: 1)
            return Table(
                name: try row.decode(at: 0), copy: "pg_temp.present_\(number)",
                keys: try row.decode([String].self, at: 2))
        }
    }

    /// Rows of the one that the other does not have; those with the same key are one difference, of one column.
    private func check(_ table: Table) -> VerificationCheck {
        let keys = table.keys.map { "lone.\(Quoting.identifier($0))" }
        let key =
            keys.isEmpty ? "to_jsonb(lone)::text" : "jsonb_build_array(\(keys.joined(separator: ", ")))::text"
        let named = table.keys.map {
            "\(Quoting.literal($0 + " ")), coalesce(lone.\(Quoting.identifier($0))::text, '(none)')"
        }
        let place = named.isEmpty ? "to_jsonb(lone)::text" : "concat(\(named.joined(separator: ", ', ', ")))"
        func only(in one: String, notIn other: String) -> String {
            """
            select
                \(key) as row_key,
                \(place) as place,
                to_jsonb(lone) as content
            from (
                select * from \(one)
                except all
                select * from \(other)
            ) as lone
            """
        }
        let statement = Statement(
            trusted: """
                with derived as materialized (
                \(only(in: table.name, notIn: table.copy))
                ),
                present as materialized (
                \(only(in: table.copy, notIn: table.name))
                ),
                differing as (
                    select
                        coalesce(derived.place, present.place) as place,
                        derived.content as derived,
                        present.content as present
                    from derived
                    full join present
                        on derived.row_key = present.row_key
                ),
                first_row as (
                    select differing.*
                    from differing
                    order by differing.place
                    limit 1
                ),
                first_difference as (
                    select
                        first_row.place,
                        first_row.derived is null or first_row.present is null as is_whole_row,
                        (
                            select min(cell.name)
                            from jsonb_object_keys(coalesce(first_row.derived, first_row.present)) as cell (name)
                            where first_row.derived -> cell.name is distinct from first_row.present -> cell.name
                        ) as name,
                        first_row.derived,
                        first_row.present
                    from first_row
                )
                select
                    (select count(*) from \(table.copy)),
                    (select count(*) from differing),
                    first_difference.place,
                    '' as segment,
                    case when first_difference.is_whole_row then 'the row' else first_difference.name end,
                    case
                        when first_difference.derived is null then 'is missing'
                        when first_difference.is_whole_row then 'is there'
                        else coalesce(first_difference.derived ->> first_difference.name, 'none')
                    end,
                    case
                        when first_difference.present is null then 'is missing'
                        when first_difference.is_whole_row then 'is there'
                        else coalesce(first_difference.present ->> first_difference.name, 'none')
                    end
                from (values (true)) as always (is_there)
                left join first_difference
                    on always.is_there
                """)
        return VerificationCheck(
            name: "from_core", subject: table.name,
            meaning: "What many loads derived is what deriving from core at once gives.",
            origins: ("derived from core", "the warehouse"),
            statement: statement)
    }
}
