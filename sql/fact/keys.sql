-- step: 80
-- purpose: Builds the keys of the facts where everything.sql dropped them.

do $$
declare
    fact_key record;
begin
    for fact_key in
        select
            expected.relation,
            expected.columns
        from (
            values
            ('ticket', 'ticket_id, source'),
            ('excluded_ticket', 'ticket_id, source'),
            ('open_stretch', 'ticket_id, source, stretch_number'),
            ('open_block', 'schedule_id, source, block_at'),
            ('reply', 'ticket_id, source, reply_number'),
            ('interaction', 'ticket_id, source, interaction_id'),
            ('survey', 'survey_id, source'),
            ('agent_time', 'agent_id, source, from_at'),
            ('waiting', 'ticket_id, source, entity, row_id')
        ) as expected (relation, columns)
        where not exists (
            select
            from pg_catalog.pg_constraint
            where pg_constraint.conrelid = format('fact.%I', expected.relation)::regclass
                and pg_constraint.contype = 'p'
        )
    loop
        execute format('alter table fact.%I add primary key (%s)', fact_key.relation, fact_key.columns);
    end loop;
end
$$;
