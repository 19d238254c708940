import { accountOf, apiAs } from './api.ts';
import { FINANCE, KANSO_OWNER, OWNER } from './sign-in.ts';

interface Issue {
  readonly number: string;
  readonly net?: string;
  /** Days from today; negative is past due. */
  readonly dueInDays?: number;
}

const PROFILES = {
  NOK: { name: 'FJRD-NORG-NOK-PGB', owner: OWNER, buyer: 'Fjord Labs AS' },
  USD: { name: 'FJRD-INTL-USD-PGB', owner: OWNER, buyer: 'Fjord Labs AS' },
  JPY: { name: 'KNSO-TOKY-JPY-PGB', owner: KANSO_OWNER, buyer: 'Kanso KK' },
} as const;

/**
 * Invoices of a test's own, so that no test waits for another: the issuer imports them over the API, in the JSON form.
 *
 * @returns the name of their billing account
 * @param net of the one line, without tax; a whole number in JPY
 */
export async function issueInvoices(
  url: string,
  issues: readonly Issue[],
  currency: keyof typeof PROFILES = 'NOK',
): Promise<string> {
  const profile = PROFILES[currency];
  const account = accountOf(await apiAs(url, profile.owner));
  const finance = await apiAs(url, FINANCE);
  const path = `/providers/Microsoft.Billing/billingAccounts/${account}/billingProfiles/${profile.name}/importInvoices`;
  for (const issue of issues) {
    const response = await finance.request('POST', path, { body: documentOf(issue, currency, profile.buyer) });
    if (!response.ok) throw new Error(`invoice ${issue.number} was not imported: ${await response.text()}`);
  }
  return account;
}

const DAY_MS = 86_400_000;

function documentOf({ number, net = '100', dueInDays = -3 }: Issue, currency: string, buyer: string) {
  return {
    number,
    specification: 'urn:cen.eu:en16931:2017',
    issuedOn: dayFromToday(dueInDays - 30),
    dueOn: dayFromToday(dueInDays),
    currency,
    seller: { name: 'Nordlys Cloud AS', vatId: 'NO987654325MVA', address: { country: 'NO' } },
    buyer: { name: buyer, address: { country: 'NO' } },
    taxSubtotals: [{ category: 'Z', ratePercent: '0', taxable: net, tax: '0' }],
    totals: { lineNet: net, taxExclusive: net, tax: '0', taxInclusive: net, payable: net },
    lines: [
      {
        lineId: '1',
        name: 'Virtual machines',
        quantity: '1',
        unitCode: 'C62',
        unitPrice: net,
        net,
        taxCategory: 'Z',
        taxRatePercent: '0',
      },
    ],
  };
}

export function dayFromToday(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}
