import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const FOLDER = 'test/browser/pictures';
/** Where pictures that differ are put, beside what was expected. */
const DIFFERENT = 'out/browser';
/** Share of pixels that may differ: edges of letters, on another version of the browser. */
const MOST_DIFFERENT = 0.01;

/** Shades of grey say whether something moved or lost its contrast, in fewer bytes. */
const inGrey = (png: Buffer): Buffer =>
  PNG.sync.write(PNG.sync.read(png), { colorType: 0, deflateLevel: 9 });

/** Compares a picture with the one reviewed by eye, or keeps it as that one. Null where they are alike. */
export function comparePicture(name: string, screenshot: Buffer, keep: boolean): string | null {
  const png = inGrey(screenshot);
  const path = join(FOLDER, `${name}.png`);
  if (keep) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, png);
    return null;
  }
  if (!existsSync(path))
    return 'there is no picture to compare with: run with --keep and review it';
  const fault = differenceOf(PNG.sync.read(readFileSync(path)), PNG.sync.read(png));
  if (fault === null) return null;
  mkdirSync(DIFFERENT, { recursive: true });
  writeFileSync(join(DIFFERENT, `${name}.png`), png);
  return `${fault}; the new one is ${DIFFERENT}/${name}.png`;
}

function differenceOf(expected: PNG, found: PNG): string | null {
  const { width, height } = expected;
  if (width !== found.width || height !== found.height)
    return `the picture has ${found.width} x ${found.height} pixels, not ${width} x ${height}`;
  const different = pixelmatch(expected.data, found.data, undefined, width, height);
  const share = different / (width * height);
  return share > MOST_DIFFERENT ? `${(100 * share).toFixed(1)} % of the pixels differ` : null;
}
