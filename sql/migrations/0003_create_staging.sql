-- Where one load's rows wait until they are merged: for every core table the rows as read
-- (staging.<table>) and the rows they replace (staging.replaced_<table>). Both are unlogged and are
-- emptied when the load ends. The raw schema holds a mapped source's input files as text.

create schema staging;
comment on schema staging is
'One load''s typed rows, and what they replaced; emptied when the load ends.';
create schema raw;
comment on schema raw is
'One load''s input files as text, for the SQL of a source; emptied when the load ends.';

do $$
declare
    entity text;
begin
    for entity in
        select pg_class.relname
        from pg_catalog.pg_class
        where pg_class.relnamespace = 'core'::regnamespace
            and pg_class.relkind = 'r'
    loop
        execute format(
            'create unlogged table staging.%1$I (
                like core.%1$I including defaults including comments,
                reject_id bigint,
                file_number integer,
                line bigint
            )', entity
        );
        execute format(
            'comment on table staging.%1$I is
            ''One load''''s rows of core.%1$I: first all of them, then those that are new or changed.''',
            entity
        );
        execute format(
            'comment on column staging.%I.reject_id is ''The reject this row repeats after its fix.''',
            entity
        );
        execute format(
            'comment on column staging.%I.file_number is ''The load''''s file the row stands in.''',
            entity
        );
        execute format(
            'comment on column staging.%I.line is
            ''Physical line of that file on which the row starts; the header is line 1.''',
            entity
        );
        execute format(
            'create unlogged table staging.replaced_%1$I (like core.%1$I including comments)', entity
        );
        execute format(
            'comment on table staging.replaced_%1$I is
            ''Rows of core.%1$I as they were before this load changed them.''',
            entity
        );
    end loop;
end
$$;

create unlogged table staging.touched_ticket (
    ticket_number integer generated always as identity,
    ticket_id text collate "C" not null,
    source text collate "C" not null
);
comment on table staging.touched_ticket is
'Tickets whose facts this load derives again, also ids of tickets that are not there yet.';
comment on column staging.touched_ticket.ticket_number is
'Short key of the ticket within this load.';
comment on column staging.touched_ticket.ticket_id is 'The ticket.';
comment on column staging.touched_ticket.source is 'Its source.';

create unlogged table staging.touched_survey (
    survey_id text collate "C" not null,
    source text collate "C" not null
);
comment on table staging.touched_survey is 'Surveys whose facts this load derives again.';
comment on column staging.touched_survey.survey_id is 'The survey.';
comment on column staging.touched_survey.source is 'Its source.';

create table staging.dropped_key (
    relation text not null,
    name text not null,
    definition text not null
);
comment on table staging.dropped_key is
'Keys of facts that are built again when all rows are there; holds rows within one load only.';
comment on column staging.dropped_key.relation is 'The fact.';
comment on column staging.dropped_key.name is 'Name of the key.';
comment on column staging.dropped_key.definition is 'Its definition, as PostgreSQL writes it.';
