-- step: 0
-- purpose: Instead of steps 1 to 10 where every fact is derived: at the first load and by deskhouse
-- rebuild. What is there is deleted, not truncated: a reader whose transaction began before keeps
-- seeing it. Where a load fills an empty fact (deskhouse.builds_keys), its indexes are built after
-- its rows (keys.sql), which costs far less, and the empty table is truncated: a server that keeps
-- no log for others then writes none of its rows. Who reads such a fact meanwhile waits for the
-- load; where somebody is reading it already, it keeps its indexes, and nobody waits.

delete from fact.ticket;
delete from fact.excluded_ticket;
delete from fact.attribute_set;
delete from fact.open_stretch;
delete from fact.reply;
delete from fact.interaction;
delete from fact.survey;
delete from fact.acting_agent;
delete from fact.agent_time;
delete from fact.customer_order;
delete from fact.waiting;
delete from fact.waiting_count;

insert into staging.touched_ticket (ticket_number, ticket_id, source)
overriding system value
select
    row_number() over () as ticket_number,
    ticket.ticket_id,
    ticket.source
from core.ticket;

analyze staging.touched_ticket;

insert into staging.touched_survey (survey_id, source)
select
    survey.survey_id,
    survey.source
from core.survey;

analyze staging.touched_survey;

insert into staging.touched_agent (agent_id, source)
select distinct
    shift.agent_id,
    shift.source
from core.shift;

analyze staging.touched_agent;

insert into staging.touched_order (order_id, source)
select
    customer_order.order_id,
    customer_order.source
from core.customer_order;

analyze staging.touched_order;

do $$
declare
    fact_table record;
    fact_index record;
begin
    for fact_table in
        select pg_class.oid::regclass as relation
        from pg_catalog.pg_class
        where current_setting('deskhouse.builds_keys', true) = 'on'
            and pg_class.relnamespace = 'fact'::regnamespace
            and pg_class.relkind = 'r'
            and pg_catalog.pg_relation_size(pg_class.oid) = 0
            and case pg_class.relname
                when 'survey' then exists (select from staging.touched_survey)
                when 'agent_time' then exists (select from staging.touched_agent)
                when 'customer_order' then exists (select from staging.touched_order)
                else exists (select from staging.touched_ticket)
            end
    loop
        begin
            execute format('lock table %s in access exclusive mode nowait', fact_table.relation);
        exception
            when lock_not_available then
                continue;
        end;
        execute format('truncate %s', fact_table.relation);
        for fact_index in
            select
                pg_index.indexrelid::regclass as name,
                pg_constraint.conname as key_name,
                case
                    when pg_constraint.conname is null
                        then pg_catalog.pg_get_indexdef(pg_index.indexrelid)
                    else format(
                            'alter table %s add constraint %I %s',
                            pg_index.indrelid::regclass,
                            pg_constraint.conname,
                            pg_catalog.pg_get_constraintdef(pg_constraint.oid)
                        )
                end as definition
            from pg_catalog.pg_index
            left join pg_catalog.pg_constraint
                on pg_index.indexrelid = pg_constraint.conindid
            where pg_index.indrelid = fact_table.relation
        loop
            if fact_index.key_name is null then
                execute format('drop index %s', fact_index.name);
            else
                execute format(
                    'alter table %s drop constraint %I', fact_table.relation, fact_index.key_name
                );
            end if;
            insert into staging.dropped_key (relation, name, definition)
            values (fact_table.relation, fact_index.name, fact_index.definition);
        end loop;
    end loop;
end
$$;

-- First a table: a select that fills one is shared among several processors.
create unlogged table staging.waiting as
select
    'interactions' as entity,
    interaction.interaction_id as row_id,
    interaction.source,
    interaction.ticket_id
from core.interaction
left join core.ticket
    on interaction.ticket_id = ticket.ticket_id
        and interaction.source = ticket.source
where ticket.ticket_id is null
union all
select
    'ticket_events' as entity,
    ticket_event.event_id as row_id,
    ticket_event.source,
    ticket_event.ticket_id
from core.ticket_event
left join core.ticket
    on ticket_event.ticket_id = ticket.ticket_id
        and ticket_event.source = ticket.source
where ticket.ticket_id is null
union all
select
    'surveys' as entity,
    survey.survey_id as row_id,
    survey.source,
    survey.ticket_id
from core.survey
left join core.ticket
    on survey.ticket_id = ticket.ticket_id
        and survey.source = ticket.source
where survey.ticket_id is not null
    and ticket.ticket_id is null;

insert into fact.waiting (entity, row_id, source, ticket_id)
select
    waiting.entity,
    waiting.row_id,
    waiting.source,
    waiting.ticket_id
from staging.waiting;

insert into fact.waiting_count (entity, row_count)
select
    waiting.entity,
    count(*) as row_count
from staging.waiting
group by waiting.entity;

drop table staging.waiting;

insert into meta.member (dimension, member)
select distinct
    labelled.dimension,
    labelled.member
from (
    select distinct
        customer.segment,
        customer.country
    from core.customer
) as customer_member
cross join
    lateral (
        values
        ('segment', customer_member.segment),
        ('country', customer_member.country)
    ) as labelled (dimension, member)
where labelled.member is not null
on conflict (dimension, member) do nothing;
