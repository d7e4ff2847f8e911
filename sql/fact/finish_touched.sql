-- step: 10
-- purpose: Drops what finding out what a load touched needed in between.

drop table staging.changed_agent;
drop table staging.changed_customer;
drop table staging.touched_schedule;
