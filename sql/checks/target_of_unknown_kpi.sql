-- name: target_of_unknown_kpi
-- title: targets of a KPI that there is not
-- severity: error
-- scope: warehouse
-- meaning: A target names neither the key nor an alias of a KPI: no answer is held against it.
--   \kpis lists them.
-- Cost: all rows of target, which are few.
select
    target.source,
    concat(target.kpi, ' from ', target.starts_on) as sample
from core.target
left join meta.kpi_name
    on target.kpi = kpi_name.name
where kpi_name.name is null
