import type { ReportConfiguration } from '#lib/config/configuration.ts';
import { editionsOf } from '#lib/config/recipient-groups.ts';
import type { Scope } from '#lib/privacy/figure.ts';
import type { DraftReport, Measured } from '#lib/privacy/report.ts';
import { isEveryone, isWithin } from '#lib/privacy/scope-name.ts';

/** Scopes of a report's recipient groups: each is a member of its scheme, whether anybody is in it or not. */
export const scopesAskedFor = (report: ReportConfiguration): readonly Scope[] =>
  editionsOf(report).map(({ scope }) => scope);

/**
 * The report of everyone, and that of each scope which a group is bound to: the figures below top level that lie in
 * the scope, as they were measured for everyone's report. No query, no cell and no value is their own, so that one
 * pass of the gate holds over all editions, and a figure is the same in each.
 */
export const editionsOfDraft = (
  whole: DraftReport,
  report: ReportConfiguration,
): readonly DraftReport[] =>
  editionsOf(report).map(({ name, scope }) =>
    isEveryone(scope)
      ? whole
      : {
          head: { ...whole.head, edition: name, scope, intake: [] },
          measured: whole.measured.map((part) => inScope(part, scope)),
        },
  );

/** Cells and equations stay with everyone's report, which is in the same release. */
const inScope = ({ figures }: Measured, wanted: Scope): Measured => ({
  figures: figures.filter(({ scope }) => isWithin(scope, wanted)),
  cells: [],
  equations: [],
});
