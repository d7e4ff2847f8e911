-- Daily loads put new tickets wherever old pages have room: soon every range of pages holds a
-- recent one, and an index of page ranges no longer tells where the last weeks' tickets are.
drop index core.ticket_created;
create index ticket_created on core.ticket (created_at);
