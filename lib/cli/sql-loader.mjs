import { readFile } from 'node:fs/promises';

/** Loads a .sql file as a module whose default export is its text. */
export async function load(url, context, next) {
  if (!new URL(url).pathname.endsWith('.sql')) return next(url, context);
  const text = await readFile(new URL(url), 'utf8');
  return { format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(text)}` };
}
