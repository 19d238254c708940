import type { PaymentNeedingAttention } from '@betalt/contract/attention/attention.ts';
import type { Language } from '@betalt/contract/portal/session.ts';
import { toArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { AttentionKind } from '@betalt/core/payments/attention.ts';
import { isDeclineCode } from '@betalt/core/payments/decline.ts';
import type { AttentionRow } from '../../db/queries/attention.ts';
import { accountName } from '../../identity/account-name.ts';
import { declineSentence } from './decline-sentences.ts';
import { accountResourceId } from './invoice.ts';
import { disputeReasonSentence, refundFailureSentence } from './refund-sentences.ts';

export function presentAttention(row: AttentionRow, language: Language): PaymentNeedingAttention {
  const account = accountOf(row);
  const reason = reasonOf(row, language);
  return {
    id: account === undefined ? (row.event_id ?? row.id) : idBelow(account.id, row),
    kind: row.kind,
    since: row.since.toISOString(),
    ...(account === undefined ? {} : { account }),
    invoiceNames: [...row.invoice_names],
    ...(account === undefined || row.payment_id === null
      ? {}
      : { paymentId: `${account.id}/payments/${row.payment_id}` }),
    ...amountOf(row),
    ...(row.next_check_at === null ? {} : { nextCheckAt: row.next_check_at.toISOString() }),
    ...(row.evidence_due_at === null ? {} : { evidenceDueAt: row.evidence_due_at.toISOString() }),
    ...(reason === undefined ? {} : { reason }),
    whatToDo: WHAT_TO_DO[language][row.kind],
  };
}

function accountOf({ billing_account_id, organization_id, account_display_name }: AttentionRow) {
  if (billing_account_id === null || organization_id === null) return undefined;
  const name = accountName({ billingAccountId: billing_account_id, organizationId: organization_id });
  return { id: accountResourceId(name), name, displayName: account_display_name ?? '' };
}

const COLLECTIONS: Readonly<Partial<Record<AttentionKind, string>>> = {
  UnknownRefund: 'refunds',
  SlowRefund: 'refunds',
  TransferRefund: 'refunds',
  FailedRefund: 'refunds',
  OpenDispute: 'disputes',
};

function idBelow(accountId: string, { kind, id, invoice_names }: AttentionRow): string {
  if (kind === 'AutomaticPayment' || kind === 'OpenQuery') return `${accountId}/invoices/${invoice_names[0] ?? id}`;
  return `${accountId}/${COLLECTIONS[kind] ?? 'payments'}/${id}`;
}

function amountOf({ currency, amount_minor }: AttentionRow) {
  if (currency === null || amount_minor === null) return {};
  return {
    amount: { currency, value: toArmNumber({ amountMinor: amount_minor, currency: currency as Currency }) },
  };
}

function reasonOf({ kind, reason }: AttentionRow, language: Language): string | undefined {
  if (reason === null) return undefined;
  if (kind === 'OpenDispute') return disputeReasonSentence(reason, language);
  if (kind === 'FailedRefund') return refundFailureSentence(reason, language, true);
  if (kind === 'AutomaticPayment') return declineSentence(isDeclineCode(reason) ? reason : 'card_declined', language);
  return kind === 'FailedEvent' || kind === 'OpenQuery' ? reason : undefined;
}

const WHAT_TO_DO: Readonly<Record<Language, Readonly<Record<AttentionKind, string>>>> = {
  'en-US': {
    UnknownPayment:
      'The payment service is asked again at the next check. Check now, or look the payment up there if it stays like this.',
    SlowPayment: 'Bank debits settle within a week. Look the payment up at the payment service.',
    UnknownRefund: 'The payment service is asked again at the next check. Do not refund it another way meanwhile.',
    SlowRefund: 'Refunds reach the payer within two weeks. Look the refund up at the payment service.',
    TransferRefund: 'Pay the amount out by bank transfer, then mark the refund as paid out.',
    FailedRefund:
      'The money is on the invoice or on account again. Agree with the payer how to pay it out, then acknowledge.',
    OpenDispute: 'Send evidence at the payment service before the date, or accept the dispute there.',
    OpenQuery: 'Answer on the page of the invoice. Its reminders wait while the question is open.',
    FailedEvent: 'It is tried again by itself. Tell whoever runs Betalt if it stays.',
    AutomaticPayment:
      'The payer has been asked to authenticate or to choose another card. Remind them, or agree on a transfer.',
  },
  'nb-NO': {
    UnknownPayment:
      'Betalingsformidleren blir spurt på nytt ved neste kontroll. Kontroller nå, eller slå opp betalingen der hvis det ikke endrer seg.',
    SlowPayment: 'Bankbelastninger gjøres opp innen en uke. Slå opp betalingen hos betalingsformidleren.',
    UnknownRefund: 'Betalingsformidleren blir spurt på nytt ved neste kontroll. Ikke refunder på andre måter imens.',
    SlowRefund: 'Refusjoner når betaleren innen to uker. Slå opp refusjonen hos betalingsformidleren.',
    TransferRefund: 'Betal ut beløpet med bankoverføring, og marker så refusjonen som utbetalt.',
    FailedRefund:
      'Pengene er tilbake på fakturaen eller innestående. Avtal med betaleren hvordan de skal betales ut, og bekreft.',
    OpenDispute: 'Send dokumentasjon hos betalingsformidleren før fristen, eller godta tvisten der.',
    OpenQuery: 'Svar på fakturaens side. Påminnelser venter så lenge forespørselen er åpen.',
    FailedEvent: 'Det prøves på nytt av seg selv. Si fra til den som drifter Betalt hvis det ikke går over.',
    AutomaticPayment:
      'Betaleren er bedt om å bekrefte eller velge et annet kort. Minn dem på det, eller avtal en overføring.',
  },
};
