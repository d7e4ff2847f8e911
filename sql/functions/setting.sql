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
