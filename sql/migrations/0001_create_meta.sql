-- What Deskhouse knows about itself: migrations, settings, sources, loads and rejects.

create schema meta;
comment on schema meta is
'Deskhouse''s own records: migrations, settings, sources, loads, rejects.';

create table meta.migration (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default now()
);
comment on table meta.migration is
'One row a migration that was applied; an applied one never changes.';
comment on column meta.migration.name is 'File name in sql/migrations.';
comment on column meta.migration.sha256 is 'SHA-256 of the file as it was applied, hexadecimal.';
comment on column meta.migration.applied_at is 'When it was applied.';

create table meta.deployment (
    is_current boolean primary key default true check (is_current),
    fingerprint text not null,
    deployed_at timestamptz not null default now()
);
comment on table meta.deployment is
'One row: the functions, fact and KPI views as they were last rebuilt.';
comment on column meta.deployment.is_current is 'Always true: there is one row.';
comment on column meta.deployment.fingerprint is 'Fingerprint of the files they were built from.';
comment on column meta.deployment.deployed_at is 'When they were rebuilt.';

create table meta.setting (
    name text primary key,
    value text not null,
    changed_at timestamptz not null default now()
);
comment on table meta.setting is
'One row a setting that differs from its default; see deskhouse settings.';
comment on column meta.setting.name is 'Name of the setting.';
comment on column meta.setting.value is 'Its value, as given.';
comment on column meta.setting.changed_at is 'When it was set.';

create table meta.source (
    source text collate "C" primary key,
    mapping text not null,
    timezone text not null,
    first_loaded_at timestamptz not null default now()
);
comment on table meta.source is 'One row a source: a name under which files were loaded.';
comment on column meta.source.source is
'The name in every key and in the source dimension (load --as).';
comment on column meta.source.mapping is
'The mapping its files were last read with (load --source).';
comment on column meta.source.timezone is
'IANA zone in which its instants without offset are read.';
comment on column meta.source.first_loaded_at is 'When it was loaded first.';

create table meta.load (
    load_id bigint generated always as identity primary key,
    source text collate "C" not null,
    mapping text not null,
    started_at timestamptz not null,
    finished_at timestamptz not null,
    first_row_seq bigint not null,
    last_row_seq bigint not null
);
comment on table meta.load is 'One row a load that was committed.';
comment on column meta.load.load_id is 'Number of the load.';
comment on column meta.load.source is 'The source it was loaded as.';
comment on column meta.load.mapping is 'The mapping its files were read with.';
comment on column meta.load.started_at is 'When it started.';
comment on column meta.load.finished_at is 'When it was committed.';
comment on column meta.load.first_row_seq is 'row_seq of its first row.';
comment on column meta.load.last_row_seq is
'row_seq of its last row; below first_row_seq when it read none.';

create table meta.load_file (
    load_id bigint not null,
    file_number integer not null,
    name text not null,
    entity text,
    byte_count bigint not null,
    sha256 text,
    header bytea,
    primary key (load_id, file_number)
);
comment on table meta.load_file is 'One row a file that a load read.';
comment on column meta.load_file.load_id is 'The load.';
comment on column meta.load_file.file_number is 'Position of the file in the load, from 1.';
comment on column meta.load_file.name is
'Name of the file; a zip''s member behind the zip''s name.';
comment on column meta.load_file.entity is 'What its rows are: an entity, or a mapping''s input.';
comment on column meta.load_file.byte_count is 'Bytes read, after decompression.';
comment on column meta.load_file.sha256 is
'SHA-256 of the file as it lay on disk, hexadecimal, where it was asked for.';
comment on column meta.load_file.header is
'The header line, for exporting its rejects; empty for NDJSON.';

create table meta.load_entity (
    load_id bigint not null,
    entity text not null,
    read_count bigint not null,
    added_count bigint not null,
    changed_count bigint not null,
    unchanged_count bigint not null,
    rejected_count bigint not null,
    primary key (load_id, entity)
);
comment on table meta.load_entity is 'One row an entity of a load: what became of its rows.';
comment on column meta.load_entity.load_id is 'The load.';
comment on column meta.load_entity.entity is 'Entity of the data contract, or a mapping''s input.';
comment on column meta.load_entity.read_count is 'Rows read, rejected ones included.';
comment on column meta.load_entity.added_count is 'Rows whose key was new.';
comment on column meta.load_entity.changed_count is 'Rows that replaced an older row.';
comment on column meta.load_entity.unchanged_count is
'Rows that were there already, and rows that a later line of the same load replaced.';
comment on column meta.load_entity.rejected_count is 'Rows that do not meet the contract.';

create table meta.reject (
    reject_id bigint generated always as identity primary key,
    load_id bigint not null,
    source text collate "C" not null,
    entity text not null,
    file_number integer not null,
    file text not null,
    line bigint not null,
    column_name text,
    reason text not null,
    raw bytea not null,
    row_seq bigint not null,
    cleared_by_load_id bigint
);
comment on table meta.reject is 'One row a row that did not meet the contract, kept whole.';
comment on column meta.reject.reject_id is 'Number of the reject; _reject_id in an export.';
comment on column meta.reject.load_id is 'The load that rejected it, the newest if several did.';
comment on column meta.reject.source is 'The source it was loaded as.';
comment on column meta.reject.entity is 'Entity of the data contract, or a mapping''s input.';
comment on column meta.reject.file_number is 'The load''s file it stands in.';
comment on column meta.reject.file is 'Name of that file.';
comment on column meta.reject.line is
'Physical line on which the record starts; the header is line 1.';
comment on column meta.reject.column_name is 'The column at fault; empty when the whole record is.';
comment on column meta.reject.reason is 'What is wrong, in words.';
comment on column meta.reject.raw is 'The record as it was read, byte for byte.';
comment on column meta.reject.row_seq is 'Position of the row over all loads.';
comment on column meta.reject.cleared_by_load_id is
'The load that accepted it after its fix; empty = still open.';

-- The same raw row of the same source and entity is one reject, however often it is rejected.
create unique index reject_same_row on meta.reject (source, entity, sha256(raw))
where cleared_by_load_id is null;

create table meta.member (
    dimension text collate "C" not null,
    member text collate "C" not null,
    primary key (dimension, member)
);
comment on table meta.member is
'One row a value that occurs, or has occurred, in a dimension: for completion and for naming a '
'misspelling.';
comment on column meta.member.dimension is
'A dimension of the contract, or attribute for names of attributes.';
comment on column meta.member.member is 'The value; of attribute the attribute''s name.';
