import { generateSpecs } from 'hono-openapi';
import { CODE_VERSION } from '#lib/runs/run-identity.ts';
import { apiRoutes } from './routes/routes.ts';

let made: ReturnType<typeof makeDocument> | null = null;

/** The OpenAPI 3.1 document, made once from the schemas that parse the requests. */
export function openApiDocument(): ReturnType<typeof makeDocument> {
  made ??= makeDocument();
  return made;
}

const makeDocument = () =>
  generateSpecs(apiRoutes, {
    documentation: {
      info: {
        title: 'Tenure',
        version: CODE_VERSION,
        description:
          'Customer value reports on demand. Only figures that have passed the release gate are given out.',
      },
      components: {
        securitySchemes: {
          signature: {
            type: 'apiKey',
            name: 'Authorization',
            in: 'header',
            description: 'AWS Signature Version 4 in the account; none on loopback',
          },
        },
      },
      security: [{ signature: [] }],
    },
  });
