-- staging.calendar_day: the day that a text YYYY-MM-DD names; null where it names none. A day that
-- does not exist runs on into another one, which is not written that way.
create function staging.calendar_day(written text)
returns date
language sql immutable parallel safe
as $$
    select candidate.day::date
    from (
        select
            case
                when written ~ '^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$'
                    then make_date(left(written, 4)::integer, 1, 1)
                        + make_interval(
                            months => substr(written, 6, 2)::integer - 1,
                            days => substr(written, 9, 2)::integer - 1
                        )
            end
    ) as candidate (day)
    where to_char(candidate.day, 'YYYY-MM-DD') = written
$$;
comment on function staging.calendar_day(text) is
'The day that a text YYYY-MM-DD names; null where it names none.';
