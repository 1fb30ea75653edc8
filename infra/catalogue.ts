import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';

/** A report of the catalogue as the account sees it: when it is made. */
export interface ScheduledReport {
  readonly id: string;
  /** EventBridge cron in `timeZone`. */
  readonly cron: string;
  readonly timeZone: string;
}

/** A report that the account would not make as it stands. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
  constructor(findings: readonly string[]) {
    super(findings.join('\n'));
  }
}

/**
 * The reports that have a schedule. Throws `CatalogueError` for a recipient outside the allowed domains, for a time in
 * the hours that a change of the clock repeats or leaves out, and for a catalogue whose snapshots are never sent.
 */
export function scheduledReports(
  { reports, business, privacy }: Configuration,
  domains: readonly string[],
): ScheduledReport[] {
  const findings = reports.flatMap((report) => [
    ...strayRecipients(report, domains),
    ...(report.schedule && hourOf(report.schedule.at) >= 1 && hourOf(report.schedule.at) < 3
      ? [
          `report ${report.id}: at ${report.schedule.at} a change of the clock may skip it or run it twice; take a time before 01:00 or from 03:00 on`,
        ]
      : []),
    ...(report.schedule && privacy.snapshot === 'exact'
      ? [
          `report ${report.id}: with privacy.snapshot exact nothing is sent; take weekly or leave the schedule out`,
        ]
      : []),
  ]);
  if (findings.length > 0) throw new CatalogueError(findings);
  return reports.flatMap(({ id, schedule }) =>
    schedule === undefined ? [] : [{ id, cron: cronOf(schedule), timeZone: business.timeZone }],
  );
}

function strayRecipients({ id, recipients }: ReportConfiguration, domains: readonly string[]) {
  const allowed = new Set(domains);
  return Object.entries(recipients).flatMap(([group, addresses]) =>
    addresses
      .map((address, place) => ({ domain: address.slice(address.lastIndexOf('@') + 1), place }))
      .filter(({ domain }) => !allowed.has(domain.toLowerCase()))
      .map(
        ({ domain, place }) =>
          `report ${id}: recipient ${place + 1} of ${group} is in ${domain}, which is not an allowed domain; add it to domains`,
      ),
  );
}

const hourOf = (at: string): number => Number(at.slice(0, 2));

/** `{ weekday: tuesday, at: "07:05" }` as `cron(5 7 ? * TUE *)`. */
const cronOf = ({ weekday, at }: NonNullable<ReportConfiguration['schedule']>): string =>
  `cron(${Number(at.slice(3))} ${hourOf(at)} ? * ${weekday.slice(0, 3).toUpperCase()} *)`;
