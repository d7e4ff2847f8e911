-- How many rows wait for their ticket stands beside every answer: counted once, not with each
-- question.

create table fact.waiting_count (
    entity text collate "C" primary key,
    row_count bigint not null
);
comment on table fact.waiting_count is
'How many rows of fact.waiting an entity has; one that has none is not there.';
comment on column fact.waiting_count.entity is 'interactions, ticket_events or surveys.';
comment on column fact.waiting_count.row_count is 'How many of its rows wait.';

insert into fact.waiting_count (entity, row_count)
select
    waiting.entity,
    count(*) as row_count
from fact.waiting
group by waiting.entity;

-- A check's first findings are found without sorting all there are.
create index finding_sample on meta.finding (check_name, source, sample);
