import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

const resolve = createRequire(import.meta.url).resolve;

/** Inter, under the SIL Open Font License: the same letters on every machine. */
const FONT_FILES = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'].map(
  (file) => resolve(`@expo-google-fonts/inter/${file}`),
);

/** SVG as PNG, twice its size in pixels for dense screens. Same SVG, same bytes. */
export const rasterise = (svg: string): Uint8Array =>
  new Uint8Array(
    new Resvg(svg, {
      font: { loadSystemFonts: false, fontFiles: FONT_FILES, defaultFontFamily: 'Inter' },
      fitTo: { mode: 'zoom', value: 2 },
    })
      .render()
      .asPng(),
  );
