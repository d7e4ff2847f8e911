-- key: resolutions
-- name: Resolutions
-- kind: count
-- unit: changes
-- better: none
-- anchor: change of status
-- definition: Changes of a ticket from not resolved to resolved. A ticket that was reopened has
--   several.
-- source: Chatwoot's conversation_resolved events.
select
    open_stretch.*,
    open_stretch.closed_at as anchor_at
from fact.open_stretch
where open_stretch.closed_at is not null
