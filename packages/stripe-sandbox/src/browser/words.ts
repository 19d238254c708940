// NOTE: used by the pages when they are rendered and by their scripts when the language changes.

export type Locale = 'en' | 'nb';

export interface Words {
  readonly cardNumber: string;
  readonly expiry: string;
  readonly expiryHint: string;
  readonly securityCode: string;
  readonly securityCodeHint: string;
  readonly frameTitle: string;
  readonly testMode: string;
  readonly testHint: string;
  readonly errors: Readonly<Record<FieldError, string>>;
  readonly refusals: Readonly<Record<string, string>>;
  readonly challenge: ChallengeWords;
}
export type FieldError =
  | 'incomplete_number'
  | 'invalid_number'
  | 'incomplete_expiry'
  | 'invalid_expiry_month'
  | 'invalid_expiry_year_past'
  | 'invalid_expiry_year'
  | 'incomplete_cvc';
export interface ChallengeWords {
  readonly frameTitle: string;
  readonly bank: string;
  readonly payTitle: string;
  readonly saveTitle: string;
  readonly intro: string;
  readonly merchant: string;
  readonly amount: string;
  readonly card: string;
  readonly complete: string;
  readonly fail: string;
  readonly close: string;
  readonly note: string;
  readonly gone: string;
  readonly trouble: string;
}

const en: Words = {
  cardNumber: 'Card number',
  expiry: 'Expiration date',
  expiryHint: 'MM / YY',
  securityCode: 'Security code',
  securityCodeHint: 'CVC',
  frameTitle: 'Secure card form',
  testMode: 'Test',
  testHint: 'No money moves here. Try 4242 4242 4242 4242, any future date and any code.',
  errors: {
    incomplete_number: 'Your card number is incomplete.',
    invalid_number: 'Your card number is not valid.',
    incomplete_expiry: "Your card's expiration date is incomplete.",
    invalid_expiry_month: "Your card's expiration month is not valid.",
    invalid_expiry_year_past: "Your card's expiration date is in the past.",
    invalid_expiry_year: "Your card's expiration year is not valid.",
    incomplete_cvc: "Your card's security code is incomplete.",
  },
  refusals: {},
  challenge: {
    frameTitle: 'Card authentication',
    bank: 'Test bank',
    payTitle: 'Confirm your payment',
    saveTitle: 'Confirm your card',
    intro: 'Your bank wants to know that it is you.',
    merchant: 'Merchant',
    amount: 'Amount',
    card: 'Card',
    complete: 'Complete authentication',
    fail: 'Fail authentication',
    close: 'Cancel authentication',
    note: 'This is a test page: no bank is asked and no money moves.',
    gone: 'There is nothing to authenticate: it is done already, or was canceled.',
    trouble: 'That did not get through. Try again.',
  },
};

const nb: Words = {
  cardNumber: 'Kortnummer',
  expiry: 'Utløpsdato',
  expiryHint: 'MM / ÅÅ',
  securityCode: 'Sikkerhetskode',
  securityCodeHint: 'CVC',
  frameTitle: 'Sikkert kortskjema',
  testMode: 'Test',
  testHint: 'Ingen penger flyttes her. Prøv 4242 4242 4242 4242, en dato fram i tid og en hvilken som helst kode.',
  errors: {
    incomplete_number: 'Kortnummeret er ufullstendig.',
    invalid_number: 'Kortnummeret er ikke gyldig.',
    incomplete_expiry: 'Utløpsdatoen er ufullstendig.',
    invalid_expiry_month: 'Utløpsmåneden er ikke gyldig.',
    invalid_expiry_year_past: 'Kortet er utløpt.',
    invalid_expiry_year: 'Utløpsåret er ikke gyldig.',
    incomplete_cvc: 'Sikkerhetskoden er ufullstendig.',
  },
  refusals: {
    authentication_required: 'Kortet ble avvist. Banken krever at du godkjenner betalingen.',
    card_declined: 'Kortet ble avvist.',
    card_velocity_exceeded: 'Kortet ble avvist fordi en grense for beløp eller antall er nådd.',
    expired_card: 'Kortet er utløpt.',
    incorrect_cvc: 'Sikkerhetskoden er feil.',
    incorrect_number: 'Kortnummeret er feil.',
    insufficient_funds: 'Det er ikke dekning på kortet.',
    payment_intent_authentication_failure: 'Betalingen ble ikke godkjent. Velg et annet kort eller prøv igjen.',
    processing_error: 'Noe gikk galt da kortet ble behandlet. Prøv igjen om litt.',
    setup_intent_authentication_failure: 'Kortet ble ikke godkjent. Velg et annet kort eller prøv igjen.',
    test_mode_live_card: 'Kortet ble avvist: bare testkort kan brukes her.',
  },
  challenge: {
    frameTitle: 'Kortgodkjenning',
    bank: 'Testbank',
    payTitle: 'Bekreft betalingen',
    saveTitle: 'Bekreft kortet',
    intro: 'Banken vil vite at det er deg.',
    merchant: 'Brukersted',
    amount: 'Beløp',
    card: 'Kort',
    complete: 'Fullfør godkjenning',
    fail: 'Avvis godkjenning',
    close: 'Avbryt godkjenning',
    note: 'Dette er en testside: ingen bank blir spurt, og ingen penger flyttes.',
    gone: 'Det er ingenting å godkjenne: det er allerede gjort, eller det ble avbrutt.',
    trouble: 'Det kom ikke fram. Prøv igjen.',
  },
};

/** English is the source; Norwegian for any tag of Norwegian. */
export function localeOf(tag: string | null | undefined): Locale {
  return /^(nb|nn|no)\b/i.test(tag ?? '') ? 'nb' : 'en';
}

export function wordsIn(locale: Locale): Words {
  return locale === 'nb' ? nb : en;
}

/** A refusal's sentence in the reader's language; English ones come from the API. */
export function refusalText(locale: Locale, error: { code?: string; decline_code?: string; message?: string }): string {
  const { refusals } = wordsIn(locale);
  return refusals[error.decline_code ?? ''] ?? refusals[error.code ?? ''] ?? error.message ?? '';
}
