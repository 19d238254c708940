import { invalid } from '../wire/failures.ts';

/** Currencies that Stripe sends without decimals, https://docs.stripe.com/currencies#zero-decimal */
const ZERO_DECIMAL = words('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf');
/** Sent with three decimals, the last always 0. */
const THREE_DECIMAL = words('bhd jod kwd omr tnd');
/** Without decimals by ISO 4217, yet sent with two, always 00. */
const TWO_DECIMAL_ALWAYS_ZERO = words('isk ugx');
const TWO_DECIMAL = words(
  'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah uyu uzs wst xcd yer zar zmw',
);
/** The least that may be charged, in the minor unit, https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const MINIMUM: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'usd 50, aed 200, aud 50, brl 50, cad 50, chf 50, czk 1500, dkk 250, eur 50, gbp 30, hkd 400, huf 17500, inr 50, ' +
    'jpy 50, mxn 1000, myr 200, nok 300, nzd 50, pln 200, ron 200, sek 300, sgd 50, thb 1000'
  )
    .split(', ')
    .map((row) => [row.slice(0, 3), Number(row.slice(4))]),
);
const MAXIMUM = 99_999_999;

/** The currency in lower case; throws when Stripe does not know it. */
export function checkCurrency(given: string): string {
  const currency = given.toLowerCase();
  if ([ZERO_DECIMAL, THREE_DECIMAL, TWO_DECIMAL_ALWAYS_ZERO, TWO_DECIMAL].some((set) => set.has(currency)))
    return currency;
  throw invalid(`Invalid currency: ${given}`, { param: 'currency' });
}

/** Throws unless `amount`, in the currency's minor unit as Stripe counts it, can be charged. */
export function checkAmount(amount: number, currency: string): void {
  if (amount < (MINIMUM[currency] ?? 1)) {
    throw invalid(`Amount must be at least ${MINIMUM[currency] ?? 1} in the smallest unit of ${currency}.`, {
      code: 'amount_too_small',
      param: 'amount',
    });
  }
  if (amount > MAXIMUM) {
    throw invalid(`Amount must be no more than ${MAXIMUM}.`, { code: 'amount_too_large', param: 'amount' });
  }
  const step = THREE_DECIMAL.has(currency) ? 10 : TWO_DECIMAL_ALWAYS_ZERO.has(currency) ? 100 : 1;
  if (amount % step !== 0) {
    throw invalid(`Invalid amount: in ${currency} it must be a multiple of ${step}.`, {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
}

/** The amount in the currency's major unit, for showing. */
export function toMajor(amount: number, currency: string): number {
  return amount / (ZERO_DECIMAL.has(currency) ? 1 : THREE_DECIMAL.has(currency) ? 1_000 : 100);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
