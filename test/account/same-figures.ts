import assert from 'node:assert/strict';

/** Two engines add doubles in their own order; everything else is equal to the letter. */
const RELATIVE = 1e-12;

/**
 * Compares two CSV files of figures field by field: text to the letter, numbers to 1e-12. Gives back how many numbers
 * differ in their last digits.
 */
export function sameFigures(sent: string, expected: string): number {
  const [ours, theirs] = [sent.split('\n'), expected.split('\n')];
  assert.equal(ours.length, theirs.length, 'as many figures');
  let unlike = 0;
  for (const [row, line] of ours.entries()) {
    const fields = line.split(',');
    const other = theirs[row]?.split(',') ?? [];
    assert.equal(fields.length, other.length, line);
    for (const [column, field] of fields.entries()) {
      if (field === other[column]) continue;
      const [one, two] = [Number(field || NaN), Number(other[column] || NaN)];
      assert.ok(Math.abs(one - two) <= RELATIVE * Math.abs(two), `${line} is ${theirs[row]}`);
      unlike += 1;
    }
  }
  return unlike;
}
