import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type BetaltProcess, startBetalt } from './betalt-process.ts';
import { openBrowser, type Visitor, type VisitorOptions, visit } from './browser.ts';
import { visitAs } from './sign-in.ts';
import type { Words } from './words.ts';

/** One Betalt and one browser for the tests of a file; whoever visits in a test has left when it ends. */
export interface Site {
  readonly betalt: BetaltProcess;
  readonly browser: Browser;
  /** A stranger with a browser of their own. */
  visit(options?: VisitorOptions): Promise<Visitor>;
  /** A demo person who has signed in before, at the start page unless said. */
  visitAs(email: string, options?: VisitorOptions & { words?: Words; at?: string }): Promise<Visitor>;
  /** Another tab of the same browser. */
  tab(visitor: Visitor): Promise<Page>;
}

export function siteForThisFile(): Site {
  let betalt: BetaltProcess | undefined;
  let browser: Browser | undefined;
  const visitors: Visitor[] = [];
  beforeAll(async () => {
    [betalt, browser] = await Promise.all([startBetalt(), openBrowser()]);
  });
  afterEach(async ({ task }) => {
    const present = visitors.splice(0);
    if (task.result?.state === 'fail') await Promise.all(present.map((visitor) => keepPictures(visitor, task.id)));
    await Promise.all(present.map(({ context }) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await betalt?.close();
  });
  const come = (visitor: Visitor) => {
    visitors.push(visitor);
    return visitor;
  };
  const site: Site = {
    get betalt() {
      return started(betalt);
    },
    get browser() {
      return started(browser);
    },
    visit: async (options) => come(await visit(site.browser, site.betalt.url, options)),
    async visitAs(email, { at = '/', ...options } = {}) {
      const visitor = come(await visitAs(site.browser, site.betalt.url, email, options));
      await visitor.page.goto(at);
      return visitor;
    },
    tab: ({ context }) => context.newPage(),
  };
  return site;
}

/** What a failed test saw last, under test-results/. */
async function keepPictures({ context }: Visitor, testId: string): Promise<void> {
  for (const [index, page] of context.pages().entries()) {
    await page.screenshot({
      path: `test-results/${testId}-${index}-${new URL(page.url()).pathname.split('/').pop()}.png`,
    });
  }
}

function started<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('it is there from beforeAll on');
  return part;
}
