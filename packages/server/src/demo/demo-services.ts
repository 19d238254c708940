import type { Currency } from '@betalt/core/money/currency.ts';
import { decimalText, shortest } from '@betalt/core/shared/decimal.ts';

/** What the demo's vendor sells: a cloud, by the hour, the gigabyte and the seat. */
export interface DemoService {
  readonly name: string;
  readonly description: string;
  /** UN/ECE recommendation 20: HUR hours, E34 gigabytes, C62 units, MON months. */
  readonly unitCode: string;
  /** Per unit in US cents with two more decimals: 1920 is USD 0.1920. */
  readonly usdTenThousandths: number;
  /** A usual month's quantity, between these. */
  readonly quantity: readonly [least: number, most: number];
}

export const SERVICES: readonly DemoService[] = [
  service('Virtual machines', 'D4s v5, Norway East, Linux', 'HUR', 1920, [2900, 9800]),
  service('Virtual machines', 'E8s v5, Norway East, reserved', 'HUR', 3310, [740, 2960]),
  service('Kubernetes', 'Standard control plane', 'HUR', 1000, [744, 2232]),
  service('Object storage', 'Hot tier, zone-redundant', 'E34', 230, [9000, 42_000]),
  service('Block storage', 'Premium SSD v2, provisioned capacity', 'E34', 1060, [1200, 6400]),
  service('Managed PostgreSQL', 'General purpose, 8 vCores', 'HUR', 7040, [744, 1488]),
  service('Bandwidth', 'Outbound, Europe', 'E34', 870, [800, 7400]),
  service('GPU machines', 'NC24ads A100 v4, West Europe', 'HUR', 36_730, [60, 420]),
  service('Log analytics', 'Ingestion, pay as you go', 'E34', 29_900, [60, 310]),
  service('Content delivery', 'Standard, worldwide', 'E34', 810, [500, 5200]),
];

/** A price of ten-thousandths of a dollar in the currency, as a decimal of four places at most, without trailing zeros. */
export function priceIn(currency: Currency, usdTenThousandths: number): string {
  const rate = PRICE_RATES[currency] ?? 1;
  return decimalText(shortest({ unscaled: BigInt(Math.round(usdTenThousandths * rate)), scale: 4 }));
}

// What the demo's price list has for a dollar; a price list, not a market rate.
const PRICE_RATES: Partial<Record<Currency, number>> = { USD: 1, NOK: 10.4, JPY: 150 };

function service(
  name: string,
  description: string,
  unitCode: string,
  usdTenThousandths: number,
  quantity: readonly [number, number],
): DemoService {
  return { name, description, unitCode, usdTenThousandths, quantity };
}
