import { Command } from 'commander';
import { openApiDocument } from '#lib/api/openapi-document.ts';
import type { Terminal } from '../terminal.ts';

/** `tenure openapi`: the OpenAPI document of the API. */
export const openapiCommand = ({ out }: Terminal): Command =>
  new Command('openapi')
    .description('print the OpenAPI 3.1 document of the API')
    .action(async () => {
      out(`${JSON.stringify(await openApiDocument(), null, 2)}\n`);
    });
