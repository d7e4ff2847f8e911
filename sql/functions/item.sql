-- staging.item: the object that a line of a Singer or Airbyte stream carries; any other object as
-- it is. Lines that carry none (SCHEMA, STATE) give null.
create function staging.item(record jsonb)
returns jsonb
language sql immutable parallel safe
as $$
    select
        case
            when record -> 'record' ? 'stream' then record #> '{record,data}'
            when record ? 'stream' then coalesce(record -> 'record', record -> 'data')
            when record ->> 'type' in ('SCHEMA', 'STATE', 'ACTIVATE_VERSION') then null
            else record
        end
$$;
comment on function staging.item(jsonb) is
'The object that a line of a Singer or Airbyte stream carries; any other object as it is.';
