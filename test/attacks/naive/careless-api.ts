import { Hono } from 'hono';
import * as z from 'zod';

/** What a careless service holds: one run, and everybody's name. */
export interface CarelessHoldings {
  readonly run: string;
  readonly owner: string;
  readonly report: string;
  readonly customers: ReadonlySet<string>;
}

const erasure = z.object({ customerId: z.string() });
const request = z.object({ report: z.string(), period: z.string() });

/**
 * An API as many are: it tells what is forbidden from what is absent, looks customers up, takes any filter, makes a run of
 * whatever it is asked for, and quotes what it did not understand.
 */
export function carelessApi({ run, owner, report, customers }: CarelessHoldings): Hono {
  const app = new Hono();
  const refused = (status: 400 | 403 | 404, text: string) => Response.json({ text }, { status });
  app.notFound(({ req }) => refused(404, `no page ${decodeURIComponent(req.path)}`));
  app.onError((error) => refused(400, error.message));
  app.use('/recalculations/:id/*', async ({ req }, next) => {
    const id = req.param('id');
    if (id !== run) return refused(404, `no run ${decodeURIComponent(id)}`);
    return req.header('x-test-caller') === owner ? next() : refused(403, 'not yours');
  });
  app.get('/recalculations/:id/report', (context) => context.body(report));
  app.post('/recalculations', async ({ req }) => {
    const body = await req.text();
    const asked = request.safeParse(JSON.parse(body));
    if (!asked.success || asked.data.report !== 'weekly') return refused(400, `what is ${body}?`);
    return Response.json({ id: `run of ${body}` }, { status: 202 });
  });
  app.post('/erasures', async ({ req }) => {
    const body = await req.text();
    const asked = erasure.safeParse(JSON.parse(body));
    if (!asked.success) return refused(400, `what is ${body}?`);
    return customers.has(asked.data.customerId)
      ? Response.json({ receipt: 'id-00000001' }, { status: 202 })
      : refused(404, 'no such customer');
  });
  return app;
}
