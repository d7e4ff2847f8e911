-- name: churned_before_joined
-- title: customers who left before they joined
-- severity: error
-- scope: warehouse
-- meaning: churned_at lies before joined_at. Such a customer distorts the churn rate.
-- Cost: what is found, by an index of just those.
select
    customer.source,
    customer.customer_id as sample
from core.customer
where customer.churned_at < customer.joined_at
