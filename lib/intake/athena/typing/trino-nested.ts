import { isBlank } from './trino-text.ts';

/** SQL of a member's text; of what is no text, its JSON. */
const MEMBER = `case when json_format(x) like '"%' then cast(x as varchar) else nullif(json_format(x), 'null') end`;

/** SQL of a JSON list or map of texts; null for anything else. */
export const nestedValue = (raw: string, kind: 'list' | 'map'): string =>
  kind === 'list'
    ? `transform(try(cast(json_parse(${raw}) as array(json))), x -> ${MEMBER})`
    : `transform_values(try(cast(json_parse(${raw}) as map(varchar, json))), (k, x) -> ${MEMBER})`;

/** SQL of why a text, whose value is null, is no list or map. */
export const nestedFault = (text: string): string =>
  `when ${isBlank(text)} then 'MISSING' else 'JSON_FORMAT'`;

/** SQL of the length of the longest text in a list. */
export const longestText = (list: string): string =>
  `array_max(transform(filter(${list}, x -> x is not null), x -> length(x)))`;
