import type { BankImportReport, BankTransaction } from '@betalt/contract/bank/bank.ts';
import { expect } from 'vitest';
import { anInvoice } from '../support/payables.ts';
import { OWN, type PayingServer, payingServer } from '../support/paying.ts';
import { anIssuer, bearer, type TestAccount, type TestPerson } from '../support/people.ts';

/** What the tests need to know of an invoice. */
export interface ShownInvoice {
  readonly status: string;
  readonly amountDue: { readonly value: number };
  readonly paymentReference: string;
  readonly payments: readonly { readonly amount: { readonly value: number } }[];
}

export interface BankServer extends PayingServer {
  readonly finance: TestPerson;
  /** Imports a file; answers its report. */
  imported(xml: string, person?: TestPerson): Promise<BankImportReport['files'][number]>;
  send(
    method: 'GET' | 'POST',
    path: string,
    payload?: object | string,
    person?: TestPerson,
  ): ReturnType<PayingServer['get']>;
  transactions(query?: string): Promise<BankTransaction[]>;
  /** An invoice of the account with its reference. */
  invoice(amountMinor?: bigint, account?: TestAccount): Promise<{ readonly name: string; readonly reference: string }>;
  shown(name: string): Promise<ShownInvoice>;
}

/** A paying server whose issuer has somebody in finance. */
export async function bankServer(options: { readonly currency?: string } = {}): Promise<BankServer> {
  const server = await payingServer(options);
  const finance = await anIssuer(server.wiring);
  const send: BankServer['send'] = (method, path, payload, person = finance) =>
    server.app.inject({
      method,
      url: `/providers/Microsoft.Billing${path}${path.includes('?') ? '&' : '?'}${OWN}`,
      headers: { ...bearer(person), ...(typeof payload === 'string' ? { 'content-type': 'application/xml' } : {}) },
      ...(payload === undefined ? {} : { payload }),
    });
  return {
    ...server,
    finance,
    send,
    imported: async (xml, person = finance) => {
      const response = await send('POST', '/bankStatements', xml, person);
      expect([response.statusCode, response.statusCode === 200 ? '' : response.body]).toEqual([200, '']);
      const [file] = response.json<BankImportReport>().files;
      if (file === undefined) throw new Error('one file is reported');
      return file;
    },
    transactions: async (query = '') =>
      (await send('GET', `/bankTransactions${query}`)).json<{ value: BankTransaction[] }>().value,
    invoice: async (amountMinor = 125_00n, account = server.account) => {
      const name = await anInvoice(server.wiring, account, { amountMinor });
      const row = await server.wiring.database.db
        .selectFrom('invoice')
        .select('payment_reference')
        .where('billing_account_id', '=', account.billingAccountId)
        .where('name', '=', name)
        .executeTakeFirstOrThrow();
      return { name, reference: row.payment_reference ?? '' };
    },
    shown: async (name) => (await server.get(`/invoices/${name}`)).json<{ properties: ShownInvoice }>().properties,
  };
}
