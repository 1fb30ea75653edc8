/** What a number is about, in the attackers' own words: a measure, a period, and a group of customers. */
export interface CellName {
  readonly measure: string;
  readonly period: string;
  readonly scope: Readonly<Record<string, string>>;
}

/** One text for one cell, whatever the order of its scope. */
export const keyOf = ({ measure, period, scope }: CellName): string =>
  JSON.stringify([measure, period, Object.entries(scope).sort()]);
