import { GateRefusal } from './verdict.ts';

const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]+/;

/** UUIDs, digests and pseudonyms: eight or more characters of hexadecimal that go on after a hyphen, or sixteen. */
const HEXADECIMAL = /[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{16,}/i;

/** Account, order and telephone numbers written in one piece. */
const LONG_NUMBER = /\d{7,}/;

/** Telephone and card numbers written in groups: at least nine digits with single separators between. */
const GROUPED_NUMBER = /\d(?:[ .()/-]{0,2}\d){8,}/;

/** `2026-11-30` and bands such as `10000-20000` are made of digits without naming anyone. */
const DATE = /\b\d{4}-\d{2}-\d{2}\b/g;
const BAND = /^(?:0|[1-9]\d{0,5})\s?-\s?[1-9]\d{0,5}$/;

/**
 * Refuses a label that looks as if it named one person. The message never quotes it.
 *
 * Throws a `GateRefusal` IDENTIFIER_IN_LABEL: label by segment, channel or period instead.
 */
export function refuseIdentifier(label: string): void {
  if (BAND.test(label)) return;
  const text = label.replace(DATE, '');
  if ([EMAIL, HEXADECIMAL, LONG_NUMBER, GROUPED_NUMBER].some((pattern) => pattern.test(text)))
    throw new GateRefusal('IDENTIFIER_IN_LABEL');
}
