-- The attributes of tickets are whatever columns a source has beside the contract's. Joined from
-- core for every question they cost more than all else in it. So each different set of them is kept
-- once, and every fact of a ticket names its ticket's: often a handful of sets, never more than
-- there are tickets.
create table fact.attribute_set (
    attribute_set bigint primary key,
    attributes jsonb not null
);
comment on table fact.attribute_set is
'One row each different set of attributes that a ticket has.';
comment on column fact.attribute_set.attribute_set is 'Hash of the attributes, as text.';
comment on column fact.attribute_set.attributes is 'The attributes by their names.';

alter table fact.ticket add column attribute_set bigint;
comment on column fact.ticket.attribute_set is 'The ticket''s attributes, see fact.attribute_set.';
alter table fact.excluded_ticket add column attribute_set bigint;
comment on column fact.excluded_ticket.attribute_set is
'The ticket''s attributes, see fact.attribute_set.';
alter table fact.open_stretch add column attribute_set bigint;
comment on column fact.open_stretch.attribute_set is
'The ticket''s attributes, see fact.attribute_set.';
alter table fact.reply add column attribute_set bigint;
comment on column fact.reply.attribute_set is 'The ticket''s attributes, see fact.attribute_set.';
alter table fact.interaction add column attribute_set bigint;
comment on column fact.interaction.attribute_set is
'The ticket''s attributes, see fact.attribute_set.';
alter table fact.survey add column attribute_set bigint;
comment on column fact.survey.attribute_set is 'The ticket''s attributes, see fact.attribute_set.';

-- Whether any ticket has a set: asked for the sets that a load took from a ticket.
create index ticket_attribute_set on fact.ticket (attribute_set);
create index excluded_ticket_attribute_set on fact.excluded_ticket (attribute_set);

-- Rollups have cells of these sets where they are few.
create table meta.attribute_cells (
    is_kept boolean primary key
);
comment on table meta.attribute_cells is
'One row: whether the cells of the slice "attributes" are told apart by set of attributes.';
comment on column meta.attribute_cells.is_kept is
'Decided when all is derived; false from then on where the sets became too many.';
insert into meta.attribute_cells (is_kept)
values (true);
