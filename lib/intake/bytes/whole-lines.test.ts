import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wholeLines } from './whole-lines.ts';

async function* chunksOf(text: string, length: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function piecesOf(text: string, length: number): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of wholeLines(chunksOf(text, length))) pieces.push(piece.toString());
  return pieces;
}

it.each([
  ['a\nb\nc\n', 100, ['a\n', 'b\nc\n']],
  ['a\nb\nc', 100, ['a\n', 'b\n', 'c\n']],
  ['a\r\nb', 100, ['a\r\n', 'b\r\n']],
  ['ab\ncd\nef\ngh\n', 5, ['ab\n', 'cd\n', 'ef\n', 'gh\n']],
  ['a\rb', 100, ['a\rb']],
  ['a\r\nb', 2, ['a\r\n', 'b\r\n']],
  ['', 100, []],
])('cuts %j, read by %i bytes', async (text, length, pieces) => {
  expect(await piecesOf(text, length)).toEqual(pieces);
});

it('keeps every byte, whatever the chunks', async () => {
  const text = fc.stringMatching(/^[ab\r\n]{0,30}$/);
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (original, length) => {
      const all = (await piecesOf(original, length)).join('');
      const ended = /^[^\n]*?(\r?\n)/.exec(original)?.[1] ?? '';
      expect(all).toBe(original.endsWith('\n') ? original : original + ended);
    }),
  );
});
