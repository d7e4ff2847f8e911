-- key: resolution_rate
-- name: Ticket resolution rate
-- kind: proportion
-- unit: percent
-- better: higher
-- anchor: created_at
-- windows: 24h, 72h, 7d
-- definition: Tickets created at least T ago: share that was resolved as of T after the creation,
--   by their history; a change at that very instant counts. T is the setting resolution_within
--   (72h) unless the query names one.
-- source: Resolution within a service level, with a closed cohort: tickets too young to tell are no
--   case.
-- note: Tools that divide the tickets resolved in a period by those created in it report what is
--   clearance_rate here.
select
    ticket.*,
    ticket.created_at as anchor_at,
    case
        when ticket.reopen_count = 0
            then coalesce(
                    ticket.first_resolved_at <= ticket.created_at + parameter.resolution_window,
                    false
                )
        else not exists (
                select
                from fact.open_stretch
                where open_stretch.ticket_id = ticket.ticket_id
                    and open_stretch.source = ticket.source
                    and open_stretch.opened_at <= ticket.created_at + parameter.resolution_window
                    and coalesce(
                        open_stretch.closed_at > ticket.created_at + parameter.resolution_window,
                        true
                    )
            )
    end as is_hit
from fact.ticket
cross join parameter
where ticket.created_at <= parameter.as_of - parameter.resolution_window
