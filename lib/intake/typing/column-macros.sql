-- DuckDB only: what a delivered text means as a contract type (…_value, null if nothing) and why it means nothing (…_fault).
create or replace macro bare(s) as trim(s, ' ' || chr(9) || chr(160));
-- No `in (…)`: the engine would turn it into a join and run the slow branch of a case for every row.
create or replace macro is_placeholder(s) as regexp_full_match(s, '(?i)null|nan|undefined|<na>|#n/a');
create or replace macro looks_personal(s) as regexp_matches(s,
  '[^@\s]+@[^@\s]+\.[^@\s]+|^\+[0-9][0-9 ()./-]{6,20}$|^\(0[0-9]{1,5}\)[0-9 /-]{5,16}$|^0[0-9]{1,5} [0-9][0-9 /-]{4,14}$');
create or replace macro text_fault(s) as case
  when coalesce(s, '') = '' then 'MISSING'
  when is_placeholder(s) then 'PLACEHOLDER'
  when looks_personal(s) then 'PERSONAL_VALUE'
  when length(s) > 255 then 'TEXT_TOO_LONG'
  when regexp_matches(s, '[\p{C}\x{2028}\x{2029}]') then 'HIDDEN_CHARACTER'
end;
-- What `text_fault` names, in one pattern.
create or replace macro is_good_text(s) as length(s) <= 255 and not regexp_matches(s,
  '^$|^(?i:null|nan|undefined|<na>|#n/a)$|[^@\s]+@[^@\s]+\.[^@\s]+|^\+[0-9][0-9 ()./-]{6,20}$|^\(0[0-9]{1,5}\)[0-9 /-]{5,16}$|^0[0-9]{1,5} [0-9][0-9 /-]{4,14}$|[\p{C}\x{2028}\x{2029}]');

-- Ids are opaque: case and leading zeros are kept, outer space is not.
create or replace macro id_text(s) as nfc_normalize(bare(s));
create or replace macro is_scientific(s) as regexp_full_match(s, '[0-9](\.[0-9]+)?[eE]\+[0-9]+');
create or replace macro id_fault(s) as
  case when is_scientific(id_text(s)) then 'ID_SCIENTIFIC' else text_fault(id_text(s)) end;
create or replace macro id_value(s) as case
  when regexp_full_match(s, '[A-Za-z0-9_.:/#-]{1,255}') and not is_placeholder(s) then s
  when is_good_text(id_text(s)) and not is_scientific(id_text(s)) then id_text(s)
end;

-- Codes are names of groups: one spelling of spaces and accents, nothing invisible, letters of one alphabet.
create or replace macro code_text(s) as nfc_normalize(trim(regexp_replace(
  regexp_replace(s, '[\p{Cc}\p{Cf}\x{2028}\x{2029}]', '', 'g'), '[\s\p{Z}]+', ' ', 'g')));
create or replace macro is_mixed_script(s) as
  regexp_matches(s, '\p{Latin}.*[\p{Cyrillic}\p{Greek}]|[\p{Cyrillic}\p{Greek}].*\p{Latin}');
create or replace macro code_fault(s) as case
  when regexp_matches(s, '[\r\n]') then 'HIDDEN_CHARACTER'
  when is_mixed_script(s) then 'MIXED_SCRIPT'
  else text_fault(code_text(s))
end;
create or replace macro code_value(s) as case
  when regexp_full_match(s, '[A-Za-z0-9_.:/#&-]{1,40}') and not is_placeholder(s) then s
  when not regexp_matches(s, '[\r\n]') and not is_mixed_script(s) and is_good_text(code_text(s)) then code_text(s)
end;

-- A closed list, written as a regular expression of its members in lower case.
create or replace macro listed_fault(s) as
  case when coalesce(bare(s), '') = '' then 'MISSING' else 'VALUE_NOT_LISTED' end;
create or replace macro listed_value(s, members) as case
  when regexp_full_match(s, members) then s
  when regexp_full_match(lower(bare(s)), members) then lower(bare(s))
end;
create or replace macro ccy_fault(s) as
  case when coalesce(bare(s), '') = '' then 'MISSING' else 'CURRENCY_UNKNOWN' end;
create or replace macro ccy_value(s, members) as case
  when regexp_full_match(s, members) then s
  when regexp_full_match(upper(bare(s)), members) then upper(bare(s))
end;
create or replace macro bool_fault(s) as
  case when coalesce(bare(s), '') = '' then 'MISSING' else 'BOOL_FORMAT' end;
create or replace macro bool_value(s) as case
  when regexp_full_match(bare(s), '(?i)true|t|1') then true
  when regexp_full_match(bare(s), '(?i)false|f|0') then false
end;
create or replace macro json_fault(s) as
  case when coalesce(bare(s), '') = '' then 'MISSING' else 'JSON_FORMAT' end;
create or replace macro list_value_of(s) as try(from_json(s, '["VARCHAR"]'));
create or replace macro longest(texts) as list_max(list_transform(texts, lambda x: length(x)));
create or replace macro any_personal(texts) as len(list_filter(texts, lambda x: looks_personal(x))) > 0;
create or replace macro map_value(s) as try(from_json(s, '"MAP(VARCHAR,VARCHAR)"'));
