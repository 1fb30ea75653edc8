import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type * as z from 'zod';
import { type Configuration, configurationSchema } from './configuration.ts';
import { didYouMean } from './did-you-mean.ts';
import { knownKeysAt } from './known-keys.ts';

/** A configuration and the folder that its relative paths start from. */
export interface LoadedConfiguration {
  readonly configuration: Configuration;
  readonly directory: string;
}

/** Reads, checks and defaults the file. Throws `ConfigurationError` with every finding: line, value and fix. */
export async function loadConfiguration(file: string): Promise<LoadedConfiguration> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new ConfigurationError([
      { file, line: null, message: 'cannot be read; write one with `tenure init DATA…`' },
    ]);
  });
  return { configuration: parseConfiguration(text, file), directory: dirname(resolve(file)) };
}

export function parseConfiguration(text: string, file: string): Configuration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false });
  if (document.errors.length > 0) {
    throw new ConfigurationError(
      document.errors.map((error) => ({
        file,
        line: lines.linePos(error.pos[0]).line,
        message: error.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? 'is not YAML',
      })),
    );
  }
  if (hasAlias(document))
    throw new ConfigurationError([
      { file, line: null, message: 'anchors and aliases are not taken; write the value out' },
    ]);
  const parsed = configurationSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(
    parsed.error.issues.flatMap((issue) => findings(issue, file, { document, lines })),
  );
}

function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias: () => {
      found = true;
    },
  });
  return found;
}

interface Source {
  readonly document: Document;
  readonly lines: LineCounter;
}

function findings(issue: z.core.$ZodIssue, file: string, source: Source): Finding[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code !== 'unrecognized_keys') {
    const message = `${nameOf(path)} ${plainMessage(issue)}`;
    return [{ file, line: lineOf(path, source), message }];
  }
  return issue.keys.map((key) => ({
    file,
    line: lineOf([...path, key], source),
    message: `unknown key "${nameOf([...path, key])}"${didYouMean(key, knownKeysAt(path))}`,
  }));
}

const nameOf = (path: readonly (string | number)[]): string =>
  path.length === 0
    ? 'the file'
    : path
        .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
        .join('')
        .replace(/^\./, '');

function plainMessage(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing';
  return issue.message.replace(/^Invalid input: /, '').replace(/^Invalid option: /, 'must be ');
}

/** Line of the deepest part of the path that the file holds. */
function lineOf(path: readonly (string | number)[], { document, lines }: Source): number | null {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}

/** One thing that is wrong, where it stands, and what to write instead. */
export interface Finding {
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
}

export const findingText = ({ file, line, message }: Finding): string =>
  `${line === null ? file : `${file}:${line}`}: ${message}`;

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly findings: readonly Finding[];
  constructor(found: readonly Finding[]) {
    super(found.map(findingText).join('\n'));
    this.findings = found;
  }
}
