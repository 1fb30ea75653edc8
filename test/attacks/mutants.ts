import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import * as z from 'zod';
import { limitConcurrency } from '#lib/warehouse/limit-concurrency.ts';

/** A change to the gate that must let at least one attack through. */
interface Mutant {
  readonly name: string;
  readonly changes: readonly {
    readonly file: string;
    readonly from: string;
    readonly to: string;
  }[];
}

const GATE = 'lib/privacy/gate';
const LEDGER = 'lib/privacy/ledger/release-ledger.ts';

/** The last audit refuses what a mutant would let out, as it is there to do: so each goes without it. */
const UNAUDITED = {
  file: `${GATE}/protect.ts`,
  from: "if (!isSafe(system, withholding, rules)) throw new GateRefusal('AUDIT_FAILED');",
  to: 'isSafe;',
};

const MUTANTS: readonly Mutant[] = [
  {
    name: 'no secondary suppression',
    changes: [
      UNAUDITED,
      {
        file: `${GATE}/protect.ts`,
        from: 'for (const home of guarded) suppress(home, withholding);\n    hideResiduals(guarded, withholding, policy);',
        to: 'suppress; hideResiduals;',
      },
    ],
  },
  {
    name: 'the last release only',
    changes: [
      {
        file: LEDGER,
        from: 'firstOf(records.flatMap(({ frozen })',
        to: 'firstOf(records.slice(-1).flatMap(({ frozen })',
      },
      {
        file: LEDGER,
        from: 'records.flatMap(({ hidden }) => hidden.map(',
        to: 'records.flatMap(({ hidden, frozen }) => [...hidden, ...frozen.map(({ cell }) => cell)].map(',
      },
      {
        file: LEDGER,
        from: '...figuresOf(records),',
        to: '...figuresOf(records.slice(-1)),',
      },
    ],
  },
  {
    name: 'a loose tolerance',
    changes: [
      UNAUDITED,
      {
        file: `${GATE}/alternative.ts`,
        from: 'const TOLERANCE = 1e-8;',
        to: 'const TOLERANCE = 1;',
      },
    ],
  },
  {
    name: 'unlinked rates',
    changes: [
      {
        file: 'lib/privacy/run-system.ts',
        from: 'measured.flatMap((part) => part.equations)',
        to: `measured.flatMap((part) => part.equations).filter(({ parts }) => !parts.some((part) => /"(inactive|single-order|returning)-/.test(part)))`,
      },
    ],
  },
  {
    name: 'weeks and months that share no days',
    changes: [
      {
        file: 'lib/metrics/new-customers/weeks-of-cohorts.ts',
        from: 'const sums = [...cohorts, ...weeks]',
        to: 'const sums = [...cohorts, ...weeks].slice(0, 0)',
      },
    ],
  },
  {
    name: 'public zeros',
    changes: [
      {
        file: `${GATE}/primary.ts`,
        from: 'customers < k && (customers > 0 || behavioural)',
        to: 'customers < k && customers > 0',
      },
      {
        file: `${GATE}/primary.ts`,
        from: 'if (cell.customers === 0) return cell.behavioural ? { down: 0, up: 1 } : undefined;',
        to: 'if (cell.customers === 0) return undefined;',
      },
    ],
  },
  {
    name: 'fixed totals',
    changes: [
      UNAUDITED,
      {
        file: `${GATE}/protect.ts`,
        from: 'const published = withholding.published();\n  isSafe;',
        to: 'const published = withholding.published();\n  for (const key of system.printable) if (JSON.parse(key).length === 2 && !doubts.has(key)) published.add(key);',
      },
    ],
  },
];

const run = promisify(execFile);
const scores = z.record(z.string(), z.int());

/** Changes a copy of this project, attacks it, and gives what each attack recovered. */
async function attacked({ changes }: Pick<Mutant, 'changes'>): Promise<Record<string, number>> {
  const copy = mkdtempSync(join(tmpdir(), 'tenure-mutant-'));
  try {
    for (const part of ['lib', 'test', 'package.json'])
      cpSync(part, join(copy, part), { recursive: true });
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
    for (const { file, from, to } of changes) {
      const path = join(copy, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file}: nothing like ${JSON.stringify(from)}`);
      writeFileSync(path, text.replace(from, to));
    }
    const program = ['--import', './lib/cli/typescript-loader.mjs', 'test/attacks/recovered.ts'];
    const { stdout } = await run(process.execPath, program, { cwd: copy });
    return scores.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`);

const hits = (found: Record<string, number>): string =>
  Object.entries(found)
    .filter(([, recovered]) => recovered > 0)
    .map(([name, recovered]) => `${name} ${recovered}`)
    .join(', ');

const { values: asked } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const outcome = { passed: 0, failed: 0 };
function judge(name: string, found: string, held: boolean): void {
  outcome[held ? 'passed' : 'failed'] += 1;
  say(`${held ? ' ' : '!'} ${name}: ${found || 'nothing recovered'}`);
}

/** As many at once as there are cores; what they find is said in order. */
const limited = limitConcurrency(availableParallelism());
const chosen = MUTANTS.filter((mutant) => mutant.name.includes(asked.only));
const all = [{ name: 'the gate as it is', changes: [] }, ...chosen].map(({ name, changes }) => ({
  name,
  isMutant: changes.length > 0,
  found: limited(() => attacked({ changes })).then(hits),
}));
for (const { name, isMutant, found } of all)
  judge(name, await found, isMutant === ((await found) !== ''));
say(`${outcome.passed} passed, ${outcome.failed} failed`);
process.exitCode = outcome.failed === 0 ? 0 : 1;
