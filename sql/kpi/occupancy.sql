-- key: occupancy
-- name: Occupancy
-- kind: ratio
-- unit: percent
-- better: none
-- anchor: occurred_at / shift time
-- actor: who acted
-- dimensions: agent, team
-- factor: 100
-- definition: Logged time of all interactions, per 100 seconds in which the agents were available.
--   Where an available shift and another activity overlap, the other one counts.
-- source: Contact centres' occupancy: handle time over available time.
-- note: Sustained occupancy over 85 % is a warning.

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
where agent_time.is_available
