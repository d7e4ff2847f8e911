-- staging.instant: seconds since 1970 as ISO 8601; what is no such number stays as it is, to be
-- rejected by who reads it.
create function staging.instant(seconds text)
returns text
language sql immutable parallel safe
as $$
    select
        case
            when seconds similar to '[0-9]{1,10}'
                then to_char(
                        to_timestamp(seconds::bigint) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
                    )
            else seconds
        end
$$;
comment on function staging.instant(text) is
'Seconds since 1970 as ISO 8601; what is no such number as it is.';
