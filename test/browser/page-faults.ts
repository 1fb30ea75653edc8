import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import * as z from 'zod';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { numberTokens } from '../gallery/released-numbers.ts';

const LEAST_FONT_PX = 14;

const violations = z.array(z.object({ id: z.string(), nodes: z.array(z.unknown()) }));
const layout = z.object({
  overflow: z.number(),
  smallest: z.number(),
  text: z.string(),
  missing: z.array(z.string()),
});

/**
 * What is wrong with a mail on a page: accessibility, width, figures that are not to be read, and size of type where
 * the mail's own style is left.
 */
export async function pageFaults(
  page: Page,
  mail: RenderedReport,
  { isStyled }: { readonly isStyled: boolean },
): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = violations.parse(
    await page.evaluate(
      "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)",
    ),
  );
  const { overflow, smallest, text, missing } = layout.parse(await page.evaluate(LAYOUT));
  const read = new Set(numberTokens(text));
  const unread = numberTokens(mail.text).filter((token) => !read.has(token));
  return [
    ...found.map(({ id, nodes }) => `axe: ${id} (${nodes.length})`),
    ...(overflow > 0 ? [`${overflow} px wider than the window`] : []),
    ...(isStyled && smallest < LEAST_FONT_PX ? [`type of ${smallest} px`] : []),
    ...missing.map((src) => `picture without alternative text: ${src}`),
    ...(unread.length > 0 ? [`not on the page: ${unread.slice(0, 5).join(', ')}`] : []),
  ];
}

/** Text of pictures counts where pictures are not shown. */
const LAYOUT = `(() => {
  const images = [...document.images];
  const leaves = [...document.querySelectorAll('body *')].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== ''));
  return {
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    smallest: Math.min(...leaves.map((e) => parseFloat(getComputedStyle(e).fontSize))),
    text: document.body.innerText + ' ' + images.map((i) => i.alt).join(' '),
    missing: images.filter((i) => i.alt === '').map((i) => i.src),
  };
})()`;
