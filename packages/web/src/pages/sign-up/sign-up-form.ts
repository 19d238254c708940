/** The server's own bound; see SignUpRequest in the contract. */
export const MIN_PASSWORD_LETTERS = 12;

type Person = { readonly name: string; readonly email: string; readonly password: string };

/** The fields that cannot be sent as they are. */
export function personProblems({ name, email, password }: Person): Set<keyof Person> {
  const problems = new Set<keyof Person>();
  if (name.trim() === '') problems.add('name');
  if (!isEmail(email.trim())) problems.add('email');
  if ([...password].length < MIN_PASSWORD_LETTERS) problems.add('password');
  return problems;
}

export type AccountFields = {
  readonly companyName: string;
  readonly country: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly addressLine1: string;
  readonly postalCode: string;
  readonly city: string;
  readonly isAgreed: boolean;
};

/** The fields of the billing account that cannot be sent as they are. */
export function accountProblems(fields: AccountFields): Set<keyof AccountFields> {
  const problems = new Set<keyof AccountFields>();
  for (const field of ['companyName', 'addressLine1', 'city'] as const) {
    if (fields[field].trim() === '') problems.add(field);
  }
  if (!fields.isAgreed) problems.add('isAgreed');
  return problems;
}

/** The usual currency of a country where the portal knows it, to fill the form; the person may choose another. */
export function currencyOf(country: string): string {
  return CURRENCIES[country] ?? 'EUR';
}

/** Countries that are offered, with their currency. */
// biome-ignore format: a table of one country a line would be 29 lines that nobody reads
const CURRENCIES: Readonly<Record<string, string>> = {
  AT: 'EUR', AU: 'AUD', BE: 'EUR', CA: 'CAD', CH: 'CHF', CZ: 'CZK', DE: 'EUR', DK: 'DKK', EE: 'EUR', ES: 'EUR',
  FI: 'EUR', FR: 'EUR', GB: 'GBP', IE: 'EUR', IN: 'INR', IS: 'ISK', IT: 'EUR', JP: 'JPY', LT: 'EUR', LU: 'EUR',
  LV: 'EUR', NL: 'EUR', NO: 'NOK', NZ: 'NZD', PL: 'PLN', PT: 'EUR', SE: 'SEK', SG: 'SGD', US: 'USD',
};

export const COUNTRIES: readonly string[] = Object.keys(CURRENCIES);
export const CURRENCY_CODES: readonly string[] = [...new Set(Object.values(CURRENCIES))].sort();

/** The region of the browser's language where it is offered, else Norway. */
export function likelyCountry(preferred: readonly string[]): string {
  const regions = preferred.map((tag) => tag.split('-')[1]?.toUpperCase());
  return regions.find((region) => region !== undefined && region in CURRENCIES) ?? 'NO';
}

/** One @ with something on both sides and no space: whether it is read there, only a mail can tell. */
function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text);
}
