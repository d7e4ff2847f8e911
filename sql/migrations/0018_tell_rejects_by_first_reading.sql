-- A reject is told by the row as it was read first, whatever a fix that did not do made of it.

alter table meta.reject add column fingerprint bytea;
update meta.reject set fingerprint = sha256(raw);
-- squawk-ignore adding-not-nullable-field
alter table meta.reject alter column fingerprint set not null;
comment on column meta.reject.fingerprint is
'SHA-256 of the record as it was read first: the same record again is the same reject.';
comment on column meta.reject.raw is
'The record as it was read last, byte for byte, but for _reject_id and a mapping''s _file, _line.';

drop index meta.reject_same_row;
create unique index reject_same_row on meta.reject (source, entity, fingerprint)
where cleared_by_load_id is null;
