-- deskhouse_reader: who reads the schema kpi and nothing else, for BI tools. It is the group; the
-- roles that log in are its members. Run by `deskhouse grant ROLE`, which names the role in the
-- setting deskhouse.role, and after every rebuild of the views, which names none. Roles belong to
-- the whole server, and making them needs CREATEROLE; so no migration makes them, and a role
-- without CREATEROLE can still load.

-- The roles and what their sessions in this database begin with; only what is missing is done. A
-- session may change these settings, but not what it may write: nothing. PostgreSQL does not
-- inherit settings from a group, so the member has them too.
do $$
declare
    group_name constant name := 'deskhouse_reader';
    member_name constant name := nullif(current_setting('deskhouse.role', true), '');
    missing record;
begin
    if member_name is null then
        return;
    end if;

    if not exists (select from pg_roles where pg_roles.rolname = group_name) then
        begin
            execute format('create role %I', group_name);
        exception
            -- A grant in another database of the server was faster.
            when duplicate_object or unique_violation then null;
        end;
    end if;
    if not exists (select from pg_roles where pg_roles.rolname = member_name) then
        execute format('create role %I login', member_name);
    end if;
    -- Granted to itself, the group is wanted as a role to log in as.
    if
        member_name = group_name
        and not (select pg_roles.rolcanlogin from pg_roles where pg_roles.rolname = group_name)
    then
        execute format('alter role %I login', group_name);
    end if;
    if not pg_has_role(member_name, group_name, 'member') then
        execute format('grant %I to %I', group_name, member_name);
    end if;

    for missing in
        select
            reader.role_name,
            initial.setting_name,
            initial.setting_value
        from (
            values
            ('default_transaction_read_only', 'on'),
            ('statement_timeout', '5min'),
            ('idle_in_transaction_session_timeout', '5min'),
            ('search_path', 'kpi')
        ) as initial (setting_name, setting_value)
        cross join (
            select group_name as role_name
            union
            select member_name
        ) as reader
        where not exists (
            select
            from pg_db_role_setting
            where pg_db_role_setting.setdatabase = (
                select pg_database.oid from pg_database where pg_database.datname = current_database()
            )
                and pg_db_role_setting.setrole = (
                    select pg_roles.oid from pg_roles where pg_roles.rolname = reader.role_name
                )
                and exists (
                    select
                    from unnest(pg_db_role_setting.setconfig) as kept (setting)
                    where kept.setting = initial.setting_name || '=' || initial.setting_value
                        -- How long a reader may take is the administrator's to say.
                        or initial.setting_name like '%timeout'
                        and kept.setting like initial.setting_name || '=%'
                )
        )
    loop
        execute format(
            'alter role %I in database %I set %I to %L',
            missing.role_name, current_database(), missing.setting_name, missing.setting_value
        );
    end loop;
end
$$;

-- What the group may do: read every view of kpi, and call what the views call. A view reads tables
-- with its owner's rights, but calls functions with its reader's.
do $$
declare
    called record;
begin
    if to_regrole('deskhouse_reader') is null then
        return;
    end if;
    -- Nobody was granted anything in this database.
    if
        coalesce(current_setting('deskhouse.role', true), '') = ''
        and not has_schema_privilege('deskhouse_reader', 'kpi', 'usage')
    then
        return;
    end if;

    if not has_database_privilege('deskhouse_reader', current_database(), 'connect') then
        execute format('grant connect on database %I to deskhouse_reader', current_database());
    end if;
    grant usage on schema kpi to deskhouse_reader;
    grant select on all tables in schema kpi to deskhouse_reader;
    for called in
        select distinct pg_proc.oid::regprocedure as signature
        from pg_class
        inner join pg_rewrite
            on pg_class.oid = pg_rewrite.ev_class
        inner join pg_depend
            on pg_rewrite.oid = pg_depend.objid
                and pg_depend.classid = 'pg_rewrite'::regclass
                and pg_depend.refclassid = 'pg_proc'::regclass
        inner join pg_proc
            on pg_depend.refobjid = pg_proc.oid
        where pg_class.relkind = 'v'
            and pg_class.relnamespace::regnamespace::text in ('meta', 'core', 'fact', 'rollup', 'kpi')
            and pg_proc.pronamespace::regnamespace::text in ('meta', 'core', 'fact', 'rollup', 'kpi')
    loop
        execute format('grant execute on function %s to deskhouse_reader', called.signature);
    end loop;
end
$$;
