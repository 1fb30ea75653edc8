import { expect, it } from 'vitest';
import type { ReportHead } from '#lib/privacy/report.ts';
import { contextOf } from './gallery-layout.fixture.ts';
import { statusSection } from './status.ts';

function periodOf(change: Partial<ReportHead>): string {
  const facts = statusSection(contextOf([], change))?.blocks.flatMap((block) =>
    block.kind === 'facts' ? block.facts : [],
  );
  return facts?.find(({ term }) => term === 'Period')?.text ?? '';
}

const SHIFTED = 'W43 a year ago: that year had 53 weeks, so its weeks are shifted by one';
const AFTER_53 = { fiscalWeek: '2026-W42', fiscalYearAgo: '2025-W43' };

it('compares with the same week a year ago', () => {
  expect(periodOf({})).toMatch(/^2026-W47 .*and the same week a year ago\.$/);
});

it('says that weeks are shifted after a year of 53, and that months of whole weeks are not', () => {
  expect(periodOf({ ...AFTER_53, month: '2026-10' })).toContain(`and ${SHIFTED}.`);
  expect(periodOf({ ...AFTER_53, month: '2026-P09' })).toContain(
    `and ${SHIFTED}; fiscal months are compared as they were closed.`,
  );
});

it('names the week of a supplied calendar, and claims nothing of a year that it does not hold', () => {
  expect(periodOf(AFTER_53)).toContain(', by the supplied calendar W42 of 2026;');
  const first = periodOf({ fiscalWeek: '2026-W42', fiscalYearAgo: null });
  expect(first).toContain('and the week 52 weeks before.');
  expect(periodOf({ fiscalWeek: null, fiscalYearAgo: null })).not.toContain('supplied');
});
