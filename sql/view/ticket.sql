-- kpi.ticket: one row a reportable ticket with everything that is measured of it. Durations are
-- seconds. Subject, tags, comments and names stay out; of the attributes only those that the
-- setting public_attributes names.
--
-- What a KPI says of a ticket stands here once more, so that a row is read without looking at its
-- file; a test holds both together. The joins are outer and to one row at most: a
-- query pays only for those whose columns it names.

create view kpi.ticket as
with answered as (
    select
        reply.ticket_id,
        reply.source,
        count(*) as reply_count,
        sum(reply.reply_ms) as reply_ms,
        sum(reply.reply_business_ms) as reply_business_ms
    from fact.reply
    group by
        reply.ticket_id,
        reply.source
),

asked as (
    select
        survey.ticket_id,
        survey.source,
        count(*) filter (
            where survey.kind = 'csat' and survey.asked_at is not null
        ) as csat_survey_count,
        count(*) filter (where survey.kind = 'csat' and survey.is_answered) as csat_answer_count,
        count(*) filter (
            where survey.kind = 'csat' and survey.is_answered and survey.normalised_score >= 0.75
        ) as csat_satisfied_count,
        avg(survey.normalised_score * 4 + 1) filter (
            where survey.kind = 'csat' and survey.is_answered
        ) as csat_score,
        count(*) filter (where survey.kind = 'nps' and survey.is_answered) as nps_answer_count,
        count(*) filter (
            where survey.kind = 'nps' and survey.is_answered and survey.score >= 9
        ) as nps_promoter_count,
        count(*) filter (
            where survey.kind = 'nps' and survey.is_answered and survey.score <= 6
        ) as nps_detractor_count,
        count(*) filter (where survey.kind = 'ces' and survey.is_answered) as ces_answer_count,
        count(*) filter (
            where survey.kind = 'ces' and survey.is_answered and survey.normalised_score * 6 >= 4
        ) as ces_easy_count,
        avg(survey.normalised_score * 6 + 1) filter (
            where survey.kind = 'ces' and survey.is_answered
        ) as ces_score
    from fact.survey
    where survey.ticket_id is not null
        and survey.kind in ('csat', 'nps', 'ces')
    group by
        survey.ticket_id,
        survey.source
),

parameter as (
    select
        string_to_array(
            (select meta.setting_value('public_attributes')), ','
        ) as public_names,
        (select meta.setting_interval('resolution_within')) as resolution_window
)

select
    ticket.ticket_id,
    ticket.source,
    ticket.channel,
    ticket.category,
    ticket.product,
    ticket.priority,
    ticket.direction,
    ticket.agent_id,
    ticket.team,
    ticket.segment,
    ticket.country,
    ticket.customer_id,
    ticket.schedule_id,
    (
        select jsonb_object_agg(attribute.key, attribute.value)
        from jsonb_each(core_ticket.attributes) as attribute (key, value)
        where attribute.key = any(parameter.public_names)
    ) as public_attributes,
    ticket.responder_agent_id,
    ticket.responder_team,
    ticket.created_at,
    ticket.first_response_at,
    ticket.first_resolved_at,
    ticket.resolved_at,
    kpi.local_date(
        ticket.created_at,
        (select meta.setting_value('timezone')),
        (select kpi.returning_zone(meta.setting_value('timezone')))
    ) as created_on,
    kpi.local_date(
        ticket.first_response_at,
        (select meta.setting_value('timezone')),
        (select kpi.returning_zone(meta.setting_value('timezone')))
    ) as first_response_on,
    kpi.local_date(
        ticket.resolved_at,
        (select meta.setting_value('timezone')),
        (select kpi.returning_zone(meta.setting_value('timezone')))
    ) as resolved_on,
    ticket.resolved_at is not null as is_resolved,
    case
        when ticket.created_at > now() - parameter.resolution_window then null
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
    end as is_resolved_within,
    ticket.reopen_count > 0 as is_reopened,
    case
        when
            ticket.direction = 'inbound'
            and ticket.resolved_at is not null
            and ticket.agent_message_count > 0
            then ticket.contact_count = 1 and ticket.reopen_count = 0 and not ticket.has_repeat
    end as is_first_contact_resolution,
    case
        when
            ticket.direction = 'inbound'
            and ticket.resolved_at is not null
            and ticket.agent_message_count > 0
            then ticket.agent_message_count = 1
    end as is_one_touch,
    case
        when ticket.resolved_at is not null
            then ticket.has_bot_message and ticket.agent_message_count = 0
    end as is_automated,
    ticket.has_repeat,
    ticket.has_bot_message,
    ticket.reopen_count,
    ticket.agent_message_count,
    ticket.contact_count,
    (ticket.first_response_ms / 1000.0)::double precision as first_response_seconds,
    (
        ticket.first_response_business_ms / 1000.0
    )::double precision as first_response_business_seconds,
    (ticket.resolution_ms / 1000.0)::double precision as resolution_seconds,
    (ticket.resolution_business_ms / 1000.0)::double precision as resolution_business_seconds,
    (
        ticket.resolution_after_response_ms / 1000.0
    )::double precision as resolution_after_response_seconds,
    (
        ticket.resolution_after_response_business_ms / 1000.0
    )::double precision as resolution_after_response_business_seconds,
    (ticket.handle_ms / 1000.0)::double precision as handle_seconds,
    coalesce(answered.reply_count, 0) as reply_count,
    (answered.reply_ms / 1000.0)::double precision as reply_seconds,
    (answered.reply_business_ms / 1000.0)::double precision as reply_business_seconds,
    coalesce(asked.csat_survey_count, 0) as csat_survey_count,
    coalesce(asked.csat_answer_count, 0) as csat_answer_count,
    coalesce(asked.csat_satisfied_count, 0) as csat_satisfied_count,
    asked.csat_score::double precision as csat_score,
    coalesce(asked.nps_answer_count, 0) as nps_answer_count,
    coalesce(asked.nps_promoter_count, 0) as nps_promoter_count,
    coalesce(asked.nps_detractor_count, 0) as nps_detractor_count,
    coalesce(asked.ces_answer_count, 0) as ces_answer_count,
    coalesce(asked.ces_easy_count, 0) as ces_easy_count,
    asked.ces_score::double precision as ces_score
from fact.ticket
left join core.ticket as core_ticket
    on ticket.ticket_id = core_ticket.ticket_id
        and ticket.source = core_ticket.source
left join answered
    on ticket.ticket_id = answered.ticket_id
        and ticket.source = answered.source
left join asked
    on ticket.ticket_id = asked.ticket_id
        and ticket.source = asked.source
cross join parameter;

comment on view kpi.ticket is
'One row a reportable ticket with all that is measured of it: the rows behind the KPIs. '
'Excluded tickets are left out.';
comment on column kpi.ticket.ticket_id is 'The ticket, unique within its source.';
comment on column kpi.ticket.source is 'The name it was loaded as (load --as).';
comment on column kpi.ticket.channel is 'Channel.';
comment on column kpi.ticket.category is 'Category.';
comment on column kpi.ticket.product is 'Product.';
comment on column kpi.ticket.priority is 'Priority.';
comment on column kpi.ticket.direction is 'inbound (the customer wrote first) or outbound.';
comment on column kpi.ticket.agent_id is 'The assignee now, unique within the source.';
comment on column kpi.ticket.team is 'The ticket''s own team, else its assignee''s.';
comment on column kpi.ticket.segment is 'The customer''s segment now.';
comment on column kpi.ticket.country is 'The customer''s country now.';
comment on column kpi.ticket.customer_id is 'The customer, unique within the source.';
comment on column kpi.ticket.schedule_id is
'The schedule of its business hours: its own, else its source''s default.';
comment on column kpi.ticket.public_attributes is
'Columns that the contract does not name, as far as the setting public_attributes names them.';
comment on column kpi.ticket.responder_agent_id is 'Who wrote the first response.';
comment on column kpi.ticket.responder_team is 'Team of who wrote the first response.';
comment on column kpi.ticket.created_at is 'When it was created.';
comment on column kpi.ticket.first_response_at is
'First public agent message at or after its creation.';
comment on column kpi.ticket.first_resolved_at is 'First change to resolved or closed.';
comment on column kpi.ticket.resolved_at is
'Final resolution: the last change to resolved or closed, if it is resolved now.';
comment on column kpi.ticket.created_on is
'Local day of its creation, in the reporting time zone.';
comment on column kpi.ticket.first_response_on is
'Local day of its first response, in the reporting time zone.';
comment on column kpi.ticket.resolved_on is
'Local day of its final resolution, in the reporting time zone.';
comment on column kpi.ticket.is_resolved is 'Whether it is resolved now.';
comment on column kpi.ticket.is_resolved_within is
'Whether it was resolved as of resolution_within (72h) after its creation. Empty while it is '
'younger. The KPI resolution_rate.';
comment on column kpi.ticket.is_reopened is 'Whether it was ever reopened.';
comment on column kpi.ticket.is_first_contact_resolution is
'Whether it was resolved at first contact. Empty where it is no case of the KPI '
'first_contact_resolution.';
comment on column kpi.ticket.is_one_touch is
'Whether one agent message resolved it. Empty where it is no case of the KPI one_touch_rate.';
comment on column kpi.ticket.is_automated is
'Whether it was resolved with a public bot message and no agent message. Empty when unresolved. '
'The KPI automation_rate.';
comment on column kpi.ticket.has_repeat is
'Whether the customer came back: another inbound ticket of the category within repeat_within '
'(7 days) after the final resolution. Empty when unresolved or outbound.';
comment on column kpi.ticket.has_bot_message is
'Whether a public bot message came up to the final resolution. Empty when unresolved.';
comment on column kpi.ticket.reopen_count is 'Changes out of resolved.';
comment on column kpi.ticket.agent_message_count is
'Agent messages up to the final resolution. Empty when unresolved.';
comment on column kpi.ticket.contact_count is
'Contacts up to the final resolution: runs of agent messages with pauses of at most '
'contact_gap (30 minutes). Empty when unresolved.';
comment on column kpi.ticket.first_response_seconds is
'First response minus creation, seconds. The KPI first_response_time takes inbound tickets.';
comment on column kpi.ticket.first_response_business_seconds is
'The same inside the open hours of its schedule, seconds. Empty without a schedule.';
comment on column kpi.ticket.resolution_seconds is
'Final resolution minus creation, seconds. The KPI resolution_time takes inbound tickets.';
comment on column kpi.ticket.resolution_business_seconds is
'The same inside the open hours of its schedule, seconds. Empty without a schedule.';
comment on column kpi.ticket.resolution_after_response_seconds is
'Final resolution minus first response, where that came first, seconds.';
comment on column kpi.ticket.resolution_after_response_business_seconds is
'The same inside the open hours of its schedule, seconds. Empty without a schedule.';
comment on column kpi.ticket.handle_seconds is
'Logged time of all its interactions, seconds. Empty where none was logged.';
comment on column kpi.ticket.reply_count is
'Customer turns that were answered: cases of reply_time.';
comment on column kpi.ticket.reply_seconds is
'Their reply times added up, seconds; the mean is this divided by reply_count.';
comment on column kpi.ticket.reply_business_seconds is
'The same inside the open hours of its schedule, seconds. Empty without a schedule.';
comment on column kpi.ticket.csat_survey_count is 'Its csat surveys that were sent.';
comment on column kpi.ticket.csat_answer_count is 'Those that were answered: cases of csat.';
comment on column kpi.ticket.csat_satisfied_count is 'Those whose answer is satisfied.';
comment on column kpi.ticket.csat_score is
'Mean answer of its csat surveys, on 1-5. Over several tickets weight it by csat_answer_count.';
comment on column kpi.ticket.nps_answer_count is 'Its nps surveys that were answered.';
comment on column kpi.ticket.nps_promoter_count is 'Those with an answer of 9 or 10.';
comment on column kpi.ticket.nps_detractor_count is 'Those with an answer of 0 to 6.';
comment on column kpi.ticket.ces_answer_count is 'Its ces surveys that were answered.';
comment on column kpi.ticket.ces_easy_count is 'Those that found it easy.';
comment on column kpi.ticket.ces_score is
'Mean answer of its ces surveys, on 1-7. Over several tickets weight it by ces_answer_count.';
