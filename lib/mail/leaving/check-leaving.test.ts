import { beforeAll, describe, expect, it } from 'vitest';
import { mapReleased, openReleased, type Released } from '#lib/privacy/released.ts';
import { renderReport } from '#lib/rendering/render-report.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { writeWorkbook } from '#lib/rendering/workbook/write-xlsx.ts';
import { fixtureReport } from '../../../test/gallery/fixture-report.ts';
import { sealed } from '../../../test/gallery/sealed-report.ts';
import { parseAddress } from '../address.ts';
import { checkLeaving } from './check-leaving.ts';
import { composeToLeave } from './compose-to-leave.ts';

const TO = 'finance@example.com';
const PARTIES = { from: parseAddress('reports@example.com'), to: parseAddress(TO) };
const OPTIONS = { mailKey: () => 'weekly/2026-W47/r1', from: 'reports@example.com' };

const rendered = async (state: 'FINAL' | 'PROVISIONAL' | 'HELD', locale = 'en-IE') => {
  const report = fixtureReport(state);
  return renderReport(await sealed({ ...report, head: { ...report.head, locale } }), OPTIONS);
};

describe('what was released leaves', () => {
  it.each(['FINAL', 'PROVISIONAL', 'HELD'] as const)('in state %s', async (state) => {
    const mime = openReleased(await composeToLeave(await rendered(state), TO));
    expect(mime.byteLength).toBeGreaterThan(5000);
  });

  it.each(['de-DE', 'fr-FR', 'de-CH', 'en-IN', 'pl-PL', 'ar-EG'])(
    'in the words of %s',
    async (locale) => {
      await composeToLeave(await rendered('FINAL', locale), TO);
    },
  );
});

let report: Released<RenderedReport>;
beforeAll(async () => {
  report = await rendered('FINAL');
});
const changed = (change: (rendered: RenderedReport) => Partial<RenderedReport>) =>
  mapReleased(report, (before) => ({ ...before, ...change(before) }));
const inHtml = (text: string) =>
  changed(({ mail }) => ({
    mail: { ...mail, html: mail.html.replace('</body>', `${text}</body>`) },
  }));
const inCsv = (text: string) => changed(({ csv }) => ({ csv: `${csv}x,${text}\n` }));
const leaves = (other: Released<RenderedReport>) => composeToLeave(other, TO);
const characters = (text: string) => [...text].map((digit) => `&#${digit.charCodeAt(0)};`).join('');

const PLACES: readonly (readonly [string, (number: string) => Released<RenderedReport>])[] = [
  ['the text', (number) => changed(({ text }) => ({ text: `${text}${number}` }))],
  ['the subject', (number) => changed(({ subject }) => ({ subject: `${subject} ${number}` }))],
  ['the page', (number) => inHtml(`<p>${number}</p>`)],
  ['the words for a picture', (number) => inHtml(`<img src="x" alt="${number}">`)],
  ['the page, written as characters', (number) => inHtml(`<p>${characters(number)}</p>`)],
  ['the table', inCsv],
];

describe('a number that was not released stays', () => {
  it.each(PLACES)('in %s', async (_, put) => {
    const code = { code: 'NUMBER_NOT_RELEASED' };
    for (const number of ['4711.03', '98,765,432', '31.07 %'])
      await expect(leaves(put(number))).rejects.toMatchObject(code);
  });

  it('in the workbook, as a number or a text', async () => {
    for (const cell of [
      { value: 4711.03, numberFormat: '0', bold: false },
      { value: 'of 4,711', numberFormat: null, bold: false },
    ]) {
      const workbook = await writeWorkbook([{ name: 'Sheet', rows: [[cell]] }], new Date(0));
      await expect(leaves(changed(() => ({ workbook })))).rejects.toMatchObject({
        code: 'NUMBER_NOT_RELEASED',
      });
    }
  });
});

it('leaves where a workbook writes what is next to nothing with an exponent', async () => {
  const cell = { value: 4.71103e-9, numberFormat: '0', bold: false };
  const workbook = await writeWorkbook([{ name: 'Sheet', rows: [[cell]] }], new Date(0));
  const beside = (difference: number) =>
    leaves(
      changed(({ json }) => ({
        workbook,
        json: JSON.stringify({ ...JSON.parse(json), difference }),
      })),
    );
  await beside(4.71103e-9);
  await expect(beside(4.71203e-9)).rejects.toMatchObject({ code: 'NUMBER_NOT_RELEASED' });
});

describe('what is no part of a report stays', () => {
  it.each([
    ['an address', 'jane.doe+1@mail.example.org', 'STRANGE_ADDRESS'],
    ['a pseudonym', 'a3f1c09be7d25548a3f1c09be7d25548', 'IDENTIFIER'],
    ['a UUID', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'IDENTIFIER'],
  ])('such as %s, where no reader looks too', async (_, text, code) => {
    await expect(leaves(inHtml(`<!-- ${text} -->`))).rejects.toMatchObject({ code });
    await expect(leaves(inCsv(text))).rejects.toMatchObject({ code });
  });

  const FAULTS: readonly (readonly [string, string | RegExp, string])[] = [
    ['ATTACHMENT_TYPE', 'Content-Type: image/png', 'Content-Type: image/svg+xml'],
    ['ATTACHMENT_TYPE', 'Content-Type: image/png', 'Content-Type: text/html'],
    ['ATTACHMENT_TYPE', 'iVBORw0KGgo', 'aVBORw0KGgo'],
    ['ATTACHMENT_NAME', /value-curve\.png/g, 'curve.png.exe'],
    ['ATTACHMENT_NAME', /=value-curve\.png/g, '="jane doe.png"'],
    ['UNREADABLE', 'quoted-printable', 'x-other'],
    ['UNREADABLE', /--\r\n\s*$/, ''],
  ];
  it.each(FAULTS)('%s: %s as %s', async (code, part, other) => {
    const mime = Buffer.from(openReleased(await composeToLeave(report, TO))).toString('latin1');
    const check = (text: string) => () =>
      checkLeaving(Buffer.from(text, 'latin1'), openReleased(report), PARTIES);
    expect(check(mime)).not.toThrow();
    expect(check(mime.replace(part, other))).toThrow(expect.objectContaining({ code }));
  });

  it('such as a workbook that cannot be read', async () => {
    const workbook = new Uint8Array([0x50, 0x4b, ...Array(40).fill(7)]);
    await expect(leaves(changed(() => ({ workbook })))).rejects.toMatchObject({
      code: 'UNREADABLE',
    });
  });

  it('and is not quoted by the error', async () => {
    const strange = leaves(changed(({ text }) => ({ text: `${text} 987.61 of jane@example.org` })));
    await expect(strange).rejects.not.toThrow(/jane|987/);
  });
});
