import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

const { resolve } = createRequire(import.meta.url);
const contentOf = (file: string): Uint8Array => new Uint8Array(readFileSync(resolve(file)));

/** Inter, under the SIL Open Font License: the same letters on every machine. */
const FONTS = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'].map((file) =>
  contentOf(`@expo-google-fonts/inter/${file}`),
);

await initWasm(contentOf('@resvg/resvg-wasm/index_bg.wasm'));

/** SVG as PNG, twice its size in pixels for dense screens. Same SVG, same bytes. */
export function rasterise(svg: string): Uint8Array {
  const drawing = new Resvg(svg, {
    font: { fontBuffers: FONTS, defaultFontFamily: 'Inter' },
    fitTo: { mode: 'zoom', value: 2 },
  });
  const image = drawing.render();
  try {
    return image.asPng();
  } finally {
    image.free();
    drawing.free();
  }
}
