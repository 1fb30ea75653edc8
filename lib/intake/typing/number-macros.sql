-- DuckDB only: delivered numbers. A plain decimal point, no grouping, no exponent, no rounding.
create or replace macro money_value(s) as case
  when regexp_full_match(s, '[0-9]{1,7}(\.[0-9]{1,4})?') then cast(s as decimal(18, 4))
  when regexp_full_match(bare(s), '-?[0-9]{1,13}(\.[0-9]{1,4})?') then cast(bare(s) as decimal(18, 4))
end;
create or replace macro minor_value(s, unit) as case
  when regexp_full_match(bare(s), '-?[0-9]{1,13}')
    then try_cast(cast(bare(s) as decimal(14, 0)) * unit as decimal(18, 4))
end;
create or replace macro number_fault(s, decimals) as case
  when coalesce(s, '') = '' then 'MISSING'
  when regexp_full_match(lower(s), '[+-]?(nan|inf|infinity)') then 'AMOUNT_NOT_FINITE'
  when regexp_full_match(lower(s), '[+-]?[0-9.]+e[+-]?[0-9]+') and coalesce(isinf(try_cast(s as double)), true)
    then 'AMOUNT_NOT_FINITE'
  when regexp_full_match(s, '-?[0-9]{1,3}([. ]?[0-9]{3})*,[0-9]{1,4}') then 'DECIMAL_COMMA'
  when regexp_full_match(s, '-?[0-9]+\.[0-9]+') and length(split_part(s, '.', 2)) > decimals
    then 'TOO_MANY_DECIMALS'
  when regexp_full_match(s, '-?[0-9]+(\.[0-9]+)?') then 'NUMBER_TOO_LARGE'
  else 'NUMBER_FORMAT'
end;
create or replace macro num_value(s) as case
  when regexp_full_match(bare(s), '-?[0-9]{1,12}(\.[0-9]{1,6})?') then cast(bare(s) as decimal(18, 6))
end;
create or replace macro rate_value(s) as case
  when regexp_full_match(bare(s), '-?[0-9]{1,10}(\.[0-9]{1,8})?') then cast(bare(s) as decimal(18, 8))
end;
create or replace macro pct_value(s) as case
  when regexp_full_match(bare(s), '-?[0-9](\.[0-9]{1,8})?') then cast(bare(s) as decimal(9, 8))
end;
create or replace macro int_value(s) as case
  when regexp_full_match(bare(s), '-?[0-9]{1,18}') then cast(bare(s) as bigint)
end;
