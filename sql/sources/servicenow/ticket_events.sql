-- Every row of the log is a status event at its sys_updated_at; a repeated state is no change, and
-- the five rows in state -100 say nothing. Times are d/m/yyyy hh:mm without offset, read in the
-- source's zone; what is written otherwise is rejected.
select
    log.number
    || '-' || lpad(log.sys_mod_count, greatest(length(log.sys_mod_count), 6), '0')
    || '-' || log.incident_state as event_id,
    log.number as ticket_id,
    staging.day_first(log.sys_updated_at) as occurred_at,
    'status' as field,
    case
        when log.incident_state = 'New' then 'new'
        when log.incident_state = 'Active' then 'open'
        when log.incident_state like 'Awaiting %' then 'pending'
        when log.incident_state = 'Resolved' then 'resolved'
        when log.incident_state = 'Closed' then 'closed'
    end as value,
    log._file,
    log._line
from raw.incident_event_log as log
where log.incident_state <> '-100'
order by
    log._file,
    log._line
