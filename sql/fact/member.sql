-- step: 25
-- purpose: Notes every value of a dimension that the touched tickets, the agents, the load's
-- customers and the ledger bring. (Where every fact is derived, everything.sql looks through all
-- customers.)

insert into meta.member (dimension, member)
with ticket_member as (
    select distinct
        ticket_case.source,
        ticket_case.channel,
        ticket_case.category,
        ticket_case.product,
        ticket_case.priority,
        ticket_case.direction,
        ticket_case.team
    from staging.ticket_case
),

member as (
    select
        labelled.dimension,
        labelled.member
    from ticket_member
    cross join
        lateral (
            values
            ('source', ticket_member.source),
            ('channel', ticket_member.channel),
            ('category', ticket_member.category),
            ('product', ticket_member.product),
            ('priority', ticket_member.priority),
            ('direction', ticket_member.direction),
            ('team', ticket_member.team)
        ) as labelled (dimension, member)
    union
    select
        'team' as dimension,
        agent.team as member
    from core.agent
    union
    select
        labelled.dimension,
        labelled.member
    from (
        select distinct
            customer.segment,
            customer.country
        from staging.customer
    ) as customer_member
    cross join
        lateral (
            values
            ('segment', customer_member.segment),
            ('country', customer_member.country)
        ) as labelled (dimension, member)
    union
    select
        labelled.dimension,
        labelled.member
    from (
        select distinct
            cost.category,
            cost.currency,
            cost.team,
            cost.channel
        from core.cost
    ) as cost_member
    cross join
        lateral (
            values
            ('cost_category', cost_member.category),
            ('currency', cost_member.currency),
            ('team', cost_member.team),
            ('channel', cost_member.channel)
        ) as labelled (dimension, member)
    union
    select
        'source' as dimension,
        source.source as member
    from meta.source
)

select
    member.dimension,
    member.member
from member
where member.member is not null
on conflict (dimension, member) do nothing;
