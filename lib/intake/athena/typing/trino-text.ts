import { sqlText } from '../../landing/sql-text.ts';
import { CYRILLIC_OR_GREEK_LETTER, DROPPED, HIDDEN, LATIN_LETTER, SPACE } from './code-points.ts';

/** SQL that is true where the whole text is one the pattern describes; `$` alone would let a line end pass. */
export const fullMatch = (text: string, pattern: string): string =>
  `regexp_like(${text}, ${sqlText(`\\A(?:${pattern})\\z`)})`;

const contains = (text: string, pattern: string): string =>
  `regexp_like(${text}, ${sqlText(pattern)})`;

/** SQL of a text without outer space, tabs and no-break spaces. */
export const bare = (text: string): string => `trim(${text}, ' ' || chr(9) || chr(160))`;

export const isBlank = (text: string): string => `coalesce(${text}, '') = ''`;

const isPlaceholder = (text: string): string =>
  `lower(${text}) in ('null', 'nan', 'undefined', '<na>', '#n/a')`;

/** E-mail addresses and telephone numbers. */
const PERSONAL = [
  '[^@\\t\\n\\f\\r ]@[^@\\t\\n\\f\\r ]+\\.[^@\\t\\n\\f\\r ]',
  '\\A\\+[0-9][0-9 ()./-]{6,20}\\z',
  '\\A\\(0[0-9]{1,5}\\)[0-9 /-]{5,16}\\z',
  '\\A0[0-9]{1,5} [0-9][0-9 /-]{4,14}\\z',
].join('|');

/** SQL that is true for a text with an e-mail address or telephone number. */
export const looksPersonal = (text: string): string => contains(text, PERSONAL);

const textFaults = (text: string): string =>
  `when ${isBlank(text)} then 'MISSING'
   when ${isPlaceholder(text)} then 'PLACEHOLDER'
   when ${looksPersonal(text)} then 'PERSONAL_VALUE'
   when length(${text}) > 255 then 'TEXT_TOO_LONG'
   when ${contains(text, HIDDEN)} then 'HIDDEN_CHARACTER'`;

/** Ids are opaque: case and leading zeros are kept, outer space is not. */
export const idText = (raw: string): string => `normalize(${bare(raw)}, NFC)`;

/** SQL of why a text of `idText` is no id, or null. */
export const idFault = (text: string): string =>
  `case when ${fullMatch(text, '[A-Za-z0-9_.:/#-]{1,255}')} and not ${isPlaceholder(text)} then null
   when ${fullMatch(text, '[0-9](?:\\.[0-9]+)?[eE]\\+[0-9]+')} then 'ID_SCIENTIFIC'
   ${textFaults(text)} end`;

const PLAIN_CODE = '[A-Za-z0-9_.:/#&-]{1,40}';

/** Codes are names of groups: one spelling of spaces and accents, nothing invisible. */
export const codeText = (raw: string): string => {
  const visible = `regexp_replace(${raw}, ${sqlText(DROPPED)}, '')`;
  const spaced = `regexp_replace(${visible}, ${sqlText(`${SPACE}+`)}, ' ')`;
  return `case when ${fullMatch(raw, PLAIN_CODE)} then ${raw} else normalize(trim(${spaced}, ' '), NFC) end`;
};

/** SQL of why a delivered text, and its `codeText`, are no code, or null. */
export const codeFault = (raw: string, text: string): string =>
  `case when ${fullMatch(raw, PLAIN_CODE)} and not ${isPlaceholder(raw)} then null
   when ${contains(raw, '[\\r\\n]')} then 'HIDDEN_CHARACTER'
   when ${contains(raw, CYRILLIC_OR_GREEK_LETTER)} and ${contains(raw, LATIN_LETTER)} then 'MIXED_SCRIPT'
   ${textFaults(text)} end`;

/** SQL of why a text is not in a closed list, or null. */
export const listFault = (
  text: string,
  members: readonly string[],
  reason: 'VALUE_NOT_LISTED' | 'CURRENCY_UNKNOWN' | 'BOOL_FORMAT',
): string =>
  `case when ${text} in (${members.map(sqlText).join(', ')}) then null
   when ${isBlank(text)} then 'MISSING' else '${reason}' end`;
