-- step: 5
-- purpose: The customers of whom a load changed what facts take from them: their segment or country
-- (staging.changed_customer).

create unlogged table staging.changed_customer as
select
    customer.customer_id,
    customer.source
from staging.customer
left join staging.replaced_customer
    on customer.customer_id = replaced_customer.customer_id
        and customer.source = replaced_customer.source
where (customer.segment, customer.country)
    is distinct from (replaced_customer.segment, replaced_customer.country);

analyze staging.changed_customer;
