-- fact.is_repeat: whether a ticket is a repeat of another one, of which it is asked when it was
-- resolved for good: created after that, and at most repeat_within (the setting) after it. Only
-- inbound tickets of one customer and category are compared. The setting is handed in, so that it
-- is looked up once.
create function fact.is_repeat(
    created_at timestamptz, resolved_at timestamptz, repeat_within interval
)
returns boolean
language sql stable parallel safe
as $$ select created_at > resolved_at and created_at <= resolved_at + repeat_within $$;
comment on function fact.is_repeat(timestamptz, timestamptz, interval) is
'Whether a ticket created at an instant is a repeat of one resolved at another.';
