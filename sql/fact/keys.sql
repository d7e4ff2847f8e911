-- step: 80
-- purpose: Builds the indexes of the facts that everything.sql dropped, if any, and takes a small
-- sample of what they are of.

do $$
declare
    dropped record;
begin
    perform set_config('default_statistics_target', '30', true);
    for dropped in
        select
            dropped_key.relation,
            dropped_key.definition
        from staging.dropped_key
        order by
            dropped_key.relation,
            dropped_key.name
    loop
        execute dropped.definition;
        -- Until the server looks at the fact itself, the next load needs to know that keys are many,
        -- and a question which part of the fact lies in its range.
        execute format(
            'analyze %s %s', dropped.relation, substring(dropped.definition from '\(.*\)')
        );
    end loop;
    delete from staging.dropped_key;
end
$$;
