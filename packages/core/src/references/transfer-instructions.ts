import type { Money } from '../money/money.ts';
import { isCreditorReference } from './creditor-reference.ts';
import { epcPayload } from './epc-qr.ts';
import { compactIban, isIban, isQrIban } from './iban.ts';
import { isKid } from './kid.ts';
import { ibanOfNorwegianAccount, isNorwegianAccount, printNorwegianAccount } from './norwegian-account.ts';
import { isOcr } from './ocr.ts';
import { isOgm, printOgm } from './ogm.ts';
import { type QrBillParty, qrBillPayload } from './swiss-qr-bill.ts';
import { isQrReference, printQrReference } from './swiss-reference.ts';
import { isViite, printViite } from './viite.ts';

/** One account that can be paid to: an IBAN, or an account number of a country's own form. */
export interface PayeeAccount {
  readonly account: string;
  readonly bic?: string | undefined;
  readonly bankName?: string | undefined;
  /** What it is kept in; absent: any. */
  readonly currency?: string | undefined;
}

export interface TransferPayee {
  readonly name: string;
  readonly address?: Omit<QrBillParty, 'name'> | undefined;
  readonly accounts: readonly PayeeAccount[];
}

export interface TransferRequest {
  readonly amountDue: Money;
  /** As it was issued; null: the number itself is quoted. */
  readonly paymentReference: string | null;
  readonly invoiceNumber: string;
  readonly payee: TransferPayee;
}

export type TransferReferenceKind = 'KID' | 'RF' | 'OGM' | 'QRR' | 'SCOR' | 'VIITE' | 'OCR' | 'text';

/** What a payer types into their bank, or scans: ready for page and PDF. */
export interface TransferInstructions {
  readonly beneficiary: string;
  readonly iban?: string;
  /** Where the country's own form is what payers there type: Norway's eleven digits, '8601.11.17947'. */
  readonly accountNumber?: string;
  readonly bic?: string;
  readonly bankName?: string;
  readonly amount: Money;
  readonly reference: { readonly kind: TransferReferenceKind; readonly value: string; readonly printed: string };
  readonly qr?: { readonly kind: 'EPC' | 'Swiss'; readonly payload: string };
}

/**
 * How to pay an invoice by bank transfer. Of several accounts the one in the invoice's currency is taken, else one that is
 * for any, else the first. The reference's kind follows from what it is and from the country of the account: a KID is one in
 * Norway only. Undefined where the payee has no account.
 */
export function transferInstructions(request: TransferRequest): TransferInstructions | undefined {
  const { amountDue: amount, payee } = request;
  const chosen = chooseAccount(payee.accounts, amount.currency);
  if (chosen === undefined) return undefined;
  const iban = ibanOrUndefined(chosen.account);
  const accountNumber = iban === undefined ? chosen.account.trim() : undefined;
  const reference = readReference(request, iban);
  const instructions = {
    beneficiary: payee.name,
    ...(iban === undefined ? {} : { iban }),
    ...optional('accountNumber', printNorwegianAccount(iban ?? '') ?? accountNumber),
    ...optional('bic', chosen.bic),
    ...optional('bankName', chosen.bankName),
    amount,
    reference,
  };
  const qr = iban === undefined ? undefined : qrOf(request, iban, instructions);
  return qr === undefined ? instructions : { ...instructions, qr };
}

function chooseAccount(accounts: readonly PayeeAccount[], currency: string): PayeeAccount | undefined {
  return (
    accounts.find((each) => each.currency === currency) ??
    accounts.find((each) => each.currency === undefined) ??
    accounts[0]
  );
}

/** Eleven digits with Norway's check are a Norwegian account, whose IBAN follows. */
function ibanOrUndefined(account: string): string | undefined {
  if (isIban(account)) return compactIban(account);
  return isNorwegianAccount(account) ? ibanOfNorwegianAccount(account) : undefined;
}

function optional<Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: string };
}

type Reference = TransferInstructions['reference'];

function readReference({ paymentReference, invoiceNumber }: TransferRequest, iban: string | undefined): Reference {
  const text = paymentReference ?? invoiceNumber;
  const country = iban?.slice(0, 2) ?? '';
  const compact = text.replaceAll(' ', '');
  if (isCreditorReference(text)) {
    const value = compact.toUpperCase();
    const kind = country === 'CH' || country === 'LI' ? 'SCOR' : 'RF';
    return { kind, value, printed: (value.match(/.{1,4}/g) ?? []).join(' ') };
  }
  if (iban !== undefined && isQrIban(iban) && isQrReference(text))
    return { kind: 'QRR', value: compact, printed: printQrReference(compact) };
  const printer = NATIONAL[country];
  return printer?.(text) ?? { kind: 'text', value: text, printed: text };
}

const NATIONAL: Readonly<Record<string, (text: string) => Reference | undefined>> = {
  NO: (text) => (isKid(text) ? { kind: 'KID', value: text, printed: text } : undefined),
  BE: (text) => (isOgm(text) ? { kind: 'OGM', value: text.replaceAll(/\D/g, ''), printed: printOgm(text) } : undefined),
  FI: (text) =>
    isViite(text) ? { kind: 'VIITE', value: text.replaceAll(' ', ''), printed: printViite(text) } : undefined,
  SE: (text) => (isOcr(text) ? { kind: 'OCR', value: text.replaceAll(' ', ''), printed: text } : undefined),
};

function qrOf(
  { payee }: TransferRequest,
  iban: string,
  { amount, bic, reference }: Pick<TransferInstructions, 'amount' | 'bic' | 'reference'>,
): TransferInstructions['qr'] {
  const isText = reference.kind === 'text';
  if (/^(?:CH|LI)/.test(iban) && payee.address !== undefined) {
    const creditor = { name: payee.name, ...payee.address };
    const said = isText ? { message: reference.value } : { reference: reference.value };
    const payload = qrBillPayload({ creditor, iban, amount, ...said });
    if (payload !== undefined) return { kind: 'Swiss', payload };
  }
  if (isQrIban(iban) || !SEPA.has(iban.slice(0, 2))) return undefined;
  const isRf = reference.kind === 'RF' || reference.kind === 'SCOR';
  const epcReference = { isCreditorReference: isRf, text: isRf ? reference.value : reference.printed };
  const payload = epcPayload({ beneficiary: payee.name, iban, bic, amount, reference: epcReference });
  return payload === undefined ? undefined : { kind: 'EPC', payload };
}

/** Countries of the SEPA schemes by IBAN prefix (EPC409-09); what is French or British elsewhere has FR, GG, … as its own. */
const SEPA: ReadonlySet<string> = new Set(
  (
    'AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK ' +
    'SM VA'
  ).split(' '),
);
