import type { Page, Request } from '@playwright/test';

export interface RowWatch {
  /** How the row came to say the word, and whether it has said it ever since. Asked after it does. */
  report(): Promise<{ documentsLoaded: number; listsRead: number; isWithinASecond: boolean; hasGoneBack: boolean }>;
}

/**
 * Watches a row of the invoices list through a payment, inside the page: when the gateway's answer came, as the browser's own
 * record of the pay request has it, and when the row said the word. Meanwhile no document may be loaded (there was one before)
 * and the list may not be read again, or the row changed because of a reload and not because of the payment.
 */
export async function watchRow(page: Page, number: string, word: string): Promise<RowWatch> {
  let listsRead = 0;
  const count = (request: Request) => {
    if (/\/invoices\?/.test(request.url())) listsRead += 1;
  };
  page.on('request', count);
  await page.evaluate(watch, { number, word });
  return {
    async report() {
      page.off('request', count);
      const { documentsLoaded, delayMs, hasGoneBack } = await page.evaluate(read);
      return { documentsLoaded, listsRead, isWithinASecond: delayMs < 1000, hasGoneBack };
    },
  };
}

declare global {
  interface Window {
    rowSaidAt?: number;
    documentsLoaded?: number;
    rowHasGoneBack?: boolean;
  }
}

/** Runs in the page. A document that is loaded anew has lost the count. */
function watch({ number, word }: { number: string; word: string }): void {
  window.documentsLoaded = (window.documentsLoaded ?? 0) + 1;
  const observer = new MutationObserver(() => {
    const row = [...document.querySelectorAll('[role=row]')].find(({ textContent }) => textContent.includes(number));
    if (row === undefined) return;
    if (row.textContent.includes(word)) window.rowSaidAt ??= performance.now();
    else if (window.rowSaidAt !== undefined) window.rowHasGoneBack = true;
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
}

/** Runs in the page. */
function read(): { documentsLoaded: number; delayMs: number; hasGoneBack: boolean } {
  const paid = performance.getEntriesByType('resource').findLast(({ name }) => /\/pay\?/.test(name));
  const answeredAt = paid instanceof PerformanceResourceTiming ? paid.responseEnd : Number.NEGATIVE_INFINITY;
  return {
    documentsLoaded: window.documentsLoaded ?? 0,
    hasGoneBack: window.rowHasGoneBack ?? false,
    delayMs: (window.rowSaidAt ?? Number.POSITIVE_INFINITY) - answeredAt,
  };
}
