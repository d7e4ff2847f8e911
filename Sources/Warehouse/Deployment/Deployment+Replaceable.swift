import EmbeddedSQL
import PostgresClient

/// Views and functions: dropped and built anew whenever a file changed.
extension Deployment {
    /// Every view and function in our schemas; those that a user made among them.
    private static let objects = """
        select 'view' as kind, format('%I.%I', nspname, relname) as name
        from pg_class
        inner join pg_namespace on pg_namespace.oid = pg_class.relnamespace
        where relkind = 'v' and nspname in ('meta', 'core', 'fact', 'rollup', 'kpi')
        union all
        select case prokind when 'a' then 'aggregate' else 'function' end, pg_proc.oid::regprocedure::text
        from pg_proc
        inner join pg_namespace on pg_namespace.oid = pg_proc.pronamespace
        where nspname in ('meta', 'staging', 'core', 'fact', 'rollup', 'kpi') and prokind in ('f', 'a')
        """

    /// Notes what the last deployment made, and has PostgreSQL say every name with its schema from here on.
    ///
    /// By a role's own path it would leave schemas out. An older version kept functions' names that way: they are looked
    /// up by that path, then in our schemas.
    func noteDeployed(on connection: inout Connection) throws {
        try connection.executeScript(
            """
            create temporary table noted_object (kind text, name text, function regprocedure) on commit drop;
            do $$
            begin
                if to_regclass('meta.deployed_object') is not null then
                    perform set_config(
                        'search_path',
                        concat_ws(
                            ', ', nullif(current_setting('search_path'), ''),
                            'meta, staging, core, fact, rollup, kpi'
                        ),
                        true
                    );
                    insert into noted_object (kind, name, function)
                    select kind, name, case when kind = 'function' then to_regprocedure(name) end
                    from meta.deployed_object;
                end if;
            end
            $$;
            set local search_path = pg_catalog
            """)
    }

    /// Drops every function and view of ours, without cascade: what a user built on one stops it, by name.
    ///
    /// What was granted on them besides is noted, to be granted again. What a user made in our schemas stays; only where
    /// an older version deployed, which did not note what is its own, all of it is ours.
    func dropReplaceable(on connection: inout Connection) throws {
        try connection.executeScript(
            """
            create temporary table replaced_object on commit drop as
            \(Self.objects);
            delete from replaced_object
            where exists (select from noted_object)
                and (kind, name) not in (select kind, coalesce(function::text, name) from noted_object);
            create temporary table replaced_grant on commit drop as
            select
                replaced_object.name,
                part.column_name,
                granted.grantee,
                granted.privilege_type,
                granted.is_grantable
            from replaced_object
            inner join pg_class on pg_class.oid = to_regclass(replaced_object.name)
            cross join lateral (
                select null::name as column_name, pg_class.relacl as rights
                union all
                select attname, attacl from pg_attribute where attrelid = pg_class.oid and attnum > 0
            ) as part
            cross join lateral aclexplode(part.rights) as granted
            where replaced_object.kind = 'view' and granted.grantee <> pg_class.relowner;
            do $$
            declare
                victims record;
            begin
                for victims in
                    select kind, string_agg(name, ', ') as names
                    from replaced_object
                    group by kind
                    order by kind desc
                loop
                    execute format('drop %s %s', victims.kind, victims.names);
                end loop;
            end
            $$;
            truncate replaced_object;
            insert into replaced_object
            \(Self.objects)
            """)
    }

    /// Creates functions, views and the tables of rollups; returns whether rollups are new, and empty.
    func createReplaceable(on connection: inout Connection) throws -> Bool {
        for file in files where file.path.hasPrefix("functions/") {
            try connection.run(file)
        }
        for file in files where file.path.hasPrefix("fact/") && FileHeader(file).value("step") == nil {
            try connection.run(file)
        }
        let hasNewRollups = try RollupTables(rollups).create(on: &connection)
        for file in files where file.path.hasPrefix("view/") { try connection.run(file) }
        for definition in catalogue.definitions {
            try WarehouseError.naming(definition.path) { try connection.executeScript(view(of: definition)) }
        }
        for script in viewsOfAll { try connection.executeScript(script) }
        try connection.executeScript(
            """
            delete from meta.deployed_object;
            insert into meta.deployed_object (kind, name)
            select found.kind, found.name
            from (\(Self.objects)) as found
            where (found.kind, found.name) not in (select kind, name from replaced_object)
            """)
        return hasNewRollups
    }

    /// Grants again what was granted on views and on their columns, as far as they are there again.
    func grantReplaceable(on connection: inout Connection) throws {
        try connection.executeScript(
            """
            do $$
            declare
                lost record;
            begin
                for lost in
                    select
                        concat(privilege_type, ' (' || quote_ident(column_name) || ')') as granted,
                        name,
                        case when grantee = 0 then 'public' else grantee::regrole::text end as grantee,
                        case when is_grantable then ' with grant option' else '' end as option
                    from replaced_grant
                    where to_regclass(name) is not null
                        and (
                            column_name is null
                            or exists (
                                select from pg_attribute
                                where attrelid = to_regclass(name) and attname = column_name
                            )
                        )
                loop
                    execute format(
                        'grant %s on %s to %s%s', lost.granted, lost.name, lost.grantee, lost.option);
                end loop;
            end
            $$
            """)
    }
}
