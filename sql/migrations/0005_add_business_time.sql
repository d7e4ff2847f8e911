-- Business time: what is measured by the open hours of a ticket's schedule.

alter table fact.ticket add column first_response_business_us bigint;
comment on column fact.ticket.first_response_business_us is
'first_response_business_ms before rounding, in microseconds: limits are tested on it.';

alter table fact.open_stretch add column schedule_id text collate "C";
comment on column fact.open_stretch.schedule_id is
'The schedule of the ticket''s business hours, the default one included.';
