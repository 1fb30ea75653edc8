import { HtmlValidate } from 'html-validate';
import { expect, it } from 'vitest';
import { inScheme, renderGallery } from './render-gallery.ts';
import { renderIndex } from './render-index.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'no-inline-style': 'off', 'long-title': 'off', 'void-style': 'off' },
});
const messages = async (page: string) =>
  (await validator.validateString(page)).results.flatMap((result) => result.messages);

const index = renderIndex({
  business: 'Retail <EU>',
  runId: '7f3c91',
  asOf: '2026-11-23',
  reports: [
    {
      id: 'weekly',
      scope: {},
      title: 'Customer value report',
      state: 'FINAL',
      period: '2026-W47',
      files: ['weekly/email.html', 'weekly/figures.csv'],
    },
  ],
});

it('links every file of every report from a valid page', async () => {
  expect(await messages(index)).toEqual([]);
  expect(index).toContain('href="weekly/email.html"');
  expect(index).toContain('Every figure, one line each (figures.csv)');
  expect(index).toContain('Retail &#60;EU&#62;');
});

it('shows each mail in two widths and two schemes', async () => {
  const gallery = renderGallery([
    { title: 'Report', audience: 'finance', href: 'weekly/email.html' },
  ]);
  expect(await messages(gallery)).toEqual([]);
  const frames = [...gallery.matchAll(/<iframe src="([^"]+)" width="(\d+)"/g)];
  expect(frames.map(([, source, width]) => `${source} ${width}`)).toEqual([
    'weekly/email.html?scheme=light 700',
    'weekly/email.html?scheme=light 375',
    'weekly/email.html?scheme=dark 700',
    'weekly/email.html?scheme=dark 375',
  ]);
});

it('shows a mail in a scheme whatever the browser prefers', () => {
  expect(inScheme(index, 'dark')).toContain('@media all{');
  expect(inScheme(index, 'light')).toContain('@media not all{');
  expect(inScheme(index, 'dark')).not.toContain('prefers-color-scheme:dark');
});
