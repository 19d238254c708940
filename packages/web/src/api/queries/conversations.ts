import type { InvoiceQuery } from '@betalt/contract/invoices/query.ts';
import { queryOptions } from '@tanstack/react-query';
import { accountId } from '../../scope.ts';
import { arm } from '../http.ts';
import { keys } from '../keys.ts';
import { queryClient } from '../query-client.ts';

type Conversations = { readonly value: InvoiceQuery[] };

/** What payer and issuer have said to each other about an invoice: its queries, newest first. */
export function conversationsQuery(account: string, invoice: string) {
  return queryOptions({
    queryKey: keys.invoiceConversations(account, invoice),
    queryFn: ({ signal }) => arm<Conversations>('GET', `${pathOf(account, invoice)}/queries`, { signal }),
  });
}

/** Asks about the invoice, or says more where a query is open. @throws ApiError */
export async function askAboutInvoice(
  account: string,
  invoice: string,
  body: { readonly text: string; readonly lineId?: string },
): Promise<void> {
  show(account, invoice, await arm<Conversations>('POST', `${pathOf(account, invoice)}/query`, { body }));
}

/** Says more in an open query, closes it, or both. @throws ApiError */
export async function answerConversation(
  account: string,
  invoice: string,
  queryId: string,
  body: { readonly text?: string; readonly close?: boolean },
): Promise<void> {
  const path = `${pathOf(account, invoice)}/queries/${encodeURIComponent(queryId)}/answer`;
  show(account, invoice, await arm<Conversations>('POST', path, { body }));
}

/** The answer has them all; the invoice itself says whether one is open. */
function show(account: string, invoice: string, answered: Conversations): void {
  queryClient.setQueryData(keys.invoiceConversations(account, invoice), answered);
  void queryClient.invalidateQueries({ queryKey: keys.invoice(account, invoice), exact: true });
}

function pathOf(account: string, invoice: string): string {
  return `${accountId(account)}/invoices/${encodeURIComponent(invoice)}`;
}
