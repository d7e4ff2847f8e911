-- step: 90
-- purpose: Empties what the derivation needed in between.

drop table staging.ticket_case;
drop table staging.stretch;
drop table staging.timeline;
drop table staging.answer;
drop table staging.answered;
drop table staging.worked;
drop table staging.open_block;
drop table staging.resolution;
drop table staging.repeat;

select staging.empty(touched.relation::regclass) as emptied
from (
    values
    ('staging.touched_ticket'),
    ('staging.touched_survey'),
    ('staging.touched_agent'),
    ('staging.touched_order')
) as touched (relation);

select
    setval(pg_get_serial_sequence('staging.touched_ticket', 'ticket_number'), 1, false)
        as first_number;
