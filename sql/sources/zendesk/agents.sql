-- A user who is an agent or admin. Zendesk's users have no team of their own: the default group's
-- number stands for it, since the groups' names are in another file.
with staff as (
    select
        staging.item(users.record) as item,
        users._file,
        users._line,
        users.ctid as _place
    from raw.users
)

select
    staff.item ->> 'id' as agent_id,
    staff.item ->> 'name' as name,
    staff.item ->> 'email' as email,
    staff.item ->> 'default_group_id' as team,
    staff.item ->> 'role' as role,
    staff._file,
    staff._line
from staff
where staff.item ->> 'role' in ('agent', 'admin')
order by
    staff.item ->> 'updated_at' nulls first,
    staff._file,
    staff._line,
    staff._place
