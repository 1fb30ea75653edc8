import { isDeepStrictEqual } from 'node:util';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, it } from 'vitest';
import { openReleased } from '#lib/privacy/released.ts';
import type { ReportState } from '#lib/privacy/report.ts';
import { renderReport } from '#lib/rendering/render-report.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { fixtureReport } from './fixture-report.ts';
import { numberTokens, releasedNumbers } from './released-numbers.ts';
import { sealed } from './sealed-report.ts';

const STATES = ['FINAL', 'PROVISIONAL', 'HELD', 'ANALYSIS'] as const;
const OPTIONS = { mailKey: () => 'weekly/2026-W47/r1', from: 'reports@example.com' };

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Mail programs need inline style and cell padding, and a subject is longer than a page title should be.
    'no-inline-style': 'off',
    'no-deprecated-attr': 'off',
    'long-title': 'off',
    'void-style': 'off',
  },
});

const rendered = new Map<ReportState, RenderedReport>();
const render = async (state: ReportState) =>
  openReleased(await renderReport(await sealed(fixtureReport(state)), OPTIONS));

beforeAll(async () => {
  for (const state of STATES) rendered.set(state, await render(state));
});

const mail = (state: ReportState): RenderedReport => {
  const found = rendered.get(state);
  if (found === undefined) throw new Error(`no rendered mail in state ${state}`);
  return found;
};

const visible = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<img[^>]*? alt="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#\d+;/g, ' ');

describe.each(STATES)('%s', (state) => {
  it('reads as the golden text, reviewed by eye', async () => {
    await expect(mail(state).text).toMatchFileSnapshot(`golden/${state.toLowerCase()}.txt`);
  });

  it('is valid HTML below the size at which mail programs clip', async () => {
    const report = await validator.validateString(mail(state).html);
    expect(report.results.flatMap(({ messages }) => messages)).toEqual([]);
    expect(Buffer.byteLength(mail(state).mail.html)).toBeLessThan(90_000);
  });

  it('fits 80 columns of text', () => {
    const lines = mail(state).text.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('shows no number that was not released', () => {
    const allowed = releasedNumbers(fixtureReport(state));
    const { html, text, subject } = mail(state);
    const shown = [html, text, subject].flatMap((part) => numberTokens(visible(part)));
    expect(shown.filter((token) => !allowed.has(token))).toEqual([]);
  });

  it('fetches nothing, runs nothing and asks nothing', () => {
    const { html } = mail(state).mail;
    expect(html).not.toMatch(/<(script|form|iframe|link|object)|https?:|url\(|@import/i);
  });

  it('is the same bytes when rendered again', async () => {
    expect(isDeepStrictEqual(await render(state), mail(state))).toBe(true);
  });
});

it('agrees with the mock of the specification and with the fixture worked by hand', () => {
  const { text } = mail('PROVISIONAL');
  const line = (start: string) =>
    text
      .split('\n')
      .find((candidate) => candidate.startsWith(start))
      ?.split(/\s{2,}/)
      .slice(1);
  expect(line('Net revenue, EUR, W47')).toEqual(['1,204,310', '+2.8%', '+8.4%', '96% AMBER']);
  expect(line('Contribution CM2, EUR, W47')).toEqual(['421,900', '+1.0%', '+5.2%', '101% GREEN']);
  expect(line('Active customers, 28 d, W47')).toEqual(['38,214', '+0.6%', '+4.0%', 'no target']);
  expect(line('Repeat rate, 90 d, P08 2026')).toEqual(['31.8%', '+0.4 pp', 'n/a', '96% AMBER']);
  expect(line('CAC loaded *, EUR, W47')).toEqual(['48.20', '+6.3%', '+11.0%', '93% RED']);
  expect(line('CLV:CAC *, 180 d, P06 2026')).toEqual(['1.9x', 'n/a', 'n/a', '64% RED']);
  expect(line('Loyal')).toEqual(['2,011', '402,100', '164,861', '41%', '81.98']);
  expect(line('2 withheld')).toEqual(['-', '-', '-', '-', '-']);
  expect(line('P10 2026')).toEqual(['6,380', '36.0', '14.6', '.', '.', '.', '.']);
  expect(line('champions')).toEqual(['4,000', '10.0%']);
  expect(line('lost')).toEqual(['n/a (withheld)', 'n/a (withheld)']);
  expect(line('country FR')).toEqual(['70.20', '66.80', '73.90', '2.50']);
  expect(line('Cumulative')).toEqual(['35.9', '50.5', '62.3', '72.5', '81.4', '89.5']);
});

it('has the same figures in text and HTML, in the same order', () => {
  const { html, text } = mail('FINAL');
  const oneScheme = html.replace(/<img class="dark"[^>]*>/, '');
  const figures = (part: string) => numberTokens(part).filter((token) => /[.,]/.test(token));
  expect(figures(text).length).toBeGreaterThan(200);
  expect(figures(text)).toEqual(figures(visible(oneScheme)));
});

it('marks the lines of a late input, and only in a provisional report', () => {
  expect(mail('PROVISIONAL').text).toContain('CAC loaded *');
  expect(mail('FINAL').text).not.toContain(' *');
});

it('lets no figure out of a held report, in any format', () => {
  const { html, text, json, csv, charts, subject } = mail('HELD');
  for (const part of [html, text, json, csv, subject])
    expect(part).not.toMatch(/1[,.]?204[,.]?310/);
  expect(JSON.parse(json)).toMatchObject({ figures: [] });
  expect(charts).toEqual([]);
  expect(text).toContain('The report is held. No figures are sent.');
});

it('says of an analysis that it is not for sending', () => {
  expect(mail('ANALYSIS').html).toContain('Analysis, not for sending.');
  expect(mail('ANALYSIS').subject).toMatch(/^\[ANALYSIS r1] /);
});

it('writes the subject without figures, and with state, period and scope', () => {
  expect(mail('FINAL').subject).toBe(
    '[FINAL r1] Customer value report - 2026-W47 (16-22 Nov 2026) - Retail EU',
  );
  expect(mail('HELD').subject).toMatch(/^\[HELD] /);
});

it('draws the value curve for both schemes from the bundled font', () => {
  const { charts } = mail('FINAL');
  expect(charts.map(({ name }) => name)).toEqual(['value-curve', 'value-curve-dark']);
  for (const { png } of charts) {
    expect([...png.slice(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(png.length).toBeLessThan(100_000);
  }
});
