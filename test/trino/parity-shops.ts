import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Configuration } from '#lib/config/configuration.ts';
import { loadConfiguration, parseConfiguration } from '#lib/config/load-configuration.ts';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { CDNOW_CONFIGURATION, CDNOW_FILE } from '../acceptance/cdnow-configuration.ts';
import type { ShopPlan } from './landed-shop.ts';

/** A delivery, and another configuration of the same files whose queries are compared too. */
export interface ParityShop extends ShopPlan {
  readonly change: (configuration: Configuration) => Configuration;
}

/** The sample shop of `npm start`, and CDNOW where it lies beside the project. */
export async function shopPlans(
  folder: string,
  say: (line: string) => void,
): Promise<readonly ParityShop[]> {
  const directory = join(folder, 'sample-files');
  await writeSampleShop({ customers: 3000, seed: 'sample', directory, asOf: '2026-11-16' });
  const loaded = await loadConfiguration(join(directory, 'tenure.yaml'));
  const sample = { shop: 'sample', ...loaded, change: byConsents };
  if (!existsSync(resolve('../shared', CDNOW_FILE))) {
    say(`CDNOW: skipped, ../shared/${CDNOW_FILE} is absent`);
    return [sample];
  }
  const configuration = parseConfiguration(CDNOW_CONFIGURATION, 'cdnow.yaml');
  return [sample, { shop: 'cdnow', configuration, directory: process.cwd(), change: byMargin }];
}

/** Only those who consented, in some countries, with exact histories in days. */
const byConsents = (configuration: Configuration): Configuration => ({
  ...configuration,
  scope: { ...configuration.scope, lawfulBasis: 'consents', regions: ['IE', 'FR', 'GB'] },
  models: { ...configuration.models, unit: 'day', binning: 'exact' },
});

/** Contribution as a share of sales. */
const byMargin = (configuration: Configuration): Configuration => ({
  ...configuration,
  business: { ...configuration.business, margin: 0.37 },
});
