import { parseArgs } from 'node:util';
import type { Browser, Page } from 'puppeteer-core';
import { comparePicture } from './compare-picture.ts';
import { renderVariant, writeMail } from './mail-page.ts';
import { chromiumPath, openBrowser } from './open-browser.ts';
import { pageFaults } from './page-faults.ts';
import { VARIANTS, type Variant } from './variants.ts';
import { libreOfficePath, workbookFaults } from './workbook-in-libreoffice.ts';

/** A quarter of the size is enough to see that something moved, and keeps the pictures small. */
const SCALE = 0.25;

const { values } = parseArgs({
  options: { required: { type: 'boolean' }, keep: { type: 'boolean' } },
});
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function open(browser: Browser, { width, scheme, program }: Variant): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900, deviceScaleFactor: SCALE });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  if (program === 'images blocked') {
    await page.setRequestInterception(true);
    page.on('request', (request) =>
      request.resourceType() === 'image' ? request.abort() : request.continue(),
    );
  }
  return page;
}

async function faultsOf(browser: Browser, variant: Variant): Promise<string[]> {
  const mail = await renderVariant(variant);
  const page = await open(browser, variant);
  try {
    await page.goto(await writeMail(mail, variant));
    const png = Buffer.from(await page.screenshot({ fullPage: true }));
    const picture = comparePicture(variant.name, png, values.keep === true);
    const isStyled = variant.program !== 'styles removed';
    const faults = await pageFaults(page, mail, { isStyled });
    return picture === null ? faults : [...faults, picture];
  } finally {
    await page.close();
  }
}

type Result = readonly [name: string, faults: readonly string[]];

async function mailResults(path: string): Promise<Result[]> {
  const browser = await openBrowser(path);
  const results: Result[] = [];
  try {
    for (const variant of VARIANTS) results.push([variant.name, await faultsOf(browser, variant)]);
  } finally {
    await browser.close();
  }
  return results;
}

/** What a program that is not there would have shown: nothing, or a fault where it must be there. */
function notShown(name: string, install: string): Result[] {
  say(`${name}: not shown, for want of a program: ${install}`);
  return values.required ? [[name, [install]]] : [];
}

async function main(): Promise<void> {
  const [chromium, office] = [chromiumPath(), libreOfficePath()];
  const results: Result[] = [
    ...(chromium === null
      ? notShown('the mail', 'apt-get install chromium')
      : await mailResults(chromium)),
    ...(office === null
      ? notShown('the workbook', 'apt-get install libreoffice-calc-nogui')
      : [['the workbook in LibreOffice', await workbookFaults(office)] as const]),
  ];
  for (const [name, faults] of results)
    say(
      `${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}${faults.map((f) => `\n     ${f}`).join('')}`,
    );
  const failed = results.filter(([, faults]) => faults.length > 0).length;
  say(`${results.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

await main();
