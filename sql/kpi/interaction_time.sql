-- key: interaction_time
-- name: AHT per interaction
-- kind: duration
-- unit: seconds
-- better: lower
-- anchor: occurred_at
-- actor: who acted
-- definition: Interactions with logged time: handling, communication and technical time together.
-- source: Contact centres' average handle time: talk, hold and after-contact work per contact.
select
    interaction.*,
    interaction.occurred_at as anchor_at,
    interaction.handle_ms as value_ms
from fact.interaction
