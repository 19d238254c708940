import type { Language } from '@betalt/contract/portal/session.ts';
import { isRefundFailure, type RefundFailure } from '@betalt/core/payments/refund-outcome.ts';

/** What became of a refund, for both sides to read. */
const FAILURES: Readonly<Record<Language, Readonly<Record<RefundFailure, string>>>> = {
  'en-US': {
    method_closed: 'The card is closed, so the money came back.',
    payment_disputed: 'The bank has taken the payment back in a dispute, so it cannot be refunded too.',
    already_refunded: 'The payment has been refunded at the payment service already.',
    balance_too_low: 'The balance at the payment service is too low.',
    bank_declined: "The payer's bank did not take the money.",
    gateway_refused: 'The payment service refused the refund.',
    canceled: 'The refund was canceled, and nothing was paid out.',
  },
  'nb-NO': {
    method_closed: 'Kortet er stengt, og pengene kom tilbake.',
    payment_disputed: 'Banken har tatt betalingen tilbake i en tvist, så den kan ikke refunderes i tillegg.',
    already_refunded: 'Betalingen er allerede refundert hos betalingsformidleren.',
    balance_too_low: 'Saldoen hos betalingsformidleren er for lav.',
    bank_declined: 'Betalerens bank tok ikke imot pengene.',
    gateway_refused: 'Betalingsformidleren avviste refusjonen.',
    canceled: 'Refusjonen ble avbrutt, og ingenting er betalt ut.',
  },
};

/** And what staff do about it; where nothing is to be done, nothing is said. */
const REMEDIES: Readonly<Record<Language, Readonly<Record<RefundFailure, string | null>>>> = {
  'en-US': {
    method_closed: 'Pay it out by bank transfer instead.',
    payment_disputed: 'Answer the dispute.',
    already_refunded: null,
    balance_too_low: 'Try again when there is enough.',
    bank_declined: 'Ask the payer how they want it, and pay it out by bank transfer.',
    gateway_refused: 'Look at the payment there before you try again.',
    canceled: null,
  },
  'nb-NO': {
    method_closed: 'Betal dem ut med bankoverføring i stedet.',
    payment_disputed: 'Svar på tvisten.',
    already_refunded: null,
    balance_too_low: 'Prøv på nytt når den er høy nok.',
    bank_declined: 'Spør betaleren hvordan de vil ha dem, og betal ut med bankoverføring.',
    gateway_refused: 'Se på betalingen der før du prøver på nytt.',
    canceled: null,
  },
};

export function refundFailureSentence(code: string | null, language: Language, isForStaff: boolean): string {
  const failure = code !== null && isRefundFailure(code) ? code : 'gateway_refused';
  const remedy = isForStaff ? REMEDIES[language][failure] : null;
  return [FAILURES[language][failure], ...(remedy === null ? [] : [remedy])].join(' ');
}

/** Source: docs.stripe.com/disputes/categories. */
const REASONS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'en-US': {
    bank_cannot_process: "The payer's bank could not process the payment.",
    credit_not_processed: 'The payer says that a refund or credit is missing.',
    customer_initiated: 'The payer asked their bank to take the payment back.',
    debit_not_authorized: 'The payer says that they did not authorize the debit.',
    duplicate: 'The payer says that they were charged twice.',
    fraudulent: 'The payer says that they did not make the payment.',
    incorrect_account_details: 'The account details were not right.',
    insufficient_funds: 'There was not enough money in the account.',
    noncompliant: 'The bank says that the payment did not follow the rules of the card network.',
    product_not_received: 'The payer says that they did not receive what they paid for.',
    product_unacceptable: 'The payer says that what they received is not as described.',
    subscription_canceled: 'The payer says that the subscription was canceled.',
    unrecognized: 'The payer does not recognize the payment.',
  },
  'nb-NO': {
    bank_cannot_process: 'Betalerens bank kunne ikke behandle betalingen.',
    credit_not_processed: 'Betaleren sier at en refusjon eller kreditt mangler.',
    customer_initiated: 'Betaleren ba banken sin om å ta betalingen tilbake.',
    debit_not_authorized: 'Betaleren sier at de ikke har godkjent belastningen.',
    duplicate: 'Betaleren sier at de er belastet to ganger.',
    fraudulent: 'Betaleren sier at de ikke har gjort betalingen.',
    incorrect_account_details: 'Kontoopplysningene var feil.',
    insufficient_funds: 'Det var ikke nok penger på kontoen.',
    noncompliant: 'Banken sier at betalingen ikke fulgte kortnettverkets regler.',
    product_not_received: 'Betaleren sier at de ikke har mottatt det de betalte for.',
    product_unacceptable: 'Betaleren sier at det de mottok, ikke er som beskrevet.',
    subscription_canceled: 'Betaleren sier at abonnementet var sagt opp.',
    unrecognized: 'Betaleren kjenner ikke igjen betalingen.',
  },
};

const OTHER_REASON: Readonly<Record<Language, string>> = {
  'en-US': "The payer's bank questions the payment.",
  'nb-NO': 'Betalerens bank stiller spørsmål ved betalingen.',
};

/** In a sentence of ours; a word that nobody knows still says what a dispute is. */
export function disputeReasonSentence(code: string, language: Language): string {
  return REASONS[language][code] ?? OTHER_REASON[language];
}
