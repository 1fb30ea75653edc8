import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import * as z from 'zod';
import { didYouMean } from '#lib/config/did-you-mean.ts';
import type { Metric } from '#lib/metrics/metric.ts';
import { METRIC_IDS } from '#lib/metrics/metric-ids.ts';
import { METRICS } from '#lib/metrics/registry.ts';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import type { Terminal } from '../terminal.ts';
import { outOption } from './run-options.ts';

/** `tenure explain METRIC`: what a figure means and where it comes from, with its released values. */
export const explainCommand = ({ out }: Terminal): Command =>
  new Command('explain')
    .description('question, formula, source, options, SQL and released figures of a metric')
    .argument('<metric>', `one of: ${METRIC_IDS.join(', ')}`)
    .option('--report <id>', 'take the released figures of this report')
    .addOption(outOption)
    .action(async (id: string, flags: { readonly report?: string; readonly out: string }) => {
      const metric = METRICS.find(({ definition }) => definition.id === id);
      if (!metric)
        throw new RunRequestError(`no metric is called "${id}"${didYouMean(id, METRIC_IDS)}`);
      out(definitionText(metric));
      out(await figuresText(id, flags));
    });

function definitionText({ definition, facts }: Metric): string {
  const { id, name, question, formula, source, unit, kind, options, tables } = definition;
  return [
    `${name} (${id})`,
    '',
    `Question  ${question}`,
    `Formula   ${formula}`,
    `Source    ${source}`,
    `Unit      ${unit}, ${kind}`,
    `Options   ${options || 'none'}`,
    `Tables    ${tables.join(', ')}`,
    `Read more lib/metrics/${id}/README.md`,
    ...(facts.length === 0 ? ['', '-- no statement: from the rows that the intake counted'] : []),
    ...facts.flatMap(({ query }) => ['', `-- ${query.name}`, query.sql.trimEnd()]),
    '',
  ].join('\n');
}

const releasedFigures = z.object({
  figures: z.array(
    z.object({
      metric: z.string(),
      options: z.string(),
      period: z.string(),
      scope: z.record(z.string(), z.string()),
      value: z.union([z.number(), z.string(), z.null()]),
      unit: z.string(),
      reason: z.string().nullable(),
    }),
  ),
});

async function figuresText(
  id: string,
  { report, out }: { readonly report?: string; readonly out: string },
): Promise<string> {
  if (report === undefined)
    return '\nReleased figures: name a report of an earlier run with --report ID --out FOLDER\n';
  const file = join(out, report, 'report.json');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new RunRequestError(`${file} cannot be read; make it with \`tenure run --out ${out}\``);
  });
  const { figures } = releasedFigures.parse(JSON.parse(text));
  const lines = figures
    .filter(({ metric }) => metric === id)
    .map(({ options, period, scope, value, unit, reason }) => {
      const about = Object.entries(scope).map(([dimension, member]) => `${dimension}=${member}`);
      const shown = value === null ? `n/a (${reason})` : `${value} ${unit}`;
      return [period, about.join(', ') || 'everyone', options, shown].filter(Boolean).join('  ');
    });
  return `\nReleased figures of ${report}:\n${lines.join('\n') || 'none'}\n`;
}
