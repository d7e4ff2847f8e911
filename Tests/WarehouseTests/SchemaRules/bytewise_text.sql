-- Text of core and fact compares bytewise, as the contract orders it.
select format('%s.%s', attrelid::regclass, attname)
from pg_attribute
inner join pg_class on pg_class.oid = attrelid
where relnamespace::regnamespace::text in ('core', 'fact')
    and relkind in ('r', 'p')
    and attnum > 0
    and atttypid in ('text'::regtype, 'text[]'::regtype)
    and attcollation <> (select oid from pg_collation where collname = 'C')
order by 1
