import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { tenure } from './tenure-process.ts';

it.concurrent('2 for a verb, an option or a metric that does not exist, with the likely one', async () => {
  const asked = [['rnu'], ['run', '--confg', 'x'], ['explain', 'cohort-retenton']];
  const answers = await Promise.all(asked.map((words) => tenure(...words)));
  expect(answers.map(({ code }) => code)).toEqual([2, 2, 2]);
  expect(answers.map(({ err }) => /did you mean ["']?([\w-]+)/i.exec(err)?.[1])).toEqual([
    'run',
    '--config',
    'cohort-retention',
  ]);
});

it.concurrent('the JSON Schema of the configuration', async () => {
  const { code, out } = await tenure('schema');
  expect(code).toBe(0);
  const required = ['version', 'business', 'sources', 'reports'];
  expect(JSON.parse(out)).toMatchObject({ type: 'object', required });
});

it.concurrent('its version and help, with 0', async () => {
  const [version, help] = await Promise.all([tenure('-V'), tenure('-h')]);
  expect([version.code, version.out]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  expect([help.code, help.out]).toEqual([0, expect.stringContaining('Usage: tenure')]);
});

it.concurrent('openapi prints the API as a document of version 3.1', async () => {
  const { code, out } = await tenure('openapi');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
});

it('the README names no verb that no test of this folder runs', () => {
  const named = [...readFileSync('README.md', 'utf8').matchAll(/npx tenure (\w+)/g)];
  const verbs = new Set(named.map(([, verb]) => verb));
  expect([...verbs].sort()).toEqual([
    'access',
    'check',
    'erase',
    'evidence',
    'explain',
    'init',
    'mail',
    'openapi',
    'preview',
    'record',
    'run',
    'runs',
    'schema',
  ]);
});
