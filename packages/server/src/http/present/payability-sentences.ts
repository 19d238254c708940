import type { Language } from '@betalt/contract/portal/session.ts';
import type { PayabilityReason } from '@betalt/core/invoices/payability.ts';

interface Sentences {
  readonly reason: string;
  /** What to do about it; absent where nothing needs to be done. */
  readonly remedy?: string;
}

/** Why *Pay now* is missing, as the portal shows it. A language without a sentence does not compile. */
export function payabilitySentences(reason: PayabilityReason, language: Language): Sentences {
  return SENTENCES[language][reason];
}

const SENTENCES: Readonly<Record<Language, Readonly<Record<PayabilityReason, Sentences>>>> = {
  'en-US': {
    AlreadyPaid: { reason: 'This invoice is paid.' },
    PaymentProcessing: {
      reason: 'A payment of this invoice is being processed.',
      remedy: 'The status changes by itself when the payment is settled or released.',
    },
    NoPermission: {
      reason: 'You can view this invoice, but your role cannot pay it.',
      remedy: 'A billing account owner or a billing profile owner can give you the role Invoice manager.',
    },
    AboveCardLimit: {
      reason: 'The amount due is above the limit for payment by card.',
      remedy: 'Pay by bank transfer to the account on the invoice, with the payment reference that this page shows.',
    },
    Disputed: {
      reason: 'A payment of this invoice is disputed with the bank.',
      remedy: 'It can be paid again when the dispute is decided.',
    },
    Void: { reason: 'This invoice is void. Nothing is owed.' },
    CardNotAllowed: {
      reason: 'Invoices of this type of account are not paid by card.',
      remedy: 'Pay by bank transfer to the account on the invoice, with the payment reference that this page shows.',
    },
    CreditNote: { reason: 'This is a credit note. It reduces what you owe.' },
  },
  'nb-NO': {
    AlreadyPaid: { reason: 'Denne fakturaen er betalt.' },
    PaymentProcessing: {
      reason: 'En betaling av denne fakturaen behandles.',
      remedy: 'Statusen endres av seg selv når betalingen er gjennomført eller frigitt.',
    },
    NoPermission: {
      reason: 'Du kan se denne fakturaen, men rollen din kan ikke betale den.',
      remedy: 'En eier av faktureringskontoen eller faktureringsprofilen kan gi deg rollen Fakturabehandler.',
    },
    AboveCardLimit: {
      reason: 'Beløpet er over grensen for betaling med kort.',
      remedy: 'Betal med bankoverføring til kontoen på fakturaen, med betalingsreferansen som vises på denne siden.',
    },
    Disputed: {
      reason: 'En betaling av denne fakturaen er bestridt hos banken.',
      remedy: 'Den kan betales igjen når saken er avgjort.',
    },
    Void: { reason: 'Denne fakturaen er annullert. Ingenting skal betales.' },
    CardNotAllowed: {
      reason: 'Fakturaer for denne kontotypen betales ikke med kort.',
      remedy: 'Betal med bankoverføring til kontoen på fakturaen, med betalingsreferansen som vises på denne siden.',
    },
    CreditNote: { reason: 'Dette er en kreditnota. Den reduserer det du skylder.' },
  },
};
