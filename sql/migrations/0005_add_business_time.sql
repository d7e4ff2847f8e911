-- Business time: the open hours of every schedule, worked out to instants, and what is measured by them.

create table fact.open_block (
    source text collate "C" not null,
    schedule_id text collate "C" not null,
    block_at timestamptz not null,
    opens_us bigint[] not null,
    offset_us bigint[] not null,
    limit_us bigint[] not null,
    primary key (schedule_id, source, block_at)
);
comment on table fact.open_block is
'One row a schedule and block of 28 days: how much open time has passed at any instant in it. See fact.open_us.';
comment on column fact.open_block.source is 'Source of the schedule.';
comment on column fact.open_block.schedule_id is 'The schedule.';
comment on column fact.open_block.block_at is 'Start of the block: 28 days from it, see fact.block_at.';
comment on column fact.open_block.opens_us is
'Where the open intervals begin, microseconds after block_at, ascending; the first entry is the block''s start.';
comment on column fact.open_block.offset_us is
'For each of them: open time before it minus where it begins, so that within it the open time is this plus the position.';
comment on column fact.open_block.limit_us is 'For each of them: open time at its end.';

alter table fact.ticket add column first_response_business_us bigint;
comment on column fact.ticket.first_response_business_us is
'first_response_business_ms before rounding, in microseconds: limits are tested on it.';

alter table fact.open_stretch add column schedule_id text collate "C";
comment on column fact.open_stretch.schedule_id is
'The schedule of the ticket''s business hours, the default one included.';
