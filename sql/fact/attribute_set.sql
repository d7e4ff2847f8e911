-- step: 15
-- purpose: One row each different set of attributes that the touched tickets have, under a hash of
-- it, which needs no look-up to be known. staging.former_attribute_set: the sets of the facts that
-- the touched tickets have had so far, see unused_attribute_set.sql.

create unlogged table staging.former_attribute_set as
select ticket.attribute_set
from fact.ticket
inner join staging.touched_ticket
    on ticket.ticket_id = touched_ticket.ticket_id
        and ticket.source = touched_ticket.source
where ticket.attribute_set is not null
union
select excluded_ticket.attribute_set
from fact.excluded_ticket
inner join staging.touched_ticket
    on excluded_ticket.ticket_id = touched_ticket.ticket_id
        and excluded_ticket.source = touched_ticket.source
where excluded_ticket.attribute_set is not null;

create unlogged table staging.attribute_set as
select distinct
    fact.attribute_number(ticket.attributes) as attribute_set,
    ticket.attributes
from staging.touched_ticket
inner join core.ticket
    on touched_ticket.ticket_id = ticket.ticket_id
        and touched_ticket.source = ticket.source
where ticket.attributes is not null;

-- Of a million different sets, two have the same hash once in some forty million warehouses. Then
-- this says so, and nothing is counted under the wrong name.
do $$
begin
    if exists (
            select from (
                select
                    attribute_set.attribute_set,
                    attribute_set.attributes
                from staging.attribute_set
                union
                select
                    known.attribute_set,
                    known.attributes
                from fact.attribute_set as known
                inner join staging.attribute_set
                    on known.attribute_set = attribute_set.attribute_set
            ) as named
            group by named.attribute_set
            having count(*) > 1
        )
    then
        raise exception 'two sets of attributes have the same hash';
    end if;
end
$$;

insert into fact.attribute_set (attribute_set, attributes)
select
    attribute_set.attribute_set,
    attribute_set.attributes
from staging.attribute_set
where not exists (
        select from fact.attribute_set as known
        where known.attribute_set = attribute_set.attribute_set
    );

insert into meta.member (dimension, member)
select distinct
    'attribute' as dimension,
    attribute.name as member
from staging.attribute_set
cross join lateral jsonb_object_keys(attribute_set.attributes) as attribute (name)
where jsonb_typeof(attribute_set.attributes) = 'object'
on conflict (dimension, member) do nothing;

drop table staging.attribute_set;
