import { Html, html } from './html.ts';
import { LIGHT } from './palette.ts';
import { styleSheet } from './style-sheet.ts';

/** Fonts of the reader's own device: nothing is fetched. */
const FONTS = "Inter,-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** One column of at most 700 pixels, light and dark. The direction stands on what mail programs keep of a mail too. */
export const shellHtml = (
  { language, title }: { readonly language: string; readonly title: string },
  body: Html,
): string =>
  html`<!DOCTYPE html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Html(styleSheet())}</style>
</head>
<body style="margin:0;background:${LIGHT.page};color:${LIGHT.text}">
<main class="page" dir="ltr" style="box-sizing:border-box;max-width:700px;margin:0 auto;padding:36px 30px;background:${LIGHT.page};color:${LIGHT.text};font-family:${FONTS}">
${body}</main>
</body>
</html>
`.text;
