import type { InvoiceDraft } from '../invoice-document.ts';
import { type Violation, violation } from '../violation.ts';
import { peppolAllowanceRules } from './peppol-allowances.ts';
import { peppolLineRules } from './peppol-lines.ts';

const PEPPOL_BILLING_3 = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0';

/** Peppol BIS Billing 3 asks for more than EN 16931, of documents that say that they follow it. */
export function isPeppolBilling({ specification }: InvoiceDraft): boolean {
  return specification?.startsWith(PEPPOL_BILLING_3) ?? false;
}

export function peppolRules(draft: InvoiceDraft): Violation[] {
  if (!isPeppolBilling(draft)) return [];
  return [
    ...businessProcess(draft),
    ...requirements.filter(([, , , isMet]) => !isMet(draft)).map(([rule, path, text]) => named(rule, path, text)),
    ...mandates(draft),
    ...peppolAllowanceRules(draft),
    ...peppolLineRules(draft),
  ];
}

type Requirement = readonly [rule: string, path: string, message: string, isMet: (draft: InvoiceDraft) => boolean];

const requirements: readonly Requirement[] = [
  [
    'R002',
    'notes',
    'Peppol allows one note. Join the notes.',
    (draft) => (draft.notes?.length ?? 0) <= 1 || isGerman(draft),
  ],
  [
    'R003',
    'buyerReference',
    'Neither a buyer reference nor a purchase order is given. Add what the buyer asked for.',
    (draft) => (draft.buyerReference ?? draft.purchaseOrder) !== undefined,
  ],
  [
    'R005',
    'taxInAccountingCurrency.currency',
    'The currency of the tax report is the currency of the invoice. Leave it out.',
    (draft) => !draft.taxInAccountingCurrency || draft.taxInAccountingCurrency.currency !== draft.currency,
  ],
  [
    'R055',
    'taxInAccountingCurrency.taxMinor',
    'The tax has different signs in the two currencies. Correct one of them.',
    hasSameSign,
  ],
  [
    'R010',
    'buyer.electronicAddress',
    'The buyer has no electronic address. Add it with its scheme.',
    (draft) => draft.buyer?.electronicAddress !== undefined,
  ],
  [
    'R020',
    'seller.electronicAddress',
    'The seller has no electronic address. Add it with its scheme.',
    (draft) => draft.seller?.electronicAddress !== undefined,
  ],
];

function named(rule: string, path: string, message: string): Violation {
  return violation(`PEPPOL-EN16931-${rule}`, path, message);
}

function businessProcess({ businessProcess: process }: InvoiceDraft): Violation[] {
  const path = 'businessProcess';
  if (process === undefined) return [named('R001', path, 'The business process (ProfileID) is missing. Add it.')];
  if (/^urn:fdc:peppol\.eu:2017:poacc:billing:\d{2}:1\.0$/.test(process)) return [];
  const form = 'urn:fdc:peppol.eu:2017:poacc:billing:NN:1.0';
  return [named('R007', path, `The business process is ${process}, but Peppol's have the form ${form}.`)];
}

function mandates({ paymentMeans = [] }: InvoiceDraft): Violation[] {
  return paymentMeans.flatMap((means, index) =>
    (means.code === '49' || means.code === '59') && means.mandateId === undefined
      ? [named('R061', `paymentMeans[${index}].mandateId`, 'Direct debit needs the mandate reference. Add it.')]
      : [],
  );
}

function isGerman({ seller, buyer }: InvoiceDraft): boolean {
  return seller?.address?.country === 'DE' && buyer?.address?.country === 'DE';
}

function hasSameSign({ totals, taxInAccountingCurrency }: InvoiceDraft): boolean {
  const [one, other] = [totals?.taxMinor ?? 0n, taxInAccountingCurrency?.taxMinor ?? 0n];
  return one * other >= 0n;
}
