import { expect, it } from 'vitest';
import { parseConfiguration } from '#lib/config/load-configuration.ts';
import { finishRun, NO_MAILS } from '#lib/runs/run-state.ts';
import { readTrigger } from '#lib/runs/trigger.ts';
import { idOf, openApi } from '../fixtures/api-caller.ts';

const configuration = parseConfiguration(
  `version: 1
business: { name: Example shop, currency: EUR, timeZone: Europe/Dublin }
sources: { orders: { files: orders.csv } }
reports:
  - id: weekly
    title: Customer value
    segments: [country]
    recipients: { finance: [finance@example.com], ireland: [ireland@example.com], few: [few@example.com] }
    groups: { ireland: { scope: { country: IE } }, few: { scope: { country: MT } } }
mail: { from: reports@example.com, domains: [example.com] }
`,
  'tenure.yaml',
);

const EDITIONS = {
  weekly: [1, 2],
  'weekly.ireland': [1, null],
  'weekly.few': [null, null],
};

/** A run of each scope, ended, with what the line released. */
async function runsOf(scopes: readonly string[]) {
  const api = openApi({ configuration });
  const encode = (text: string) => new TextEncoder().encode(text);
  for (const [edition, values] of Object.entries(EDITIONS)) {
    const folder = `released/r1/files/${edition}`;
    const figures = values.map((value) => ({ value }));
    const json = encode(JSON.stringify({ edition, figures }));
    await api.ports.released.createIfAbsent(`${folder}/report.json`, json);
    await api.ports.released.createIfAbsent(`${folder}/figures.csv`, encode(`${edition}\n`));
  }
  const runs = await Promise.all(
    scopes.map(async (scope) => {
      const accepted = await api.recalculate('ann', `key-${scope}`, { scope });
      expect(accepted.status).toBe(202);
      const run = await idOf(accepted);
      await finishRun(api.books, run, { runId: 'r1', readiness: 'FINAL', mails: NO_MAILS });
      return [scope, run] as const;
    }),
  );
  return { api, runs: new Map(runs) };
}

it('gives each scope its own edition of one release, in both formats', async () => {
  const { api, runs } = await runsOf(['all', 'country:IE']);
  for (const [scope, edition] of [
    ['all', 'weekly'],
    ['country:IE', 'weekly.ireland'],
  ] as const) {
    const path = `GET /recalculations/${runs.get(scope)}/report`;
    expect(await (await api.call('ann', path)).json()).toMatchObject({ edition });
    expect(await (await api.call('ann', `${path}?format=csv`)).text()).toBe(`${edition}\n`);
    expect((await readTrigger(api.books, runs.get(scope) ?? ''))?.scope).toBe(scope);
  }
});

it('answers a scope outside the catalogue and a withheld one alike', async () => {
  const { api, runs } = await runsOf(['country:MT', 'country:FR', 'country:XX', 'channel:email']);
  for (const format of ['json', 'csv']) {
    const answers = await Promise.all(
      [...runs.values()].map(async (run) => {
        const path = `GET /recalculations/${run}/report?format=${format}`;
        const response = await api.call('ann', path);
        return [response.status, await response.text()];
      }),
    );
    expect(answers[0]).toEqual([404, expect.stringContaining('"nothing-told"')]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  }
});

it('lists the registered scopes, and takes no other shape of one', async () => {
  const api = openApi({ configuration });
  expect(await (await api.call('ann', 'GET /reports')).json()).toMatchObject({
    reports: [{ id: 'weekly', scopes: ['all', 'country:IE', 'country:MT'] }],
  });
  for (const scope of ['', 'country', 'country:', "country:IE' or 1=1;--", 'country:a@b', 7])
    expect(
      (await api.recalculate('ann', `odd-${scope}`.replaceAll(/\W/g, '-'), { scope })).status,
    ).toBe(400);
});
