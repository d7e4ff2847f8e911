-- A column's ending says its type: _at instant, _on and _date day, is_ and has_ boolean, _count and _ms whole numbers.
select format('%s.%s is %s', attrelid::regclass, attname, format_type(atttypid, atttypmod))
from pg_attribute
inner join pg_class on pg_class.oid = attrelid
where relnamespace::regnamespace::text in ('staging', 'core', 'fact', 'rollup', 'kpi', 'meta')
    and relkind in ('r', 'p', 'v', 'm')
    and attnum > 0
    and not attisdropped
    and (
        (attname ~ '_at$' and attname !~ '^(opens|closes)_at$' and atttypid <> 'timestamptz'::regtype)
        or (attname ~ '_(on|date)$' and atttypid <> 'date'::regtype)
        or (attname ~ '^(is|has)_' and atttypid <> 'boolean'::regtype)
        or (attname ~ '_count$' and atttypid not in ('integer'::regtype, 'bigint'::regtype))
        or (attname ~ '_(ms|us)$' and atttypid not in ('bigint'::regtype, 'bigint[]'::regtype))
    )
order by 1
