-- step: 85
-- purpose: Forgets the sets of attributes that the touched tickets had and no ticket has any more.

delete from fact.attribute_set
where attribute_set.attribute_set in (
        select former_attribute_set.attribute_set
        from staging.former_attribute_set
        where not exists (
                select from fact.ticket
                where ticket.attribute_set = former_attribute_set.attribute_set
            )
            and not exists (
                select from fact.excluded_ticket
                where excluded_ticket.attribute_set = former_attribute_set.attribute_set
            )
    );

drop table staging.former_attribute_set;
