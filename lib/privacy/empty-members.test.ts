import { expect, it } from 'vitest';
import { emptyMembers } from './empty-members.ts';
import { countCell, withheldBy } from './gate/tables.fixture.ts';

const all = countCell({}, 24);
const [irish, french] = [countCell({ country: 'IE' }, 14), countCell({ country: 'FR' }, 10)];
const search = countCell({ channel: 'search' }, 24);
const email = countCell({ channel: 'email' }, 0, { behavioural: true });
const atoms = [countCell({ atom: 'search|IE' }, 14), countCell({ atom: 'search|FR' }, 10)];
const [ofIrish = '', ofFrench = ''] = atoms.map(({ key }) => key);
const printed = [all, irish, french, search, email];
const given = {
  cells: [...printed, ...atoms],
  equations: [
    { total: all.key, parts: [irish.key, french.key] },
    { total: all.key, parts: [search.key, email.key] },
    { total: irish.key, parts: [ofIrish] },
    { total: french.key, parts: [ofFrench] },
    { total: search.key, parts: [ofIrish, ofFrench] },
  ],
};
const schemes = ['channel', 'country'];
const printable = new Set(printed.map(({ key }) => key));
const completed = (schemesOf = schemes, from = given) => {
  const added = emptyMembers(from, schemesOf);
  return {
    cells: [...from.cells, ...added.cells],
    equations: [...from.equations, ...added.equations],
    printable,
  };
};

it('leaves open who is in a member without anybody', async () => {
  const added = emptyMembers(given, schemes);
  expect(added.cells.map(({ scope, total }) => [scope, total])).toEqual([
    [{ atom: '{"channel":"email","country":"IE"}' }, 0],
    [{ atom: '{"channel":"email","country":"FR"}' }, 0],
  ]);
  const withheld = await withheldBy(completed());
  expect(withheld).toContain('customers email');
  expect(withheld.filter((name) => /^customers( search)?$/.test(name))).not.toEqual([]);
});

it('is what keeps the gate from refusing: else the structure would say that nobody is', async () => {
  await expect(withheldBy({ ...given, printable })).rejects.toThrow('AUDIT_FAILED');
});

it('gives a member that another measure knows a cell and a part of the total', async () => {
  const danes = countCell({ country: 'DK' }, 30, { measure: 'known' });
  const behaved = given.cells.map((cell) => ({ ...cell, behavioural: true }));
  const from = { cells: [...behaved, danes], equations: given.equations };
  const { cells, equations } = emptyMembers(from, schemes);
  const missing = cells.find(({ scope }) => scope['country'] === 'DK');
  expect(missing).toMatchObject({ measure: 'customers', total: 0, behavioural: true });
  expect(equations).toContainEqual({
    total: all.key,
    parts: [irish.key, french.key, missing?.key],
  });
  const withheld = await withheldBy(completed(schemes, from));
  expect(withheld.filter((name) => /^customers( (IE|FR))?$/.test(name))).not.toEqual([]);
});

it('adds nothing where nobody is missing, and nothing of what is no scheme', () => {
  const whole = { ...given, cells: given.cells.filter((cell) => cell !== email) };
  const sound = {
    cells: whole.cells,
    equations: given.equations.filter(({ parts }) => !parts.includes(email.key)),
  };
  expect(emptyMembers(sound, schemes).cells).toEqual([]);
  expect(emptyMembers(given, []).cells).toEqual([]);
});

it('gives a member that has a row and no cell anywhere the same', () => {
  const { cells } = emptyMembers(given, schemes, [{ country: 'MT' }]);
  expect(cells.map(({ scope }) => scope['country'])).toContain('MT');
});
