-- A row whose fault was mended where it came from never comes back under its number: somebody has
-- to say that it is done.
comment on column meta.reject.cleared_by_load_id is
'The load that accepted it after its fix; 0 = dismissed by hand; empty = still open.';
