-- touched: order
-- step: 75
-- purpose: One row an order, with its customer's segment and country; an unknown customer has none.

delete from fact.customer_order
using staging.touched_order
where customer_order.order_id = touched_order.order_id
    and customer_order.source = touched_order.source;

-- First a table: a select that fills one is shared among several processes.
create unlogged table staging.new_order as
select
    customer_order.source,
    customer.segment,
    customer.country,
    customer_order.order_id,
    customer_order.customer_id,
    customer_order.ordered_at
from staging.touched_order
inner join core.customer_order
    on touched_order.order_id = customer_order.order_id
        and touched_order.source = customer_order.source
left join core.customer
    on customer_order.customer_id = customer.customer_id
        and customer_order.source = customer.source;

insert into fact.customer_order (
    source,
    segment,
    country,
    order_id,
    customer_id,
    ordered_at
)
select
    new_order.source,
    new_order.segment,
    new_order.country,
    new_order.order_id,
    new_order.customer_id,
    new_order.ordered_at
from staging.new_order
-- What is asked for together lies together.
order by new_order.ordered_at;

drop table staging.new_order;
