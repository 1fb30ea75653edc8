-- DuckDB only: delivered times, to UTC milliseconds. `zone` is null unless times without an offset have a declared zone.
-- A cast to timestamp ignores an offset, a cast to timestamptz obeys it; the session's zone is UTC.
create or replace macro is_day(s) as regexp_full_match(s, '[0-9]{4}-[0-9]{2}-[0-9]{2}');
create or replace macro is_utc_time(s) as regexp_full_match(s,
  '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,3})?(Z|\+00:00)');
create or replace macro is_local_time(s) as regexp_full_match(s,
  '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?)?');
create or replace macro is_zoned_time(s) as regexp_full_match(s,
  '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})');
create or replace macro with_seconds(s) as
  case when regexp_matches(s, '[T ][0-9]{2}:[0-9]{2}(Z|[+-]|$)') then left(s, 16) || ':00' || substr(s, 17) else s end;
create or replace macro to_milliseconds(t) as t - to_microseconds(microsecond(t) % 1000);

-- A local time that a clock change repeats is its first occurrence; one that it skips is no time.
create or replace macro first_of(t, zone, later) as case
  when timezone(zone, later - interval 1 hour) = t then later - interval 1 hour
  when timezone(zone, later - interval 30 minute) = t then later - interval 30 minute
  when timezone(zone, later) = t then later
end;
create or replace macro local_instant(t, zone) as case
  when zone = 'UTC' then t
  else cast(first_of(t, zone, timezone(zone, t)) as timestamp)
end;
create or replace macro ts_value(s, zone) as case
  when is_utc_time(s) then try_cast(s as timestamp)
  when zone is not null and is_day(s) then local_instant(try_cast(s as timestamp), zone)
  when zone is not null and is_local_time(bare(s))
    then to_milliseconds(local_instant(try_cast(with_seconds(bare(s)) as timestamp), zone))
  when is_zoned_time(bare(s))
    then to_milliseconds(cast(try_cast(with_seconds(bare(s)) as timestamptz) as timestamp))
end;
create or replace macro time_fault(s, zone) as case
  when coalesce(s, '') = '' then 'MISSING'
  when regexp_full_match(s, '[0-9]{9,14}(\.[0-9]+)?') then 'TIME_EPOCH'
  when is_zoned_time(s) then 'TIME_IMPOSSIBLE'
  when is_local_time(s) and try_cast(with_seconds(s) as timestamp) is null then 'TIME_IMPOSSIBLE'
  when is_local_time(s) and zone is null then 'TIME_WITHOUT_OFFSET'
  when is_local_time(s) then 'TIME_SKIPPED'
  when regexp_matches(s, '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}') then 'TIME_IMPOSSIBLE'
  else 'TIME_FORMAT'
end;
create or replace macro date_value(s) as case when is_day(bare(s)) then try_cast(bare(s) as date) end;
create or replace macro date_fault(s) as case
  when coalesce(bare(s), '') = '' then 'MISSING'
  when is_day(bare(s)) then 'TIME_IMPOSSIBLE'
  when regexp_full_match(bare(s), '[0-9]{9,14}') then 'TIME_EPOCH'
  else 'TIME_FORMAT'
end;
-- Days that systems write for "unknown".
create or replace macro is_sentinel(t) as
  t < timestamp '1902-01-01' or t >= timestamp '9999-01-01'
  or (t >= timestamp '1970-01-01' and t < timestamp '1970-01-02');
