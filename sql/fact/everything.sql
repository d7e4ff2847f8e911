-- step: 0
-- purpose: Instead of touched.sql where every fact is derived: at the first load and by deskhouse rebuild.

-- Deleted, not truncated: a reader whose transaction began before keeps seeing what was there.
delete from fact.ticket;
delete from fact.excluded_ticket;
delete from fact.open_stretch;
delete from fact.reply;
delete from fact.interaction;
delete from fact.survey;
delete from fact.waiting;
delete from fact.acting_agent;
delete from fact.open_block;

insert into staging.touched_ticket (ticket_id, source)
select
    ticket.ticket_id,
    ticket.source
from core.ticket
union
select
    interaction.ticket_id,
    interaction.source
from core.interaction
union
select
    ticket_event.ticket_id,
    ticket_event.source
from core.ticket_event
union
select
    survey.ticket_id,
    survey.source
from core.survey
where survey.ticket_id is not null;

analyze staging.touched_ticket;

insert into staging.touched_survey (survey_id, source)
select
    survey.survey_id,
    survey.source
from core.survey;

analyze staging.touched_survey;
