import { mapReleased, pairReleased, type Released } from '#lib/privacy/released.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import type { RunFile } from './write-files.ts';

/** The files of one report, in a folder named by its id. */
export const reportFiles = (report: Released<RenderedReport>): Released<readonly RunFile[]> =>
  mapReleased(report, ({ id, html, text, json, csv, workbook, charts }) =>
    [
      { path: 'email.html', kind: 'html', content: html },
      { path: 'email.txt', kind: 'text', content: text },
      { path: 'report.json', kind: 'json', content: json },
      { path: 'figures.csv', kind: 'csv', content: csv },
      { path: 'workbook.xlsx', kind: 'xlsx', content: workbook },
      ...charts.map(({ name, png }) => ({
        path: `charts/${name}.png`,
        kind: 'png',
        content: png,
      })),
    ].map((file) => ({ ...file, path: `${id}/${file.path}` })),
  );

/** `models.json`: parameters, intervals and holdout error of the models of purchases, their value and renewals. */
export const modelsFile = (fits: Released<readonly object[]>): Released<readonly RunFile[]> =>
  mapReleased(fits, (models) => [
    { path: 'models.json', kind: 'json', content: `${JSON.stringify(models, null, 2)}\n` },
  ]);

/** `message.eml` of a report: the message as its sender would get it. */
export const messageFile =
  (report: Released<RenderedReport>) =>
  (message: Released<Uint8Array>): Released<readonly RunFile[]> =>
    pairReleased(report, message, ({ id }, content) => [
      { path: `${id}/message.eml`, kind: 'eml', content },
    ]);
