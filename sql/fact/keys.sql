-- step: 80
-- purpose: Builds the keys of the facts that everything.sql dropped, if any.

do $$
declare
    dropped record;
begin
    for dropped in
        select
            dropped_key.relation,
            dropped_key.name,
            dropped_key.definition
        from staging.dropped_key
    loop
        execute format(
            'alter table fact.%I add constraint %I %s', dropped.relation, dropped.name, dropped.definition
        );
    end loop;
    delete from staging.dropped_key;
end
$$;
