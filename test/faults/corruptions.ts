/** One way to damage a file: which, where (0 to 1), and a number that chooses among variants. */
export interface Corruption {
  readonly kind: number;
  readonly place: number;
  readonly variant: number;
}

const PIECES = [
  ...['"', ',', '\n', '\r', '\r\n', '\0', ';', '\t', '\\', "'", ' ', '-'],
  ...['\uFEFF', 'é', '\u200B', '\x07', '""', ',,', '\n\n'],
];
const TEXTS = [
  ...['', ' ', 'NULL', 'nan', '1e3', '-5', '-0.00', '1,5', '"1,5"', '12.34567', '1e309'],
  ...['a@example.com', '"a""b"', '"a\nb"', '"', '"a', 'a"b', '1.23E+15', 'o1', 'C1', '0', ' 7.5 '],
  ...['é', 'e\u0301', 'eur', 'XXX', ' JPY', '99999999999', '2026-02-29T10:00:00Z', '2026-01-01'],
  ...['1767312000', '2026-01-01T10:00:00+02:00', '2030-01-01T00:00:00Z', '2026-01-01 10:00Z'],
  ...['2026-01-01 10:00:00.1239Z', '2026-01-01T10:00:00+25:00', '1970-01-01T00:00:01Z'],
];

type Damage = (file: Buffer, place: number, variant: number) => Buffer;

type Insert = string | Uint8Array;

const cut = (file: Buffer, at: number, bytes: number) =>
  Buffer.concat([file.subarray(0, at), file.subarray(at + bytes)]);

const insert = (file: Buffer, at: number, bytes: Insert) =>
  Buffer.concat([file.subarray(0, at), Buffer.from(bytes), file.subarray(at)]);

const replace = (file: Buffer, at: number, bytes: Insert) => insert(cut(file, at, 1), at, bytes);

const choose = (texts: readonly string[], variant: number) => texts[variant % texts.length] ?? '';

/** Damage to the byte at a place. */
const onByte =
  (edit: (file: Buffer, at: number, variant: number) => Buffer): Damage =>
  (file, place, variant) =>
    edit(file, Math.floor(place * Math.max(0, file.length - 1)), variant);

/** Damage to the line at a place, taken and given back as Latin-1 so that no byte is lost. */
const onLine =
  (edit: (line: string, variant: number) => readonly string[]): Damage =>
  (file, place, variant) => {
    const lines = file.toString('latin1').split('\n');
    const at = Math.floor(place * Math.max(0, lines.length - 1));
    const edited = edit(lines[at] ?? '', variant).map((line) => Buffer.from(line, 'latin1'));
    lines.splice(at, 1, ...edited.map((line) => line.toString('latin1')));
    return Buffer.from(lines.join('\n'), 'latin1');
  };

const onText =
  (edit: (text: string, variant: number) => string): Damage =>
  (file, _, variant) =>
    Buffer.from(edit(file.toString('latin1'), variant), 'latin1');

const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

const field = (line: string, variant: number, text: string): readonly string[] => {
  const fields = line.split(',');
  return [fields.with(variant % fields.length, latin1(text)).join(',')];
};

export const DAMAGES: readonly Damage[] = [
  onByte((file, at, variant) =>
    replace(file, at, Uint8Array.of((file[at] ?? 0) ^ (1 << (variant % 8)))),
  ),
  onByte((file, at, variant) => replace(file, at, Uint8Array.of(variant % 256))),
  onByte((file, at) => cut(file, at, 1)),
  onByte((file, at, variant) => cut(file, at, variant % 80)),
  onByte((file, at, variant) => insert(file, at, choose(PIECES, variant))),
  onByte((file, at, variant) => replace(file, at, choose(PIECES, variant))),
  onByte((file, at, variant) =>
    insert(file, at, file.subarray(variant % file.length).subarray(0, 90)),
  ),
  onByte((file, at) => file.subarray(0, at)),
  onByte((file, at) => insert(cut(file, at, 2), at, file.subarray(at, at + 2).toReversed())),
  onLine(() => []),
  onLine((line) => [line, line]),
  onLine((line) => ['', line]),
  onLine((line) => [`${line},`]),
  onLine((line) => [`${line}\r`]),
  onLine((line) => [` ${line} `]),
  onLine((line) => [line.replaceAll(',', ';')]),
  onLine((line) => [`"${line}"`]),
  onLine((line) => [
    line
      .split(',')
      .map((text) => `"${text}"`)
      .join(),
  ]),
  onLine((line) => [line.split(',').reverse().join()]),
  onLine((line, variant) => [
    line.slice(0, variant % (line.length + 1)),
    line.slice(variant % (line.length + 1)),
  ]),
  onLine((line, variant) => field(line, variant, choose(TEXTS, variant >> 3))),
  onLine((line, variant) => field(line, variant, choose(TEXTS, variant >> 3))),
  onLine((line, variant) => field(line, variant, choose(TEXTS, variant >> 3))),
  onLine((line) => [line.replace(/\.50/, '.51')]),
  onText((text) => text.replaceAll('\n', '\r\n')),
  onText((text) => text.replaceAll('\n', '\r')),
  onText((text) => `${text}\n\n`),
  onText((text) => text.trimEnd()),
  onText((text) => `${latin1('\uFEFF')}${text}`),
  onText((text) => text.replace(/^[^\n]*/, (header) => header.toUpperCase())),
  onText((text) => text.replace(/^[^\n]*\n/, '')),
  onText((text) => text.replaceAll('EUR', 'eur')),
];

/** A file damaged by each corruption in turn. */
export const corrupted = (file: Buffer, corruptions: readonly Corruption[]): Buffer =>
  corruptions.reduce(
    (damaged, { kind, place, variant }) =>
      DAMAGES[kind % DAMAGES.length]?.(damaged, place, variant) ?? damaged,
    file,
  );
