import { Hono } from 'hono';
import { described, jsonOf, parsed } from '../describe.ts';
import { answerOnce } from '../idempotency.ts';
import { admit } from '../quota.ts';
import { type ApiEnv, onlyWhoMay } from '../request-context.ts';
import { idempotencyHeader, recalculationAccepted, recalculationRequest } from '../schemas.ts';
import { resolveRecalculation, startRecalculation } from '../start-recalculation.ts';

const accepted = (description: string) => ({
  ...jsonOf(recalculationAccepted, description),
  headers: { Location: { description: 'address of the run', schema: { type: 'string' as const } } },
});

/** `POST /recalculations`: one run for one week of one report, however often it is asked for. */
export const postRecalculation = new Hono<ApiEnv>().post(
  '/recalculations',
  described({
    id: 'requestRecalculation',
    summary: 'Make the report of a closed week, or find the run that has made it',
    responses: {
      200: accepted('the run that exists'),
      202: accepted('a new run'),
    },
    problems: [400, 409, 413, 415, 422, 429],
  }),
  onlyWhoMay('recalculate'),
  parsed('header', idempotencyHeader),
  parsed('json', recalculationRequest),
  async (context) => {
    const { asked } = context.var;
    const payload = context.req.valid('json');
    const key = context.req.valid('header')['idempotency-key'];
    const route = 'POST /recalculations';
    const { status, location, body, replayed } = await answerOnce(
      asked.books,
      { principal: asked.caller, route, key, payload },
      {
        async resolve(request) {
          const meaning = resolveRecalculation(asked, payload);
          await admit(asked.books, asked.caller, request);
          return meaning;
        },
        perform: (meaning, request) => startRecalculation(asked, meaning, request),
      },
    );
    const headers = new Headers({ 'content-type': 'application/json', location });
    if (replayed) headers.set('idempotency-replayed', 'true');
    return new Response(body, { status, headers });
  },
);
