import type { CreatedPayLink, PayLink, PayLinkList, PayLinkRequest } from '@betalt/contract/pay-links/pay-link.ts';
import { queryOptions } from '@tanstack/react-query';
import { arm } from '../../../api/http.ts';
import { keys } from '../../../api/keys.ts';
import { queryClient } from '../../../api/query-client.ts';
import { invoicePath } from '../invoice-queries.ts';

/** The links that were made for an invoice, those that open nothing any more too. */
export function payLinksQuery(account: string, invoice: string) {
  return queryOptions({
    queryKey: keys.payLinks(account, invoice),
    queryFn: async ({ signal }) =>
      (await arm<PayLinkList>('GET', `${invoicePath(account, invoice)}/payLinks`, { signal })).value,
  });
}

/** @param key one a press, so that a lost answer makes no second link. @throws ApiError */
export async function createPayLink(
  account: string,
  invoice: string,
  body: PayLinkRequest,
  key: string,
): Promise<CreatedPayLink> {
  const path = `${invoicePath(account, invoice)}/payLink`;
  const made = await arm<CreatedPayLink>('POST', path, { body, idempotencyKey: key });
  await queryClient.invalidateQueries({ queryKey: keys.payLinks(account, invoice) });
  return made;
}

/** @throws ApiError */
export async function revokePayLink(account: string, invoice: string, link: string): Promise<void> {
  const path = `${invoicePath(account, invoice)}/payLinks/${encodeURIComponent(link)}/revoke`;
  await arm<PayLink>('POST', path, { body: {}, idempotencyKey: `${link}.revoke` });
  await queryClient.invalidateQueries({ queryKey: keys.payLinks(account, invoice) });
}
