import { Command } from 'commander';
import * as z from 'zod';
import { configurationSchema } from '#lib/config/configuration.ts';
import type { Terminal } from '../terminal.ts';

/** `tenure schema`: the JSON Schema of the configuration file, for editors. */
export const schemaCommand = ({ out }: Terminal): Command =>
  new Command('schema')
    .description('print the JSON Schema of the configuration file')
    .action(() => {
      const schema = z.toJSONSchema(configurationSchema, { io: 'input', unrepresentable: 'any' });
      out(`${JSON.stringify(schema, null, 2)}\n`);
    });
