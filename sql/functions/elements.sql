-- staging.elements: the elements of a JSON array; what is none has none.
create function staging.elements(list jsonb)
returns setof jsonb
language sql immutable parallel safe
as $$
    select jsonb_array_elements(case jsonb_typeof(list) when 'array' then list end)
$$;
comment on function staging.elements(jsonb) is
'The elements of a JSON array; what is none has none.';
