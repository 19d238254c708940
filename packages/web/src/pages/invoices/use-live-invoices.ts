import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLiveEvents } from '../../api/live.ts';
import { displayStatusOf, statusWord } from '../../components/invoice-status/status-word.ts';
import { rereadInvoice, rereadLists, rowsOf } from './invoice-queries.ts';

/** More rows than this change at once only in an import or a billing run: the reader's next refresh shows those. */
const MOST_ROWS_AT_ONCE = 25;

/**
 * Keeps the rows of the account's lists true while they are on screen.
 *
 * @returns the sentence about the latest change, for a polite live region
 */
export function useLiveInvoices(account: string): string {
  const { t, i18n } = useLingui();
  const [news, setNews] = useState('');
  const announce = (before: Invoice, after: Invoice) => {
    const status = displayStatusOf(after.properties);
    if (status === displayStatusOf(before.properties)) return;
    const number = after.properties.number ?? after.name;
    const word = i18n._(statusWord(status));
    setNews(t`Invoice ${number}: ${word}`);
  };
  useLiveEvents(({ billingAccountName, invoiceNames }) => {
    if (billingAccountName !== account) return;
    const named = new Set(invoiceNames);
    const shown = rowsOf(account).filter((row) => named.has(row.name));
    for (const before of shown.slice(0, MOST_ROWS_AT_ONCE)) {
      rereadInvoice(account, before.name).then(
        (after) => announce(before, after),
        // The row may be gone for this reader: the list as a whole says so.
        () => rereadLists(account),
      );
    }
  });
  return news;
}
