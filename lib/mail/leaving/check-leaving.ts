import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import type { Address } from '../address.ts';
import { archiveTexts } from './archive-texts.ts';
import { type MimePart, readMessage } from './mime-parts.ts';
import { NotFitToLeaveError } from './not-fit-to-leave-error.ts';
import { ReleasedNumbers } from './released-numbers.ts';

/** Attachments that a report has: type, end of the file name, first bytes. */
const ATTACHMENTS = [
  { type: 'image/png', ending: '.png', magic: '89504e470d0a1a0a' },
  {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: '.xlsx',
    magic: '504b',
  },
  { type: 'text/csv', ending: '.csv', magic: '' },
] as const;
const BODIES: ReadonlySet<string> = new Set(['text/plain', 'text/html']);
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/;

const ADDRESS = /[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g;
/** UUIDs, digests and pseudonyms. */
const IDENTIFIER =
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-|\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{16,}\b/i;

/** Whom a message may name. */
interface Parties {
  readonly from: Address;
  readonly to: Address;
}

/**
 * Reads a composed message again from its final bytes and holds it against the released report: types and names of
 * attachments, addresses, identifiers, and every number in subject, texts, tables and workbook, hidden sheets too.
 * Throws `NotFitToLeaveError`: then nothing may be claimed or sent.
 */
export function checkLeaving(
  mime: Uint8Array,
  report: Pick<RenderedReport, 'json'>,
  { from, to }: Parties,
): void {
  const { subject, parts } = readMessage(mime);
  const read = parts.map(readPart);
  const known = new Set([from, to].map((address) => address.toLowerCase()));
  for (const text of [subject, ...read.flatMap(({ all }) => all)]) {
    if ((text.match(ADDRESS) ?? []).some((address) => !known.has(address.toLowerCase())))
      throw new NotFitToLeaveError('STRANGE_ADDRESS');
    if (IDENTIFIER.test(text)) throw new NotFitToLeaveError('IDENTIFIER');
  }
  const released = numbersOf(report);
  const shown = [subject, ...read.flatMap((part) => part.shown)];
  if (!shown.every((text) => released.covers(text)))
    throw new NotFitToLeaveError('NUMBER_NOT_RELEASED');
}

const numbers = new WeakMap<object, ReleasedNumbers>();

/** Worked out once for all recipients of a report. */
function numbersOf(report: Pick<RenderedReport, 'json'>): ReleasedNumbers {
  const found = numbers.get(report) ?? new ReleasedNumbers(report.json);
  numbers.set(report, found);
  return found;
}

interface ReadPart {
  /** Everything that the part says, also where no reader looks. */
  readonly all: readonly string[];
  /** What a reader sees. */
  readonly shown: readonly string[];
}

/** Throws on a part that no report has. */
function readPart({ type, fileName, content }: MimePart): ReadPart {
  if (fileName === null && BODIES.has(type)) {
    const text = content.toString('utf8');
    return { all: [text], shown: [type === 'text/html' ? visible(text) : text] };
  }
  const kind = ATTACHMENTS.find((known) => known.type === type);
  if (kind === undefined || !content.toString('hex', 0, 8).startsWith(kind.magic))
    throw new NotFitToLeaveError('ATTACHMENT_TYPE');
  if (fileName === null || !FILE_NAME.test(fileName) || !fileName.endsWith(kind.ending))
    throw new NotFitToLeaveError('ATTACHMENT_NAME');
  const cells = cellsOf(kind.ending, content);
  return { all: [fileName, ...cells], shown: [fileName, ...cells] };
}

function cellsOf(
  ending: (typeof ATTACHMENTS)[number]['ending'],
  content: Buffer,
): readonly string[] {
  if (ending === '.csv') return content.toString('utf8').split(/[,\r\n]/);
  return ending === '.xlsx' ? workbookTexts(content) : [];
}

const STYLE = /<style\b[^>]*>.*?<\/style>/gs;
const ALT = /<img\b[^>]*? alt="([^"]*)"[^>]*>/g;
const TAG = /<[^>]+>/g;
const NUMERIC = /&#(\d+);/g;
const ENTITY = /&\w+;/g;

/** Text of HTML or XML; a digit may be written as its number. */
const unescaped = (text: string): string =>
  text
    .replaceAll(NUMERIC, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(ENTITY, ' ');

const visible = (html: string): string =>
  unescaped(html.replaceAll(STYLE, ' ').replaceAll(ALT, ' $1 ').replaceAll(TAG, ' '));

const TEXT = /<t\b[^>]*>([^<]*)<\/t>/g;
/** Values that stand in their cell; those of type `s` are places in the list of texts. */
const VALUE = /<c\b(?![^>]* t="s")[^>/]*>(?:(?!<\/c>).)*?<v>([^<]*)<\/v>/gs;

const workbookTexts = (content: Buffer): readonly string[] =>
  [...archiveTexts(content)].flatMap(([name, xml]) =>
    name === 'xl/sharedStrings.xml' || name.startsWith('xl/worksheets/')
      ? [...xml.matchAll(TEXT), ...xml.matchAll(VALUE)].map(([, text = '']) => unescaped(text))
      : [],
  );
