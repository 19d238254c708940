import { accountName, idOf, invoiceName, tokenOf } from '../population/ids.ts';
import { accountOfInvoice, type Population } from '../population/population.ts';

const AZURE = 'api-version=2024-04-01';
const OWN = 'api-version=2026-11-01-betalt';

/** Requests as bytes on the wire, each by the owner of the account that it is about. */
export function listPage(account: number): string {
  return get(`${accountPath(account)}/invoices?${AZURE}`, account);
}

/** The own version: with lines and tax. */
export function invoicePage(population: Population, invoice: number): string {
  const account = accountOfInvoice(population, invoice);
  return get(`${accountPath(account)}/invoices/${invoiceName(invoice)}?${OWN}`, account);
}

export function payInvoice(population: Population, invoice: number): string {
  const account = accountOfInvoice(population, invoice);
  const body = JSON.stringify({
    paymentMethodId: `/providers/Microsoft.Billing/paymentMethods/${idOf('method', account)}`,
  });
  return (
    `POST ${accountPath(account)}/invoices/${invoiceName(invoice)}/pay?${OWN} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${tokenOf(account)}\r\n` +
    `Idempotency-Key: bench-${invoice}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

export function postWebhook(body: string, signature: string): string {
  return (
    `POST /webhooks/stripe HTTP/1.1\r\nHost: bench\r\nStripe-Signature: ${signature}\r\nContent-Type: application/json; charset=utf-8\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

export function get(path: string, userNumber: number): string {
  return `GET ${path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${tokenOf(userNumber)}\r\nAccept: application/json\r\n\r\n`;
}

export function accountPath(account: number): string {
  return `/providers/Microsoft.Billing/billingAccounts/${accountName(account)}`;
}

/** Random, as who comes next is; a figure does not depend on which. */
export function anyOf(first: number, last: number): number {
  return first + Math.floor(Math.random() * (last - first + 1));
}
