-- step: 80
-- purpose: Builds the keys of the facts that everything.sql dropped, if any, and takes a small
-- sample of them.

do $$
declare
    dropped record;
begin
    perform set_config('default_statistics_target', '30', true);
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
        -- Until the server looks at the fact itself, the next load needs to know that keys are many.
        execute format(
            'analyze fact.%I %s', dropped.relation, substring(dropped.definition from '\(.*\)')
        );
    end loop;
    delete from staging.dropped_key;
end
$$;
