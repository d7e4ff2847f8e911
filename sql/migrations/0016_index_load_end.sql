-- Every answer says when the newest load was committed: found without a look at all loads.
create index load_finished on meta.load (finished_at);
