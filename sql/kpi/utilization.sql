-- key: utilization
-- name: Agent utilization
-- kind: ratio
-- unit: percent
-- better: none
-- anchor: occurred_at / shift time
-- actor: who acted
-- dimensions: agent, team
-- factor: 100
-- definition: Logged time of all interactions, per 100 seconds of the agents' shifts.
--   Overlapping shifts count once; a shift counts in each period as far as it lies in it. Empty
--   without a shift.
-- source: Contact centres' utilization: handle time over paid time.
-- note: Breaks, meetings and training are scheduled time: see occupancy for available time alone.

-- leg: numerator
select
    interaction.*,
    interaction.occurred_at as anchor_at,
    interaction.handle_ms / 1000.0 as value
from fact.interaction;

-- leg: denominator
-- cases: time
select agent_time.*
from fact.agent_time
