import { type Html, html } from './html/html.ts';
import { DARK_QUERY } from './html/style-sheet.ts';

/** A rendered mail that the gallery shows. */
export interface GalleryMail {
  readonly title: string;
  /** Who gets it, and in which locale. */
  readonly audience: string;
  /** Address of its HTML, relative to the gallery. `?scheme=light` or `dark` is added: see `inScheme`. */
  readonly href: string;
}

/** The mail as a reader with this scheme sees it, whatever the browser that shows the gallery prefers. */
export const inScheme = (mail: string, scheme: Scheme): string =>
  mail.replace(DARK_QUERY, scheme === 'dark' ? '@media all' : '@media not all');

export type Scheme = (typeof SCHEMES)[number];

const WIDTHS = [700, 375] as const;
const SCHEMES = ['light', 'dark'] as const;

/** Every mail in both widths and both schemes, side by side, for a review by eye. */
export const renderGallery = (mails: readonly GalleryMail[]): string =>
  html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery of rendered mails</title>
<style>body{margin:0;padding:24px;background:#d9dee2;color:#1b2731;font:15px/22px -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}section{margin:0 0 40px}.row{display:flex;gap:20px;overflow-x:auto}figure{margin:0;flex:none}figcaption{margin:0 0 6px}iframe{display:block;height:900px;border:0;border-radius:8px}</style>
</head>
<body>
<h1>Rendered mails</h1>
${mails.map(mail)}</body>
</html>
`.text;

const mail = ({ title, audience, href }: GalleryMail): Html =>
  html`<section><h2>${title}, ${audience}</h2><div class="row">${SCHEMES.flatMap((scheme) =>
    WIDTHS.map((width) => frame({ name: `${title}, ${audience}`, href }, scheme, width)),
  )}</div></section>
`;

const frame = (
  { name, href }: { readonly name: string; readonly href: string },
  scheme: Scheme,
  width: number,
): Html =>
  html`<figure><figcaption>${width} px, ${scheme}</figcaption><iframe src="${`${href}?scheme=${scheme}`}" width="${width}" title="${name}, ${width} pixels, ${scheme}"></iframe></figure>`;
