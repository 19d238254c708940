import type { Language } from '@betalt/contract/portal/session.ts';

/** Why a bank transaction is where it is: what matching wrote (core/bank/match.ts, app/bank). */
const REASONS = [
  'amount_and_name',
  'amount_differs',
  'several_invoices',
  'several_customers',
  'other_currency',
  'invoice_void',
  'credit_note',
  'no_invoice_found',
  'returned_payment',
  'nothing_to_reverse',
  'not_reversible',
  'maybe_reversal',
  'outgoing',
  'replaced_by_parts',
  'taken_back',
  'by_hand',
] as const;
type BankReason = (typeof REASONS)[number];

/** Undefined for a reason that a newer version wrote. */
export function bankReasonSentence(reason: string, language: Language): string | undefined {
  const known = REASONS.find((each) => each === reason);
  return known && SENTENCES[language][known];
}

const SENTENCES: Readonly<Record<Language, Readonly<Record<BankReason, string>>>> = {
  'en-US': {
    amount_and_name: 'No reference, but the amount and the payer’s name fit. Confirm the invoice if it is the one.',
    amount_differs: 'The invoice number fits, but the amount does not. Say which invoices it is for.',
    several_invoices: 'More than one invoice has this reference or number. Choose the right one.',
    several_customers: 'Invoices of more than one customer fit. Choose the right one.',
    other_currency:
      'The invoice is in another currency. Ask the payer, or put the money on account of a profile in its currency.',
    invoice_void: 'The invoice is void. Choose another, or put the money on account.',
    credit_note: 'The reference is that of a credit note. Choose an invoice, or put the money on account.',
    no_invoice_found: 'Nothing in it names an invoice. Find the customer, or ignore it if it is no payment.',
    returned_payment: 'The bank returned a payment that you had sent.',
    nothing_to_reverse:
      'The bank took a payment back, but the payment is not here. Import the statement that it is on.',
    not_reversible: 'The bank took a payment back of which something was refunded. Settle it with the payer.',
    maybe_reversal:
      'It may take back an earlier payment, or be a refund that you sent. Confirm the reversal, or ignore it.',
    outgoing: 'Money that you sent.',
    replaced_by_parts: 'A batch whose parts came in another file.',
    taken_back: 'The bank took it back.',
    by_hand: 'Decided by hand.',
  },
  'nb-NO': {
    amount_and_name: 'Uten referanse, men beløpet og navnet på betaleren passer. Bekreft fakturaen hvis det er den.',
    amount_differs: 'Fakturanummeret passer, men ikke beløpet. Angi hvilke fakturaer det gjelder.',
    several_invoices: 'Flere fakturaer har denne referansen eller dette nummeret. Velg den riktige.',
    several_customers: 'Fakturaer til flere kunder passer. Velg den riktige.',
    other_currency:
      'Fakturaen er i en annen valuta. Spør betaleren, eller før pengene som innestående beløp på en profil i samme valuta.',
    invoice_void: 'Fakturaen er annullert. Velg en annen, eller før pengene som innestående beløp.',
    credit_note: 'Referansen tilhører en kreditnota. Velg en faktura, eller før pengene som innestående beløp.',
    no_invoice_found:
      'Ingenting i transaksjonen viser til en faktura. Finn kunden, eller ignorer den hvis den ikke er en betaling.',
    returned_payment: 'Banken har returnert en betaling som dere hadde sendt.',
    nothing_to_reverse: 'Banken har tilbakeført en betaling som ikke finnes her. Importer kontoutskriften den står på.',
    not_reversible: 'Banken har tilbakeført en betaling som helt eller delvis er refundert. Gjør opp med betaleren.',
    maybe_reversal:
      'Den kan tilbakeføre en tidligere betaling eller være en refusjon som dere har sendt. Bekreft tilbakeføringen, eller ignorer den.',
    outgoing: 'Penger som dere har sendt.',
    replaced_by_parts: 'En samlepost der delene kom i en annen fil.',
    taken_back: 'Banken har tilbakeført den.',
    by_hand: 'Avgjort for hånd.',
  },
};
