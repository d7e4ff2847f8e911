-- An incident is a ticket; its last row in the log, the one with the highest sys_updated_at and
-- sys_mod_count, says all but the creation. Times are d/m/yyyy hh:mm without offset, read in the
-- source's zone; "?" is null. What is written otherwise is rejected; a row whose sys_updated_at is,
-- is not the last.
with last_change as (
    select distinct on (log.number) log.*
    from raw.incident_event_log as log
    order by
        log.number asc,
        nullif(staging.day_first(log.sys_updated_at), log.sys_updated_at) desc nulls last,
        lpad(log.sys_mod_count, 10, '0') desc,
        log._file desc,
        log._line desc
)

select
    last_change.number as ticket_id,
    staging.day_first(last_change.opened_at) as created_at,
    nullif(last_change.caller_id, '?') as customer_id,
    nullif(last_change.assigned_to, '?') as agent_id,
    nullif(last_change.assignment_group, '?') as team,
    nullif(last_change.contact_type, '?') as channel,
    nullif(last_change.category, '?') as category,
    nullif(last_change.priority, '?') as priority,
    case
        when last_change.incident_state = 'New' then 'new'
        when last_change.incident_state = 'Active' then 'open'
        when last_change.incident_state like 'Awaiting %' then 'pending'
        when last_change.incident_state = 'Resolved' then 'resolved'
        when last_change.incident_state = 'Closed' then 'closed'
    end as status,
    staging.day_first(nullif(last_change.resolved_at, '?')) as resolved_at,
    staging.day_first(nullif(last_change.closed_at, '?')) as closed_at,
    nullif(last_change.subcategory, '?') as subcategory,
    nullif(last_change.u_symptom, '?') as u_symptom,
    nullif(last_change.cmdb_ci, '?') as cmdb_ci,
    nullif(last_change.impact, '?') as impact,
    nullif(last_change.urgency, '?') as urgency,
    nullif(last_change.location, '?') as location,
    nullif(last_change.made_sla, '?') as made_sla,
    nullif(last_change.knowledge, '?') as knowledge,
    nullif(last_change.u_priority_confirmation, '?') as u_priority_confirmation,
    nullif(last_change.notify, '?') as notify,
    nullif(last_change.problem_id, '?') as problem_id,
    nullif(last_change.rfc, '?') as rfc,
    nullif(last_change.vendor, '?') as vendor,
    nullif(last_change.caused_by, '?') as caused_by,
    nullif(last_change.closed_code, '?') as closed_code,
    nullif(last_change.resolved_by, '?') as resolved_by,
    nullif(last_change.opened_by, '?') as opened_by,
    last_change.reassignment_count,
    last_change.reopen_count,
    last_change._file,
    last_change._line
from last_change
