-- step: 7
-- purpose: The orders that a load touched: by a change of their own row, or of their customer's
-- segment or country.

insert into staging.touched_order (order_id, source)
select
    customer_order.order_id,
    customer_order.source
from staging.customer_order
union
select
    customer_order.order_id,
    customer_order.source
from core.customer_order
inner join staging.changed_customer
    on customer_order.customer_id = changed_customer.customer_id
        and customer_order.source = changed_customer.source;

analyze staging.touched_order;
