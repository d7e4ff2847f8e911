-- A survey from the future belongs to no ticket that a load touched: found without a look at all.
create index survey_without_ticket on core.survey (greatest(sent_at, responded_at))
where ticket_id is null;
