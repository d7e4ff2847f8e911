-- meta.setting_value: a setting as it was set, or its default. The defaults stand here only. It
-- runs with its owner's rights, since the views of kpi call it for readers who may not read meta.
create function meta.setting_value(setting_name text)
returns text
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(
        (select setting.value from meta.setting where setting.name = setting_name),
        case setting_name
            when 'timezone' then 'UTC'
            when 'week_start' then 'monday'
            when 'resolution_within' then '72h'
            when 'repeat_within' then '7d'
            when 'contact_gap' then '30m'
            when 'public_attributes' then ''
        end
    );
end
$$;
comment on function meta.setting_value(text) is 'A setting as it was set, or its default.';

-- meta.setting_interval: a setting that is a duration, in seconds: a day has 24 hours, also where a
-- clock changes. Its names are looked up when it is created, not for who calls it: a reader of kpi
-- may not look into meta.
create function meta.setting_interval(setting_name text)
returns interval
language sql stable parallel safe
return make_interval(
    secs => extract(epoch from meta.setting_value(setting_name)::interval)::double precision
);
comment on function meta.setting_interval(text) is
'A setting that is a duration; a day has 24 hours.';
