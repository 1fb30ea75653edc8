import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { secureHeaders } from 'hono/secure-headers';
import { availablePorts, UnavailableError } from './available.ts';
import { openApiDocument } from './openapi-document.ts';
import type { ApiPorts } from './ports.ts';
import { Problem, problemResponse } from './problem.ts';
import { type ApiEnv, askedBy, onlyWhoMay } from './request-context.ts';
import { apiRoutes } from './routes/routes.ts';

const BODY_BYTES = 16_384;
const RETRY_SECONDS = 30;

/** The API over its ports: the same in a Lambda behind API Gateway and on loopback. */
export function createApi(given: ApiPorts): Hono<ApiEnv> {
  const ports = availablePorts(given);
  const app = new Hono<ApiEnv>();
  app.onError((error, context) =>
    problemResponse(problemOf(error, `${context.req.method} ${context.req.routePath}`, ports)),
  );
  app.notFound(() => problemResponse(new Problem('not-found')));
  app.use(headers, known(ports));
  app.use(methodNotAllowed({ app, onMethodNotAllowed: (_, allow) => notAllowed(allow) }));
  app.use(jsonOnly, limited);
  app.get('/openapi.json', onlyWhoMay('read-catalogue'), async (context) =>
    context.json(await openApiDocument()),
  );
  return app.route('/', apiRoutes);
}

/** Nothing that is answered may run, be framed, be guessed at or be kept on the way. */
const headers: MiddlewareHandler = async (context, next) => {
  await secured(context, next);
  context.res.headers.set('cache-control', 'no-store');
};

const secured = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] },
  xFrameOptions: 'DENY',
});

const known =
  (ports: ApiPorts): MiddlewareHandler<ApiEnv> =>
  async (context, next) => {
    const caller = { bindings: context.env, request: context.req.raw };
    const principal = ports.principal(caller);
    if (principal === null) throw new Problem('unauthenticated');
    context.set('asked', askedBy(principal, ports));
    await next();
  };

const notAllowed = (allow: readonly string[]): Response =>
  problemResponse(new Problem('method-not-allowed', { allow }));

const TAKES_JSON = new Set(['/recalculations', '/erasures']);
const JSON_TYPE = /^application\/json\s*(;\s*charset=utf-8\s*)?$/i;

const jsonOnly: MiddlewareHandler = async ({ req }, next) => {
  const wanted = req.method === 'POST' && TAKES_JSON.has(req.path);
  if (wanted && !JSON_TYPE.test(req.header('content-type') ?? ''))
    throw new Problem('unsupported-media-type');
  await next();
};

const limited = bodyLimit({
  maxSize: BODY_BYTES,
  onError: () => {
    throw new Problem('too-large');
  },
});

function problemOf(error: Error, route: string, { failed }: ApiPorts): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException && error.status === 400) return new Problem('not-json');
  failed({ route, error: error instanceof UnavailableError ? causeName(error) : error.name });
  return error instanceof UnavailableError
    ? new Problem('unavailable', { retryAfter: RETRY_SECONDS })
    : new Problem('unexpected');
}

const causeName = ({ cause, name }: Error): string => (cause instanceof Error ? cause.name : name);
