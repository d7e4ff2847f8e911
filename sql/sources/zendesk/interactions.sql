-- optional: ticket_comments, ticket_audits, ticket_events, tickets
-- A comment, whichever file it is in: as itself, in an audit, in a ticket event (where the export
-- has include=comment_events), or in its ticket (account export). Its id is the same in all; the
-- last one counts, in one load as in several: files in the order of their names, then loads.
-- An audit shows a comment as it was written, the others as it is now. What was made private later
-- is private only where ticket_comments (or ticket_events, tickets) come with the audits or after
-- them: the audit that tells of the change says neither when nor by whom the comment was written.
-- The ticket's requester is a customer, also one who is staff: that only the ticket says, so load
-- tickets along with their comments. Else its author's role says who wrote it: all users who wrote
-- one must be in users, in the same load; a comment whose author is not there is rejected.
with comment as (
    select
        event.value as item,
        audit.item ->> 'ticket_id' as ticket_id,
        audit.item ->> 'author_id' as author_id,
        audit.item ->> 'created_at' as created_at,
        audit.item -> 'via' as via,
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
    where event.value ->> 'type' in ('Comment', 'VoiceComment', 'FacebookComment')
    union all
    select
        child.value as item,
        ticket_event.item ->> 'ticket_id' as ticket_id,
        ticket_event.item ->> 'updater_id' as author_id,
        coalesce(
            ticket_event.item ->> 'created_at',
            staging.instant(ticket_event.item ->> 'timestamp')
        ) as created_at,
        ticket_event.item -> 'via' as via,
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
    where child.value ->> 'event_type' in ('Comment', 'VoiceComment', 'FacebookComment')
        and child.value ? 'author_id'
    union all
    select
        embedded.value as item,
        ticket.item ->> 'id' as ticket_id,
        null as author_id,
        null as created_at,
        null as via,
        ticket._file,
        ticket._line,
        ticket._place
    from (
        select
            staging.item(tickets.record) as item,
            tickets._file,
            tickets._line,
            tickets.ctid as _place
        from raw.tickets
    ) as ticket
    cross join lateral staging.elements(ticket.item -> 'comments') as embedded (value)
    union all
    select
        staging.item(ticket_comments.record) as item,
        null as ticket_id,
        null as author_id,
        null as created_at,
        null as via,
        ticket_comments._file,
        ticket_comments._line,
        ticket_comments.ctid as _place
    from raw.ticket_comments
),

message as (
    select
        comment.item,
        coalesce(comment.item ->> 'ticket_id', comment.ticket_id) as ticket_id,
        coalesce(comment.item ->> 'author_id', comment.author_id) as writer_id,
        coalesce(comment.item ->> 'created_at', comment.created_at) as occurred_at,
        lower(coalesce(comment.item -> 'via', comment.via) ->> 'channel') as channel,
        comment._file,
        comment._line,
        comment._place
    from comment
    where comment.item is not null
),

writer as (
    select distinct on (person.item ->> 'id')
        person.item ->> 'id' as id,
        person.item ->> 'role' in ('agent', 'admin') as is_staff,
        person.item ->> 'role' = 'end-user' as is_customer
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
),

requester as (
    select distinct on (ticket.item ->> 'id')
        ticket.item ->> 'id' as ticket_id,
        coalesce(ticket.item ->> 'requester_id', ticket.item #>> '{requester,id}') as id
    from (
        select
            staging.item(tickets.record) as item,
            tickets._file,
            tickets._line,
            tickets.ctid as _place
        from raw.tickets
    ) as ticket
    order by
        ticket.item ->> 'id' asc,
        ticket.item ->> 'updated_at' desc nulls last,
        lpad(ticket.item ->> 'generated_timestamp', 20, '0') desc nulls last,
        ticket._file desc,
        ticket._line desc,
        ticket._place desc
)

select
    message.item ->> 'id' as interaction_id,
    message.ticket_id,
    message.occurred_at,
    case
        when message.writer_id = '-1' then 'system'
        when writer.is_customer or (writer.is_staff and message.writer_id = requester.id)
            then 'customer'
        when writer.is_staff then 'agent'
        else 'no user ' || message.writer_id || ' in users'
    end as author,
    case
        when writer.is_staff and (requester.id is null or requester.id <> message.writer_id)
            then message.writer_id
    end as agent_id,
    case message.item ->> 'public' when 'false' then 'private' else 'public' end as visibility,
    case message.channel
        when 'voice' then 'phone'
        when 'native_messaging' then 'messaging'
        else message.channel
    end as channel,
    message._file,
    message._line
from message
left join writer
    on message.writer_id = writer.id
left join requester
    on message.ticket_id = requester.ticket_id
order by
    message._file,
    message._line,
    message._place
