-- A question is about some weeks, the facts are of years: by the instant that puts a case into a
-- period, only the cases of the weeks are read. (No index of page ranges: see 0012.)
-- The facts are derived in the order of these instants, so that what is read lies together.
create index ticket_created on fact.ticket (created_at);
create index ticket_first_response on fact.ticket (first_response_at);
create index ticket_resolved on fact.ticket (resolved_at);
create index excluded_ticket_created on fact.excluded_ticket (created_at);
create index open_stretch_opened on fact.open_stretch (opened_at);
create index open_stretch_closed on fact.open_stretch (closed_at);
create index reply_replied on fact.reply (replied_at);
create index interaction_occurred on fact.interaction (occurred_at);
create index survey_asked on fact.survey (asked_at);
create index survey_responded on fact.survey (responded_at);
create index customer_order_ordered on fact.customer_order (ordered_at);

comment on table staging.dropped_key is
'Indexes of facts that are built again when all rows are there; holds rows within one load only.';
comment on column staging.dropped_key.name is 'Name of the index.';
comment on column staging.dropped_key.definition is 'The statement that creates it.';
