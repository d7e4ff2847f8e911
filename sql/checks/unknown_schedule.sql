-- name: unknown_schedule
-- title: tickets on no business clock
-- severity: warning
-- scope: ticket
-- meaning: They name a schedule that is not there, or none, and their source has schedules but no
--   default. They are no case of a KPI on the business clock: load the schedule, or set
--   is_default.
select
    ticket.source,
    ticket.ticket_id,
    ticket.ticket_id as sample,
    1 as found_count
from staging.touched_ticket
inner join core.ticket
    on touched_ticket.ticket_id = ticket.ticket_id
        and touched_ticket.source = ticket.source
left join core.schedule as own_schedule
    on ticket.schedule_id = own_schedule.schedule_id
        and ticket.source = own_schedule.source
where ticket.excluded is null
    and own_schedule.schedule_id is null
    and (
        ticket.schedule_id is not null
        or (
            ticket.source in (select schedule.source from core.schedule)
            and ticket.source not in (
                select schedule.source
                from core.schedule
                where schedule.is_default
            )
        )
    )
