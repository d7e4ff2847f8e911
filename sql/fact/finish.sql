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
truncate staging.touched_ticket restart identity;
truncate staging.touched_survey;
truncate staging.touched_agent;
truncate staging.touched_order;
