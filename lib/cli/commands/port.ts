import { RunRequestError } from '#lib/pipeline/run-request.ts';

/** Throws `RunRequestError` on anything but the number of a port; 0 takes a free one. */
export function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new RunRequestError(`--port ${text}: must be a whole number from 0 to 65535`);
}
