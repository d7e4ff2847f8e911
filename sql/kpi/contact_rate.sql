-- key: contact_rate
-- name: Contact rate
-- kind: ratio
-- unit: tickets per 100 orders
-- better: lower
-- anchor: created_at / ordered_at
-- dimensions: segment, country
-- factor: 100
-- definition: Inbound tickets created in the period, per 100 orders placed in it.
-- source: Gorgias' and retailers' contacts per order.
-- note: The tickets need not be about these orders.

-- leg: numerator
select
    ticket.*,
    ticket.created_at as anchor_at,
    1 as value
from fact.ticket
where ticket.direction = 'inbound';

-- leg: denominator
select
    customer_order.order_id,
    customer_order.customer_id,
    customer_order.source,
    customer.segment,
    customer.country,
    customer_order.ordered_at as anchor_at,
    1 as value
from core.customer_order
left join core.customer
    on customer_order.customer_id = customer.customer_id
        and customer_order.source = customer.source
