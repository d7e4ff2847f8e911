-- staging.empty: empties a table of staging. To truncate it is quick and gives its room back, but
-- would wait for whoever reads it, be it a backup that lasts for hours; then its rows are deleted.
create function staging.empty(relation regclass)
returns void
language plpgsql
as $$
begin
    if pg_catalog.pg_relation_size(relation) = 0 then
        return;
    end if;
    begin
        execute format('lock table %s in access exclusive mode nowait', relation);
    exception
        when lock_not_available then
            execute format('delete from %s', relation);
            return;
    end;
    execute format('truncate %s', relation);
end
$$;
comment on function staging.empty(regclass) is
'Empties a table of staging, without waiting for who reads it.';
