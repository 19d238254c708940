import type { Language } from '@betalt/contract/portal/session.ts';
import type { AutomaticProblem } from '@betalt/core/payments/automatic.ts';

/** Why automatic payment does not work, or why one invoice is not charged. A language without a sentence does not compile. */
export type AutomaticReason = AutomaticProblem | 'OpenQuery' | 'AboveCardLimit';

export function automaticSentence(reason: AutomaticReason, language: Language): string {
  return SENTENCES[language][reason];
}

const SENTENCES: Readonly<Record<Language, Readonly<Record<AutomaticReason, string>>>> = {
  'en-US': {
    NoDefaultPaymentMethod: 'The billing profile has no default payment method. Attach a card and make it the default.',
    PaymentMethodRemoved: 'The default payment method has been removed. Make another card the default.',
    PaymentMethodExpired: 'The default card has expired. Make another card the default.',
    CardNotAllowed: 'Invoices of this type of account are not paid by card. Pay by bank transfer.',
    OpenQuery: 'You have an open query about this invoice. It is not charged until the query is closed.',
    AboveCardLimit: 'The amount due is above the limit for payment by card. Pay by bank transfer, or pay a part of it.',
  },
  'nb-NO': {
    NoDefaultPaymentMethod:
      'Faktureringsprofilen har ingen standard betalingsmåte. Knytt til et kort, og angi det som standard.',
    PaymentMethodRemoved: 'Standard betalingsmåte er fjernet. Angi et annet kort som standard.',
    PaymentMethodExpired: 'Standardkortet er utløpt. Angi et annet kort som standard.',
    CardNotAllowed: 'Fakturaer for denne kontotypen betales ikke med kort. Betal med bankoverføring.',
    OpenQuery: 'Du har en åpen forespørsel om denne fakturaen. Den belastes ikke før forespørselen er lukket.',
    AboveCardLimit:
      'Beløpet er over grensen for betaling med kort. Betal med bankoverføring, eller betal en del av det.',
  },
};
