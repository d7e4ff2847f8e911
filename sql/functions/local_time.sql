-- staging.local_time: a time in the form that a pattern of to_timestamp describes, as ISO 8601
-- without offset, as a clock on the wall shows it. What does not read by the pattern stays as it
-- is, to be rejected by who reads it; text behind the pattern is ignored, as to_timestamp does.
-- In UTC no hour is skipped: what a clock change makes of the time is for who reads it, too.
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
'A time read by a pattern of to_timestamp as ISO 8601 without offset; what does not read as it is.';
