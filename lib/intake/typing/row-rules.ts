/** A rule over several columns of one row. `column` is named in the reject. */
export interface RowRule {
  readonly column: string;
  readonly reason: string;
  /** SQL over typed columns that is true for a bad row. */
  readonly when: string;
  readonly needs: readonly string[];
}

const RULES: Readonly<Record<string, readonly RowRule[]>> = {
  survey_responses: [
    {
      column: 'score',
      reason: 'SCORE_OUT_OF_SCALE',
      when: 'score not between scale_min and scale_max',
      needs: [],
    },
    {
      column: 'scale_max',
      reason: 'SCALE_NOT_NPS',
      when: "metric = 'nps' and (scale_min <> 0 or scale_max <> 10)",
      needs: [],
    },
  ],
};

/** The rules of a table that its delivered columns allow to check. */
export const rowRules = (table: string, delivered: ReadonlySet<string>): readonly RowRule[] =>
  (RULES[table] ?? []).filter((rule) => rule.needs.every((name) => delivered.has(name)));
