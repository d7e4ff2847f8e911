-- Questions kept under a name, for everyone who uses the warehouse.

create table meta.saved_query (
    name text collate "C" primary key,
    query text not null,
    parameters text[] not null default '{}',
    saved_by text not null default current_user,
    saved_at timestamptz not null default now()
);
comment on table meta.saved_query is
'One row a KPI query that is kept under a name (name = query, in the shell).';
comment on column meta.saved_query.name is
'The name that calls it, as written; unique without regard to case.';
comment on column meta.saved_query.query is
'The query as it was written, with :name where a parameter stands.';
comment on column meta.saved_query.parameters is
'Names of its parameters, in the order in which they stand.';
comment on column meta.saved_query.saved_by is 'Role that saved it last.';
comment on column meta.saved_query.saved_at is 'When it was saved last.';

create unique index saved_query_any_case on meta.saved_query (lower(name));
