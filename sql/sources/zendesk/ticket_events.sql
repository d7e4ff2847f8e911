-- optional: ticket_audits, ticket_events
-- The changes of status, assignee, group, priority and type, from audits or from ticket events:
-- both give a change the same id. In a ticket event the field that changed is a key of its child.
with change as (
    select
        event.value ->> 'id' as id,
        audit.item ->> 'ticket_id' as ticket_id,
        audit.item ->> 'created_at' as created_at,
        event.value ->> 'field_name' as name,
        event.value ->> 'value' as value,
        audit._file,
        audit._line,
        audit._place
    from (
        select
            staging.item(ticket_audits.record) as item,
            ticket_audits._file,
            ticket_audits._line,
            ticket_audits.ctid as _place
        from raw.ticket_audits
    ) as audit
    cross join lateral staging.elements(audit.item -> 'events') as event (value)
    where event.value ->> 'type' in ('Create', 'Change')
    union all
    select
        child.value ->> 'id' as id,
        ticket_event.item ->> 'ticket_id' as ticket_id,
        coalesce(
            ticket_event.item ->> 'created_at',
            staging.instant(ticket_event.item ->> 'timestamp')
        ) as created_at,
        member.key as name,
        member.value,
        ticket_event._file,
        ticket_event._line,
        ticket_event._place
    from (
        select
            staging.item(ticket_events.record) as item,
            ticket_events._file,
            ticket_events._line,
            ticket_events.ctid as _place
        from raw.ticket_events
    ) as ticket_event
    cross join lateral staging.elements(ticket_event.item -> 'child_events') as child (value)
    cross join
        lateral jsonb_each_text(
            case jsonb_typeof(child.value) when 'object' then child.value end
        ) as member (key, value)
    where child.value ->> 'event_type' in ('Create', 'Change')
),

known as (
    select
        change.*,
        case change.name
            when 'status' then 'status'
            when 'assignee_id' then 'agent_id'
            when 'group_id' then 'team'
            when 'priority' then 'priority'
            when 'type' then 'category'
        end as field
    from change
)

select
    known.id || '-' || known.field as event_id,
    known.ticket_id,
    known.created_at as occurred_at,
    known.field,
    case
        when known.field = 'status' and known.value = 'solved' then 'resolved'
        else known.value
    end as value,
    known._file,
    known._line
from known
where known.field is not null
    -- A deleted ticket is excluded, which its own status says.
    and (known.field <> 'status' or known.value is distinct from 'deleted')
order by
    known._file,
    known._line,
    known._place
