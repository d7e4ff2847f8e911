-- optional: tickets, users
-- Duplicates come with time-based pages; the newest wins. generated_timestamp also moves where the
-- system changed a ticket, and updated_at does not.
-- outbound: an agent's call, or what an agent began for the requester, whatever the channel: the
-- submitter wrote the first comment. A submitter who is an end user leaves it inbound, since the
-- requester was changed. All users who submitted for others must be in users, in the same load; a
-- ticket whose submitter is not there is rejected. An excluded one is inbound, whoever submitted
-- it: it counts in no KPI.
-- team: the group's number, unless its name is there (account export). category: the type.
-- resolved_at: only from an embedded metric_set, and only read where no history is loaded: the
-- ticket itself does not say (load ticket_audits or ticket_events).
-- merged: the tag that Zendesk gives the ticket that was merged away.
-- attributes: brand, form, and each custom field as field_<id>.
with ticket as (
    select
        staging.item(tickets.record) as item,
        tickets._file,
        tickets._line,
        tickets.ctid as _place
    from raw.tickets
),

involved as (
    select
        ticket.*,
        coalesce(ticket.item ->> 'requester_id', ticket.item #>> '{requester,id}') as requester_id,
        coalesce(ticket.item ->> 'submitter_id', ticket.item #>> '{submitter,id}') as submitter_id,
        case
            when ticket.item ->> 'status' = 'deleted' then 'deleted'
            when ticket.item -> 'tags' ? 'closed_by_merge' then 'merged'
        end as excluded
    from ticket
    where ticket.item is not null
),

submitter as (
    select distinct on (person.item ->> 'id')
        person.item ->> 'id' as id,
        person.item ->> 'role' as role
    from (
        select
            staging.item(users.record) as item,
            users._file,
            users._line,
            users.ctid as _place
        from raw.users
    ) as person
    order by
        person.item ->> 'id' asc,
        person.item ->> 'updated_at' desc nulls last,
        person._file desc,
        person._line desc,
        person._place desc
)

select
    ticket.item ->> 'id' as ticket_id,
    ticket.item ->> 'created_at' as created_at,
    case
        when ticket.excluded is not null then 'inbound'
        when ticket.item #>> '{via,source,rel}' = 'outbound' then 'outbound'
        when ticket.item #>> '{via,channel}' = 'voice' then 'inbound'
        when ticket.submitter_id is null or ticket.submitter_id in (ticket.requester_id, '-1')
            then 'inbound'
        when submitter.role in ('agent', 'admin') then 'outbound'
        when submitter.role = 'end-user' then 'inbound'
        else 'no user ' || ticket.submitter_id || ' in users'
    end as direction,
    ticket.requester_id as customer_id,
    coalesce(ticket.item ->> 'assignee_id', ticket.item #>> '{assignee,id}') as agent_id,
    coalesce(ticket.item #>> '{group,name}', ticket.item ->> 'group_id') as team,
    case ticket.item #>> '{via,channel}'
        when 'voice' then 'phone'
        when 'native_messaging' then 'messaging'
        else ticket.item #>> '{via,channel}'
    end as channel,
    ticket.item ->> 'type' as category,
    ticket.item ->> 'priority' as priority,
    case ticket.item ->> 'status'
        when 'solved' then 'resolved'
        when 'deleted' then null
        else ticket.item ->> 'status'
    end as status,
    case
        when ticket.item ->> 'status' in ('solved', 'closed')
            then ticket.item #>> '{metric_set,solved_at}'
    end as resolved_at,
    ticket.item ->> 'subject' as subject,
    ticket.item ->> 'tags' as tags,
    ticket.excluded,
    jsonb_strip_nulls(
        jsonb_build_object(
            'brand_id', ticket.item ->> 'brand_id',
            'ticket_form_id', ticket.item ->> 'ticket_form_id'
        )
    ) || custom_field.named as attributes,
    ticket._file,
    ticket._line
from involved as ticket
left join submitter
    on ticket.submitter_id = submitter.id
cross join
    lateral (
        select
            coalesce(
                jsonb_object_agg('field_' || (field.value ->> 'id'), field.value ->> 'value')
                filter (
                    where field.value ->> 'id' is not null
                    and jsonb_typeof(field.value -> 'value') in ('string', 'number', 'boolean')
                    and field.value ->> 'value' <> ''
                ),
                '{}'
            ) as named
        from staging.elements(ticket.item -> 'custom_fields') as field (value)
    ) as custom_field
order by
    ticket.item ->> 'updated_at' nulls first,
    lpad(ticket.item ->> 'generated_timestamp', 20, '0') nulls first,
    ticket._file,
    ticket._line,
    ticket._place
