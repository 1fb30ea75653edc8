import { Hono } from 'hono';
import { eraseFromNowOn } from '#lib/erasure/request-erasure.ts';
import { described, jsonOf, parsed } from '../describe.ts';
import { type ApiEnv, onlyWhoMay } from '../request-context.ts';
import { erasureReceipt, erasureRequest } from '../schemas.ts';

/** `POST /erasures`: the same for every id, known or not, since nothing is looked up. */
export const postErasure = new Hono<ApiEnv>().post(
  '/erasures',
  described({
    id: 'requestErasure',
    summary: 'Leave a customer out of every later run, and erase the data by the day that is due',
    responses: { 202: jsonOf(erasureReceipt, 'the request is on the list') },
    problems: [400, 413, 415],
  }),
  onlyWhoMay('erase'),
  parsed('json', erasureRequest),
  async (context) => {
    const { ports, books } = context.var.asked;
    const receipt = ports.randomId();
    const person = ports.pseudonymOf(context.req.valid('json').customerId);
    const { due } = await eraseFromNowOn(books, receipt, person);
    return Response.json({ receipt, due }, { status: 202 });
  },
);
