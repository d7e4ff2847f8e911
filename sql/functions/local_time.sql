-- staging.local_time: a time in the form that a pattern of to_timestamp describes, as ISO 8601 without
-- offset; what does not read by it stays as it is, to be rejected by who reads it.
-- In UTC no local time is skipped: what a clock change does to it is for who reads it.
create function staging.local_time(written text, pattern text)
returns text
language plpgsql stable
set timezone to 'UTC'
as $$
begin
    return to_char(to_timestamp(written, pattern), 'YYYY-MM-DD"T"HH24:MI:SS.US');
exception
    when data_exception then return written;
end
$$;
comment on function staging.local_time(text, text) is
'A time in the form of a to_timestamp pattern as ISO 8601 without offset; what does not read as it is.';
