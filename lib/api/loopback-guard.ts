import { Problem, problemResponse } from './problem.ts';

/**
 * Refuses what did not come from this machine's own programs: another host name points here (rebinding), or a page
 * of another origin asks. Null where the request may pass.
 */
export function loopbackRefusal(request: Request, port: number): Response | null {
  const host = request.headers.get('host');
  const origin = request.headers.get('origin');
  const own = host === `127.0.0.1:${port}` || host === `localhost:${port}`;
  const foreign = origin !== null && origin !== `http://${host}`;
  return own && !foreign ? null : problemResponse(new Problem('forbidden'));
}
