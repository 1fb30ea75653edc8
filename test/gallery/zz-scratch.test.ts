import { mkdirSync, writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { openReleased } from '#lib/privacy/released.ts';
import { renderReport } from '#lib/rendering/render-report.ts';
import { fixtureReport } from './fixture-report.ts';
import { sealed } from './sealed-report.ts';

it('writes', async () => {
  for (const state of ['FINAL', 'PROVISIONAL', 'HELD', 'ANALYSIS'] as const) {
    const r = openReleased(
      await renderReport(await sealed(fixtureReport(state)), {
        mailKey: 'k',
        from: 'reports@example.com',
      }),
    );
    mkdirSync(`/tmp/gal/${state}/charts`, { recursive: true });
    writeFileSync(`/tmp/gal/${state}/email.html`, r.html);
    writeFileSync(`/tmp/gal/${state}/email.txt`, r.text);
    writeFileSync(`/tmp/gal/${state}/figures.csv`, r.csv);
    writeFileSync(`/tmp/gal/${state}/report.json`, r.json);
    writeFileSync(`/tmp/gal/${state}/workbook.xlsx`, r.workbook);
    for (const c of r.charts) writeFileSync(`/tmp/gal/${state}/charts/${c.name}.png`, c.png);
    console.log(
      state,
      r.subject,
      Buffer.byteLength(r.html),
      r.charts.map((c) => c.png.length),
    );
  }
});
