-- A user who is an end user. What has no role at all is rejected here: it is no user.
with person as (
    select
        staging.item(users.record) as item,
        users._file,
        users._line,
        users.ctid as _place
    from raw.users
)

select
    case when person.item ->> 'role' is not null then person.item ->> 'id' end as customer_id,
    person.item ->> 'name' as name,
    person.item ->> 'email' as email,
    person.item ->> 'created_at' as joined_at,
    person._file,
    person._line
from person
where person.item is not null
    and coalesce(person.item ->> 'role', 'end-user') not in ('agent', 'admin')
order by
    person.item ->> 'updated_at' nulls first,
    person._file,
    person._line,
    person._place
