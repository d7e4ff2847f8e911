-- key: reopens
-- name: Reopens
-- kind: count
-- unit: changes
-- better: none
-- anchor: change of status
-- definition: Changes of a ticket from resolved to not resolved.
-- source: Zendesk's reopens, which counts the same changes per ticket.
select
    open_stretch.*,
    open_stretch.opened_at as anchor_at
from fact.open_stretch
where open_stretch.stretch_number > 1
