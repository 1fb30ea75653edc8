import { resolve } from 'node:path';
import { type LoadedConfiguration, loadConfiguration } from '#lib/config/load-configuration.ts';

/** The configuration, and the file that it was read from. */
export interface LoadedCatalogue extends LoadedConfiguration {
  readonly file: string;
}

/** Reads the file that the command line reads too. Throws `ConfigurationError`. */
export const loadCatalogue = async (file: string): Promise<LoadedCatalogue> => ({
  ...(await loadConfiguration(file)),
  file: resolve(file),
});
