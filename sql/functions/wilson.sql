-- kpi.wilson_lower, kpi.wilson_upper: the 95 % Wilson score interval of a proportion (z = 1.96), as
-- shares between 0 and 1; null without cases. Source: E. B. Wilson, 1927; golden values in the
-- tests.
create function kpi.wilson_lower(hits bigint, cases bigint)
returns double precision
language sql immutable parallel safe
as $$
    select (
        hits + 1.9208 - 1.96 * sqrt(hits::float8 * (cases - hits) / nullif(cases, 0) + 0.9604)
    ) / (nullif(cases, 0) + 3.8416)
$$;
comment on function kpi.wilson_lower(bigint, bigint) is
'Lower end of the 95 % Wilson interval of hits out of cases, between 0 and 1.';

create function kpi.wilson_upper(hits bigint, cases bigint)
returns double precision
language sql immutable parallel safe
as $$
    select (
        hits + 1.9208 + 1.96 * sqrt(hits::float8 * (cases - hits) / nullif(cases, 0) + 0.9604)
    ) / (nullif(cases, 0) + 3.8416)
$$;
comment on function kpi.wilson_upper(bigint, bigint) is
'Upper end of the 95 % Wilson interval of hits out of cases, between 0 and 1.';
