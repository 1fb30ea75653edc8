#!/usr/bin/env node
import './typescript-loader.mjs';

const { main } = await import('./main.ts');
const { env, stdout, stderr } = process;

process.on('SIGINT', () => process.exit(130));
process.exitCode = await main(process.argv, {
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  live: stderr.isTTY === true && env.CI === undefined,
  colour: stderr.isTTY === true && env.NO_COLOR === undefined,
});
