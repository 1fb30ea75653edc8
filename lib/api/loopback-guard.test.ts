import { expect, it } from 'vitest';
import { loopbackRefusal } from './loopback-guard.ts';

const asked = (headers: Record<string, string>) =>
  loopbackRefusal(new Request('http://127.0.0.1:4710/reports', { headers }), 4710)?.status ?? null;

it.each([
  [{ host: '127.0.0.1:4710' }, null],
  [{ host: 'localhost:4710' }, null],
  [{ host: '127.0.0.1:4710', origin: 'http://127.0.0.1:4710' }, null],
  [{}, 403],
  [{ host: '127.0.0.1:80' }, 403],
  [{ host: 'rebound.example.com:4710' }, 403],
  [{ host: '127.0.0.1:4710', origin: 'https://page.example.com' }, 403],
  [{ host: '127.0.0.1:4710', origin: 'null' }, 403],
])('answers %j with %s', (headers, status) => expect(asked(headers)).toBe(status));
