-- Teaches DuckDB the Trino names and meanings that our SQL uses; loaded once per instance.
set global TimeZone = 'UTC';
set global integer_division = true; -- 5/2 = 2, as in Trino
-- Dates: whole units elapsed (Trino), not boundaries crossed (DuckDB); a date stays a date.
create or replace macro date_diff(unit, a, b) as date_sub(unit, a, b);
create or replace macro date_trunc(unit, d) as cast(system.main.date_trunc(unit, d) as date);
create or replace macro date_add(unit, n, d) as cast(d + n * cast('1 ' || unit as interval) as date);
create or replace macro at_timezone(instant, zone) as timezone(zone, instant);
create or replace macro regexp_like(s, p) as regexp_matches(s, p);
create or replace macro sequence(a, b) as generate_series(a, b), (a, b, step) as generate_series(a, b, step);
create or replace macro cardinality(a) as len(a);
create or replace macro element_at(a, i) as a[i];
create or replace macro array_join(a, separator) as array_to_string(a, separator);
create or replace macro to_utf8(s) as encode(s);
create or replace macro sha256(b) as unhex(system.main.sha256(b));
create or replace macro to_hex(b) as hex(b);
