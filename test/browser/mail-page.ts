import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openReleased } from '#lib/privacy/released.ts';
import { renderReport } from '#lib/rendering/render-report.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { fixtureReport } from '../gallery/fixture-report.ts';
import { sealed } from '../gallery/sealed-report.ts';
import type { Variant } from './variants.ts';

const OPTIONS = { mailKey: () => 'weekly/2026-W47/r1', from: 'reports@example.com' };

/** The report of the gallery in a state and a locale, rendered. */
export async function renderVariant({ state, locale }: Variant): Promise<RenderedReport> {
  const report = fixtureReport(state);
  const localised = { ...report, head: { ...report.head, locale } };
  return openReleased(await renderReport(await sealed(localised), OPTIONS));
}

/** Writes a mail and its pictures into a folder of their own, as a mail program would show it; gives its address. */
export async function writeMail(mail: RenderedReport, { program }: Variant): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tenure-browser-'));
  await mkdir(join(folder, 'charts'));
  for (const { name, png } of mail.charts)
    writeFileSync(join(folder, 'charts', `${name}.png`), png);
  writeFileSync(join(folder, 'mail.html'), shown(mail.html, program));
  return pathToFileURL(join(folder, 'mail.html')).href;
}

function shown(html: string, program: Variant['program']): string {
  if (program === 'styles removed')
    return html
      .replace(/<style>.*?<\/style>/s, '')
      .replaceAll(/ (style|class|bgcolor)="[^"]*"/g, '');
  const own = html.replace('<style>', `<style>${FONTS}`);
  return program === 'right to left' ? insideRightToLeft(own) : own;
}

/** A mail program of a right-to-left language puts the mail into a page of its own. */
const insideRightToLeft = (html: string): string =>
  html
    .replace(/<html lang="([^"]+)" dir="ltr">/, '<html lang="$1" dir="rtl">')
    .replace(/(<body[^>]*>)/, '$1<div dir="rtl" style="text-align:right">')
    .replace('</body>', '</div></body>');

const font = (weight: number, file: string): string => {
  const path = resolve(`node_modules/@expo-google-fonts/inter/${file}`);
  const bytes = readFileSync(path).toString('base64');
  return `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/ttf;base64,${bytes})}`;
};

/** The first font of the mail, so that pictures are the same on machines with other fonts. */
const FONTS = [
  font(400, '400Regular/Inter_400Regular.ttf'),
  font(600, '600SemiBold/Inter_600SemiBold.ttf'),
].join('');
