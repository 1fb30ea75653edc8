import type { ReportDocument, Section } from '../document.ts';
import { blockHtml, type PictureSource, word } from './blocks.ts';
import { type Html, html } from './html.ts';
import { LIGHT } from './palette.ts';
import { shellHtml } from './shell.ts';

/** The whole mail as HTML. `subject` becomes the title. */
export function pageHtml(
  { title, business, state, period, language, sections }: ReportDocument,
  subject: string,
  source: PictureSource,
): string {
  return shellHtml(
    { language, title: subject },
    html`<p class="mu" style="margin:0 0 4px;font-size:14px;color:${LIGHT.muted}">${business}</p>
<h1 style="margin:0 0 6px;font-size:26px;line-height:34px;font-weight:600">${title}</h1>
<p style="margin:0 0 26px;font-size:16px;line-height:24px">${period}${word(state)}</p>
${sections.map((section) => sectionHtml(section, source))}`,
  );
}

const sectionHtml = ({ number, title, blocks }: Section, source: PictureSource): Html =>
  html`<h2 style="margin:30px 0 14px;font-size:18px;line-height:26px;font-weight:600"><span class="ac" style="color:${LIGHT.accent}">${number}</span> ${title}</h2>
${blocks.map((block) => blockHtml(block, source))}`;
