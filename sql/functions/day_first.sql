-- staging.day_first: a time written d/m/yyyy hh:mm, with seconds or without, as ISO 8601. It has no
-- offset, as the text has none, and is read in the source's zone. The text is only rearranged, with
-- :00 where seconds are left out, so that in any collation texts sort as their times do. What is
-- written otherwise stays as it is, and a day that does not exist stays one, to be rejected by who
-- reads it.
create function staging.day_first(written text)
returns text
language sql immutable parallel safe
as $$
    select
        case
            when written ~ '^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4} [0-9]{2}:[0-9]{2}(:[0-9]{2})?$'
                then split_part(split_part(written, ' ', 1), '/', 3)
                    || '-' || lpad(split_part(written, '/', 2), 2, '0')
                    || '-' || lpad(split_part(written, '/', 1), 2, '0')
                    || 'T' || left(split_part(written, ' ', 2) || ':00', 8)
            else written
        end
$$;
comment on function staging.day_first(text) is
'A time written d/m/yyyy hh:mm as ISO 8601 without offset; what is written otherwise as it is.';
