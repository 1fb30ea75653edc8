import { isDeepStrictEqual } from 'node:util';
import { type Cell, type CellKey, cellKey, type Equation } from '../cell.ts';
import type { Doubt } from '../gate/primary.ts';
import type { CellSystem } from '../gate/system.ts';
import type { DisclosurePolicy } from '../policy.ts';
import type { ReleaseLedger } from './release-ledger.ts';

/** Statistics of what each customer's contribution to a cell has changed by since it was released. */
export type Increment = Pick<Cell, 'customers' | 'total' | 'largest' | 'absolute'>;

/** What a correcting release knows of the customers behind its changes, by the key of the changed cell. */
export interface Correction {
  readonly increments: ReadonlyMap<CellKey, Increment>;
}

/** A cell that a correction tells or withholds anew, and the key by which its new numbers are known. */
export interface RevisedCell {
  readonly cell: CellKey;
  readonly as: CellKey;
}

/** A draft in the keys of the ledger. */
export interface RevisedDraft {
  /** What the run measured. */
  readonly own: CellSystem;
  /** The same with what lies between revisions: new = released + increment. */
  readonly whole: CellSystem;
  /** The increments alone. */
  readonly between: readonly Cell[];
  readonly revised: readonly RevisedCell[];
  /** The ledger's key of a cell's newest numbers. */
  readonly keyOf: (key: CellKey) => CellKey;
}

/** Whether two cells say the same; which count a sum belongs to changes its key when the count is corrected. */
export const sameNumbers = (a: Cell, b: Cell): boolean =>
  isDeepStrictEqual({ ...a, key: '', countKey: '' }, { ...b, key: '', countKey: '' });

/**
 * A draft as the ledger knows its cells: by their newest revision. In a correcting release every cell whose numbers have
 * changed becomes a cell of its own beside the released one, and what lies between them a hidden third (release standard
 * 5.8): where nobody can say how many customers it is of, it counts as one's, so that the new numbers are withheld.
 */
export function onLedger(
  draft: CellSystem,
  ledger: ReleaseLedger,
  policy: DisclosurePolicy,
): RevisedDraft {
  const changes = changesOf(draft, ledger);
  const moved = new Map(changes.map(({ now, as }) => [now.key, as]));
  const keyOf = (key: CellKey): CellKey => moved.get(key) ?? newestOf(key, ledger);
  const between = changes.flatMap((change) => incrementsOf(change, ledger, policy));
  const own: CellSystem = {
    cells: draft.cells.map((cell) => renamed(cell, keyOf)),
    equations: draft.equations.map(({ total, parts }) => ({
      total: keyOf(total),
      parts: parts.map(keyOf),
    })),
    printable: new Set([...draft.printable].map(keyOf)),
  };
  const cells = between.map(({ cell }) => cell);
  return {
    own,
    whole: {
      cells: [...own.cells, ...cells],
      equations: [...own.equations, ...between.map(({ equation }) => equation)],
      printable: own.printable,
      differences: new Map(
        between.flatMap(({ cell, doubt }) => (doubt === null ? [] : [[cell.key, doubt] as const])),
      ),
    },
    between: cells,
    revised: changes.map(({ now, as }) => ({ cell: now.key, as })),
    keyOf,
  };
}

const newestOf = (key: CellKey, { revisions }: ReleaseLedger): CellKey =>
  revisions.get(key)?.at(-1) ?? key;

const renamed = (cell: Cell, keyOf: (key: CellKey) => CellKey): Cell => ({
  ...cell,
  key: keyOf(cell.key),
  countKey: cell.countKey === null ? null : keyOf(cell.countKey),
});

interface Change {
  /** Every earlier revision, the newest last. */
  readonly before: readonly Cell[];
  readonly now: Cell;
  readonly as: CellKey;
}

function changesOf({ cells }: CellSystem, ledger: ReleaseLedger): Change[] {
  if (ledger.correction === undefined) return [];
  const mark = `c${ledger.corrections + 1}`;
  const current = new Map(cells.map((cell) => [cell.key, cell]));
  return [...current.values()].flatMap((now) => {
    const keys = [now.key, ...(ledger.revisions.get(now.key) ?? [])];
    const before = keys.flatMap(
      (key) => ledger.frozen.get(key)?.cell ?? ledger.hidden.get(key) ?? [],
    );
    const newest = before.at(-1);
    if (newest === undefined || sameNumbers(newest, now)) return [];
    return [{ before, now, as: `${now.key} ${mark}` }];
  });
}

interface Step {
  readonly before: Cell;
  readonly now: Cell;
  readonly as: CellKey;
  readonly known: Increment | undefined;
}

interface Between {
  readonly cell: Cell;
  /** Null where the rules judge the cell by the customers that it is of. */
  readonly doubt: Doubt | null;
  readonly equation: Equation;
}

/** Readers kept every earlier revision; how many customers are behind a change is known of the newest alone. */
const incrementsOf = (
  { before, now, as }: Change,
  { correction }: ReleaseLedger,
  policy: DisclosurePolicy,
): Between[] =>
  before.map((one) => {
    const known = one === before.at(-1) ? correction?.increments.get(now.key) : undefined;
    const between = incrementOf({ before: one, now, as, known }, policy);
    const equation = { total: as, parts: [one.key, between.cell.key] };
    return { ...between, equation };
  });

function incrementOf(
  { before, now, as, known }: Step,
  { k }: DisclosurePolicy,
): Omit<Between, 'equation'> {
  const total = now.total - before.total;
  const size = Math.abs(total);
  const own = {
    key: cellKey(`increment ${before.key} ${as}`, now.period, now.scope),
    measure: 'increment',
    period: now.period,
    scope: now.scope,
    kind: 'sum',
    signed: true,
    behavioural: false,
    countKey: null,
  } as const;
  if (known?.total === total) return { cell: { ...own, ...known }, doubt: null };
  const distance = now.kind === 'count' ? k : Math.max(1, size);
  const ofOne = { customers: 1, total, largest: [size, 0], absolute: size } as const;
  return { cell: { ...own, ...ofOne }, doubt: { down: distance, up: distance } };
}
