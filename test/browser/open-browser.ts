import { existsSync } from 'node:fs';
import puppeteer, { type Browser } from 'puppeteer-core';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine, or null where there is none. */
export const chromiumPath = (): string | null => PROGRAMS.find((path) => existsSync(path)) ?? null;

/** A browser without a window that talks over pipes: no port is opened. */
export const openBrowser = (executablePath: string): Promise<Browser> =>
  puppeteer.launch({
    executablePath,
    pipe: true,
    args: ['--no-sandbox', '--hide-scrollbars', '--font-render-hinting=none'],
  });
