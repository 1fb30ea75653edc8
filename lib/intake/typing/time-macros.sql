-- DuckDB only: delivered times, to UTC milliseconds.
-- A cast to timestamp ignores an offset, a cast to timestamptz obeys it; the session's zone is UTC.
create or replace macro is_day(s) as regexp_full_match(s, '[0-9]{4}-[0-9]{2}-[0-9]{2}');
create or replace macro is_zoned_time(s) as regexp_full_match(s,
  '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,3})?(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])');
create or replace macro is_clock_time(s) as regexp_full_match(s,
  '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,3})?)?');

-- Rarer spellings: no seconds, finer than milliseconds, outer space.
create or replace macro is_zoned_spelling(s) as regexp_full_match(s,
  '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])');
create or replace macro is_local_spelling(s) as regexp_full_match(s,
  '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?)?');
create or replace macro with_seconds(s) as
  case when regexp_matches(s, '[T ][0-9]{2}:[0-9]{2}(Z|[+-]|$)') then left(s, 16) || ':00' || substr(s, 17) else s end;
create or replace macro to_milliseconds(t) as t - to_microseconds(microsecond(t) % 1000);

create or replace macro utc(instant) as make_timestamp(epoch_us(instant)); -- a plain cast asks the calendar library
create or replace macro instant_value(s) as case
  when is_zoned_time(s) then utc(try_cast(s as timestamptz))
  when is_zoned_spelling(bare(s)) then to_milliseconds(utc(try_cast(with_seconds(bare(s)) as timestamptz)))
end;
create or replace macro clock_value(s) as case
  when is_clock_time(s) then try_cast(s as timestamp)
  when is_local_spelling(bare(s)) then to_milliseconds(try_cast(with_seconds(bare(s)) as timestamp))
end;
-- A local time that a clock change repeats is its first occurrence; one that it skips is no time. `later` is the
-- engine's reading of t, the second occurrence; clocks are set back by either of two numbers of minutes.
create or replace macro occurs_at(t, zone, instant) as timezone(zone, instant) = t;
create or replace macro first_occurrence(t, zone, later, back, other_back) as case
  when occurs_at(t, zone, later - to_minutes(back)) then later - to_minutes(back)
  when occurs_at(t, zone, later - to_minutes(other_back)) then later - to_minutes(other_back)
  when occurs_at(t, zone, later) then later
end;

create or replace macro time_fault(s, has_zone) as case
  when coalesce(s, '') = '' then 'MISSING'
  when regexp_full_match(s, '[0-9]{9,14}(\.[0-9]+)?') then 'TIME_EPOCH'
  when is_zoned_spelling(s) then 'TIME_IMPOSSIBLE'
  when is_local_spelling(s) and try_cast(with_seconds(s) as timestamp) is null then 'TIME_IMPOSSIBLE'
  when is_local_spelling(s) and not has_zone then 'TIME_WITHOUT_OFFSET'
  when is_local_spelling(s) then 'TIME_SKIPPED'
  when regexp_full_match(s, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?')
    then 'TIME_IMPOSSIBLE'
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
