import type { Language } from '@betalt/contract/portal/session.ts';
import type { DeclineCode } from '@betalt/core/payments/decline.ts';

/** What to tell the payer about a refusal: what happened, and what to do. Nothing was charged in any of them. */
export function declineSentence(code: DeclineCode, language: Language): string {
  return SENTENCES[language][code];
}

const SENTENCES: Readonly<Record<Language, Readonly<Record<DeclineCode, string>>>> = {
  'en-US': {
    card_declined: 'Your bank declined the card. Try another card, or ask your bank why.',
    insufficient_funds: 'The card does not have enough funds for this payment. Try another card.',
    card_expired: 'The card has expired. Try another card, or add the new one.',
    incorrect_cvc: 'The security code is not correct. Add the card again with the right code.',
    incorrect_number: 'The card number is not correct. Add the card again.',
    lost_or_stolen: 'The card cannot be used. Try another card, and contact your bank.',
    limit_exceeded:
      'The payment is above the limit of the card. Try another card, or ask your bank to raise the limit.',
    authentication_failed: 'Your bank could not confirm that it is you. Try again, or use another card.',
    authentication_required: 'Your bank wants you to confirm this payment. Pay again, and complete the confirmation.',
    processing_error:
      'The bank could not process the card just now. Nothing was charged. Try again in a moment, or use another card.',
    payment_method_unusable: 'The card can no longer be used. Choose another card, or add a new one.',
  },
  'nb-NO': {
    card_declined: 'Banken din avviste kortet. Prøv et annet kort, eller spør banken hvorfor.',
    insufficient_funds: 'Det er ikke nok penger på kortet til denne betalingen. Prøv et annet kort.',
    card_expired: 'Kortet er utløpt. Prøv et annet kort, eller legg til det nye.',
    incorrect_cvc: 'Sikkerhetskoden er ikke riktig. Legg til kortet på nytt med riktig kode.',
    incorrect_number: 'Kortnummeret er ikke riktig. Legg til kortet på nytt.',
    lost_or_stolen: 'Kortet kan ikke brukes. Prøv et annet kort, og kontakt banken din.',
    limit_exceeded: 'Betalingen er over grensen for kortet. Prøv et annet kort, eller be banken om å heve grensen.',
    authentication_failed: 'Banken kunne ikke bekrefte at det er deg. Prøv igjen, eller bruk et annet kort.',
    authentication_required: 'Banken vil at du bekrefter betalingen. Betal på nytt, og fullfør bekreftelsen.',
    processing_error:
      'Banken kunne ikke behandle kortet akkurat nå. Ingenting er belastet. Prøv igjen om litt, eller bruk et annet kort.',
    payment_method_unusable: 'Kortet kan ikke lenger brukes. Velg et annet kort, eller legg til et nytt.',
  },
};
