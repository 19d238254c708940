export type Locale = 'en-US' | 'nb-NO';

/** The words of the journey (product.md) and of what stands beside it, as people read them. */
export interface Words {
  readonly locale: Locale;
  readonly signIn: string;
  readonly signOut: string;
  readonly email: string;
  readonly password: string;
  readonly search: string;
  readonly service: string;
  readonly billing: string;
  readonly invoices: string;
  readonly payNow: string;
  readonly selectMethod: string;
  readonly addMethod: string;
  readonly due: string;
  readonly pastDue: string;
  readonly processing: string;
  readonly paid: string;
  readonly cardNumber: string;
  readonly expiry: string;
  readonly securityCode: string;
  readonly close: string;
  /** Names of the gateway's frames. */
  readonly cardFrame: string;
  readonly challengeFrame: string;
  readonly completeChallenge: string;
  readonly failChallenge: string;
  readonly cancelChallenge: string;
  readonly home: string;
  /** The choice to use credit first, whatever its amount. */
  readonly credit: RegExp;
}

export const EN: Words = {
  locale: 'en-US',
  signIn: 'Sign in',
  signOut: 'Sign out',
  email: 'E-mail',
  password: 'Password',
  search: 'Search',
  service: 'Cost Management + Billing',
  billing: 'Billing',
  invoices: 'Invoices',
  payNow: 'Pay now',
  selectMethod: 'Select a payment method',
  addMethod: 'Add new payment method',
  due: 'Due',
  pastDue: 'Past due',
  processing: 'Processing',
  paid: 'Paid',
  cardNumber: 'Card number',
  expiry: 'Expiration date',
  securityCode: 'Security code',
  close: 'Close',
  cardFrame: 'Secure card form',
  challengeFrame: 'Card authentication',
  completeChallenge: 'Complete authentication',
  failChallenge: 'Fail authentication',
  cancelChallenge: 'Cancel authentication',
  home: 'Home',
  credit: /^Use .+ credit$/,
};

export const NB: Words = {
  locale: 'nb-NO',
  signIn: 'Logg på',
  signOut: 'Logg av',
  email: 'E-post',
  password: 'Passord',
  search: 'Søk',
  service: 'Kostnadsstyring + fakturering',
  billing: 'Fakturering',
  invoices: 'Fakturaer',
  payNow: 'Betal nå',
  selectMethod: 'Velg en betalingsmåte',
  addMethod: 'Legg til ny betalingsmåte',
  due: 'Forfaller',
  pastDue: 'Forfalt',
  processing: 'Behandles',
  paid: 'Betalt',
  cardNumber: 'Kortnummer',
  expiry: 'Utløpsdato',
  securityCode: 'Sikkerhetskode',
  close: 'Lukk',
  cardFrame: 'Sikkert kortskjema',
  challengeFrame: 'Kortgodkjenning',
  completeChallenge: 'Fullfør godkjenning',
  failChallenge: 'Avvis godkjenning',
  cancelChallenge: 'Avbryt godkjenning',
  home: 'Hjem',
  credit: /^Bruk .+ kreditt$/,
};

export const BOTH: readonly Words[] = [EN, NB];
