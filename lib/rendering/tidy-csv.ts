import { stringify } from 'csv-stringify/sync';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { ReleasedReport, ReportHead } from '#lib/privacy/report.ts';
import { scopeName } from '#lib/privacy/scope-name.ts';
import { decimalText, plainDigits } from './decimal-text.ts';
import { sortedScope } from './figure-table.ts';
import { neutralise } from './neutralise.ts';

const COLUMNS =
  'report period scope revision state metric options level dimension member value unit lower upper reason definitions_version run_id'.split(
    ' ',
  );

/** Every released figure as one line: raw values, money in major units, a dot as the decimal sign. */
export function tidyCsv({ head, figures }: ReleasedReport): string {
  const released = head.state === 'HELD' ? [] : figures;
  const lines = released.map((figure) => lineOf(figure, head));
  return stringify([COLUMNS, ...lines], { record_delimiter: '\n', quoted_match: /[\r\t]/ });
}

function lineOf(figure: ReleasedFigure, head: ReportHead): string[] {
  const { metric, options, period, scope, unit, value, lower, upper, reason } = figure;
  const members = sortedScope(scope);
  const number = (bound: number | null): string => {
    if (bound === null) return '';
    return unit === 'money' ? decimalText(bound, head.currencyExponent) : plainDigits(bound);
  };
  const revision = String(head.revision);
  const about = [head.id, period, scopeName(head.scope), revision, head.state, metric, options];
  const whom = [
    members[0] === undefined
      ? 'top'
      : levelOf(
          members.map(([dimension]) => dimension),
          head,
        ),
    members.map(([dimension]) => dimension).join('/'),
    members.map(([, member]) => member).join('/'),
  ];
  const much = [
    number(value),
    unit === 'money' ? head.currency : unit,
    number(lower),
    number(upper),
  ];
  const origin = [reason ?? '', String(head.definitionsVersion), head.runId];
  return [...about.map(neutralise), ...whom.map(neutralise), ...much, ...origin.map(neutralise)];
}

/** `segment` for the report's schemes, `cohort`, or the dimension's own name. A cohort of a segment is `cohort`. */
function levelOf(dimensions: readonly string[], { segments }: ReportHead): string {
  if (dimensions.includes('cohort')) return 'cohort';
  const [first = 'top'] = dimensions;
  return segments.includes(first) ? 'segment' : first;
}
