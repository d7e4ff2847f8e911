-- step: 7
-- purpose: The surveys that a load touched: by a change of their own row, of their ticket's facts,
-- of their own agent's team, or of their own customer's segment or country.

insert into staging.touched_survey (survey_id, source)
select
    survey.survey_id,
    survey.source
from staging.survey
union
select
    survey.survey_id,
    survey.source
from core.survey
inner join staging.touched_ticket
    on survey.ticket_id = touched_ticket.ticket_id
        and survey.source = touched_ticket.source
union
select
    survey.survey_id,
    survey.source
from core.survey
inner join staging.changed_agent
    on survey.agent_id = changed_agent.agent_id
        and survey.source = changed_agent.source
union
select
    survey.survey_id,
    survey.source
from core.survey
inner join staging.changed_customer
    on survey.customer_id = changed_customer.customer_id
        and survey.source = changed_customer.source;

analyze staging.touched_survey;
