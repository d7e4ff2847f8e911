-- A row of rollup.histogram is a few kilobytes, which hardly compress. Kept within the row, they
-- are read from one page; out of line, each array is looked up and put together from several.
alter table rollup.histogram set (toast_tuple_target = 8160);
