-- key: productivity
-- name: Tickets resolved per scheduled hour
-- kind: ratio
-- unit: tickets per hour
-- better: higher
-- anchor: final resolution / shift time
-- dimensions: agent, team
-- numerator: tickets_resolved
-- factor: 3600
-- definition: Tickets with a final resolution in the period, by their assignee, per hour of the
--   agents' shifts, overlapping ones counted once.
-- source: Tickets solved per hour worked.

-- leg: denominator
-- cases: time
select agent_time.*
from fact.agent_time
