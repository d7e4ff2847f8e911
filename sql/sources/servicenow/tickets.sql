-- An incident is a ticket; its last row in the log, the one with the highest sys_updated_at and
-- sys_mod_count, says all but the creation. Times are d/m/yyyy hh:mm without zone, read as UTC; "?" is null.
-- The text is only rearranged to ISO 8601: a date that does not exist is rejected like any other.
select distinct on (log.number)
    log.number as ticket_id,
    regexp_replace(
        regexp_replace(log.opened_at, '\m(\d)(?=[/:])', '0\1', 'g'),
        '^(\d+)/(\d+)/(\d{4}) (\d+:\d+)$', '\3-\2-\1T\4Z'
    ) as created_at,
    nullif(log.caller_id, '?') as customer_id,
    nullif(log.assigned_to, '?') as agent_id,
    nullif(log.assignment_group, '?') as team,
    nullif(log.contact_type, '?') as channel,
    nullif(log.category, '?') as category,
    nullif(log.priority, '?') as priority,
    case
        when log.incident_state = 'New' then 'new'
        when log.incident_state = 'Active' then 'open'
        when log.incident_state like 'Awaiting %' then 'pending'
        when log.incident_state = 'Resolved' then 'resolved'
        when log.incident_state = 'Closed' then 'closed'
    end as status,
    regexp_replace(
        regexp_replace(nullif(log.resolved_at, '?'), '\m(\d)(?=[/:])', '0\1', 'g'),
        '^(\d+)/(\d+)/(\d{4}) (\d+:\d+)$', '\3-\2-\1T\4Z'
    ) as resolved_at,
    regexp_replace(
        regexp_replace(nullif(log.closed_at, '?'), '\m(\d)(?=[/:])', '0\1', 'g'),
        '^(\d+)/(\d+)/(\d{4}) (\d+:\d+)$', '\3-\2-\1T\4Z'
    ) as closed_at,
    nullif(log.subcategory, '?') as subcategory,
    nullif(log.u_symptom, '?') as u_symptom,
    nullif(log.cmdb_ci, '?') as cmdb_ci,
    nullif(log.impact, '?') as impact,
    nullif(log.urgency, '?') as urgency,
    nullif(log.location, '?') as location,
    nullif(log.made_sla, '?') as made_sla,
    nullif(log.knowledge, '?') as knowledge,
    nullif(log.u_priority_confirmation, '?') as u_priority_confirmation,
    nullif(log.notify, '?') as notify,
    nullif(log.problem_id, '?') as problem_id,
    nullif(log.rfc, '?') as rfc,
    nullif(log.vendor, '?') as vendor,
    nullif(log.caused_by, '?') as caused_by,
    nullif(log.closed_code, '?') as closed_code,
    nullif(log.resolved_by, '?') as resolved_by,
    nullif(log.opened_by, '?') as opened_by,
    log.reassignment_count,
    log.reopen_count,
    log._file,
    log._line
from raw.incident_event_log as log
order by
    log.number,
    regexp_replace(
        regexp_replace(log.sys_updated_at, '\m(\d)(?=[/:])', '0\1', 'g'),
        '^(\d+)/(\d+)/(\d{4}) (\d+:\d+)$', '\3-\2-\1T\4Z'
    ) desc,
    lpad(log.sys_mod_count, 10, '0') desc,
    log._line desc
