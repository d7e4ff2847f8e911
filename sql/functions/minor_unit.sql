-- kpi.minor_unit: how many decimals a currency has (ISO 4217).
create function kpi.minor_unit(currency text)
returns integer
language sql immutable parallel safe
as $$
    select case
        when currency in (
            'BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND',
            'VUV', 'XAF', 'XOF', 'XPF'
        ) then 0
        when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
        when currency in ('CLF', 'UYW') then 4
        else 2
    end
$$;
comment on function kpi.minor_unit(text) is 'Decimals of a currency, by ISO 4217.';
