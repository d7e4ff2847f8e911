-- kpi.public_attributes: of a ticket's attributes those that the setting public_attributes names,
-- separated by commas; null where it names none of them.
create function kpi.public_attributes(attributes jsonb)
returns jsonb
language plpgsql stable parallel safe
as $$
begin
    return (
        select jsonb_object_agg(attribute.key, attribute.value)
        from jsonb_each(attributes) as attribute (key, value)
        where attribute.key = any(
            string_to_array(replace(meta.setting_value('public_attributes'), ', ', ','), ',')
        )
    );
end
$$;
comment on function kpi.public_attributes(jsonb) is
'Of the attributes those that the setting public_attributes names.';
