-- Duplicates come with time-based pages; the newest wins. generated_timestamp also moves where the
-- system changed a ticket, and updated_at does not.
-- outbound: an agent's call, or what somebody else than the requester began on the web.
-- team: the group's number, unless its name is there (account export). category: the type.
-- resolved_at: only from an embedded metric_set, and only read where no history is loaded: the
-- ticket itself does not say (load ticket_audits or ticket_events).
-- merged: the tag that Zendesk gives the ticket that was merged away.
-- attributes: brand, form, and each custom field as field_<id>.
with ticket as (
    select
        staging.item(tickets.record) as item,
        tickets._file,
        tickets._line
    from raw.tickets
)

select
    ticket.item ->> 'id' as ticket_id,
    ticket.item ->> 'created_at' as created_at,
    case
        when ticket.item #>> '{via,source,rel}' = 'outbound' then 'outbound'
        when ticket.item #>> '{via,channel}' = 'web'
            and ticket.item ->> 'submitter_id' <> ticket.item ->> 'requester_id' then 'outbound'
        else 'inbound'
    end as direction,
    coalesce(ticket.item ->> 'requester_id', ticket.item #>> '{requester,id}') as customer_id,
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
    case
        when ticket.item ->> 'status' = 'deleted' then 'deleted'
        when ticket.item -> 'tags' ? 'closed_by_merge' then 'merged'
    end as excluded,
    jsonb_strip_nulls(
        jsonb_build_object(
            'brand_id', ticket.item ->> 'brand_id',
            'ticket_form_id', ticket.item ->> 'ticket_form_id'
        )
    ) || custom_field.named as attributes,
    ticket._file,
    ticket._line
from ticket
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
where ticket.item is not null
order by
    ticket.item ->> 'updated_at' nulls first,
    lpad(ticket.item ->> 'generated_timestamp', 20, '0') nulls first,
    ticket._file,
    ticket._line
