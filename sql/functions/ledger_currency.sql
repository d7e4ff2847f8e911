-- kpi.ledger_currency: the currency of costs where a query names none: the setting, else the
-- ledger's most frequent by rows, ties by code; null where the ledger is empty. It runs with its
-- owner's rights, since the views of kpi call it for readers who may not read core.
create function kpi.ledger_currency()
returns text
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(
        nullif(meta.setting_value('currency'), ''),
        (
            select cost.currency
            from core.cost
            group by cost.currency
            order by
                count(*) desc,
                cost.currency
            limit 1
        )
    );
end
$$;
comment on function kpi.ledger_currency() is
'The currency of costs: the setting, else the ledger''s most frequent.';
