-- What rollups need besides their own tables, which follow from the KPIs' files: histograms of
-- durations, and the orders as facts.

create table rollup.histogram (
    measure text collate "C" not null,
    slice text collate "C" not null,
    month date not null,
    members text[] collate "C" not null,
    case_count bigint not null,
    buckets smallint[] not null,
    counts bigint[] not null,
    primary key (measure, slice, month, members)
);
comment on table rollup.histogram is
'How many cases of a duration fall into each bucket, by calendar month and slice: percentiles that '
'can be added up.';
comment on column rollup.histogram.measure is
'The KPI; with _business behind it, on the business clock.';
comment on column rollup.histogram.slice is
'The dimensions that tell the cells apart; total has none.';
comment on column rollup.histogram.month is
'First day of the calendar month, in the reporting time zone.';
comment on column rollup.histogram.members is
'The slice''s values, in its order; an agent is an id and a source.';
comment on column rollup.histogram.case_count is 'Cases in the cell.';
comment on column rollup.histogram.buckets is
'Buckets that hold cases, ascending; see rollup.bucket.';
comment on column rollup.histogram.counts is 'How many cases each of them holds.';
create index histogram_empty on rollup.histogram (case_count) where case_count = 0;

create unlogged table staging.histogram_change (
    measure text collate "C" not null,
    slice text collate "C" not null,
    month date not null,
    members text[] collate "C" not null,
    bucket smallint not null,
    case_count bigint not null
);
comment on table staging.histogram_change is
'What a load takes from the histograms and puts into them.';
comment on column staging.histogram_change.measure is 'The KPI, as in rollup.histogram.';
comment on column staging.histogram_change.slice is 'The slice, as in rollup.histogram.';
comment on column staging.histogram_change.month is 'The month, as in rollup.histogram.';
comment on column staging.histogram_change.members is 'The members, as in rollup.histogram.';
comment on column staging.histogram_change.bucket is 'The bucket.';
comment on column staging.histogram_change.case_count is
'Cases put into it; below zero, taken from it.';

create table meta.rollup (
    name text collate "C" not null primary key,
    definition text not null
);
comment on table meta.rollup is 'One row a rollup: what its tables were made from.';
comment on column meta.rollup.name is 'Name of the rollup, without _day or _month.';
comment on column meta.rollup.definition is
'The SQL that made its tables and works its cells out; where it changed, they are made anew.';

create table fact.customer_order (
    source text collate "C" not null,
    segment text collate "C",
    country text collate "C",
    order_id text collate "C" not null,
    customer_id text collate "C" not null,
    ordered_at timestamptz not null,
    primary key (order_id, source)
);
comment on table fact.customer_order is 'One row an order.';
comment on column fact.customer_order.source is 'Source of the order.';
comment on column fact.customer_order.segment is 'The customer''s segment.';
comment on column fact.customer_order.country is 'The customer''s country.';
comment on column fact.customer_order.order_id is 'The order.';
comment on column fact.customer_order.customer_id is 'Who ordered.';
comment on column fact.customer_order.ordered_at is 'When.';

create unlogged table staging.touched_order (
    order_id text collate "C" not null,
    source text collate "C" not null
);
comment on table staging.touched_order is 'Orders that this load derives again.';
comment on column staging.touched_order.order_id is 'The order.';
comment on column staging.touched_order.source is 'Its source.';

create index customer_order_customer on core.customer_order (customer_id, source);

alter table meta.deployment add column fact_fingerprint text;
comment on column meta.deployment.fact_fingerprint is
'Fingerprint of the files that the facts were last derived by.';
