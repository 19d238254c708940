import type { PaymentMethod, PaymentMethodLink } from '@betalt/contract/payments/payment-method.ts';

type PaymentMethodProperties = PaymentMethod['properties'];

/** A payment method as the payer chooses among them. */
export interface PaymentMethodChoice {
  /** Resource id `/providers/Microsoft.Billing/paymentMethods/{name}`: what `pay` takes. */
  readonly id: string;
  readonly method: PaymentMethodProperties;
  readonly isDefault: boolean;
  /** Linked to the billing profile, so that everyone who may pay its invoices may use it. */
  readonly isLinked: boolean;
  readonly obstacle: PaymentMethodObstacle | undefined;
}

/** Why a method that is shown cannot pay. */
export type PaymentMethodObstacle = 'expired' | 'inactive' | 'notACard';

/**
 * The profile's methods and the payer's own, each once, those that can pay first and the default at the very top.
 *
 * @param today `YYYY-MM-DD` in the account's time zone: a card is good until the last day of its month
 */
export function paymentMethodChoices(
  links: readonly PaymentMethodLink[],
  own: readonly PaymentMethod[],
  today: string,
): PaymentMethodChoice[] {
  const choices = new Map<string, PaymentMethodChoice>();
  for (const link of links) {
    const { paymentMethodId: id, paymentMethod: method, isDefault = false } = link.properties;
    choices.set(id.toLowerCase(), { id, method, isDefault, isLinked: true, obstacle: obstacleOf(method, today) });
  }
  for (const { id, properties: method } of own) {
    if (choices.has(id.toLowerCase())) continue;
    choices.set(id.toLowerCase(), {
      id,
      method,
      isDefault: false,
      isLinked: false,
      obstacle: obstacleOf(method, today),
    });
  }
  return [...choices.values()].sort((left, right) => rank(left) - rank(right));
}

/** The choice that the pane opens with: the default when it can pay, else the first that can. */
export function preselected(choices: readonly PaymentMethodChoice[]): PaymentMethodChoice | undefined {
  return choices.find((choice) => choice.obstacle === undefined);
}

/** @param expiration `M/YYYY`, as Microsoft.Billing writes it */
export function hasExpired(expiration: string | undefined, today: string): boolean {
  const [month = Number.NaN, year = Number.NaN] = (expiration ?? '').split('/').map(Number);
  const [thisYear = 0, thisMonth = 0] = today.split('-').map(Number);
  return year * 12 + month < thisYear * 12 + thisMonth;
}

/** A bank debit is charged as a card is, and settles days later: it shows as Processing until then. */
const CHARGED_HERE: ReadonlySet<PaymentMethodProperties['family']> = new Set(['CreditCard', 'DirectDebit']);

function obstacleOf(method: PaymentMethodProperties, today: string): PaymentMethodObstacle | undefined {
  if (!CHARGED_HERE.has(method.family)) return 'notACard';
  if (method.isExpired ?? hasExpired(method.expiration, today)) return 'expired';
  return method.status === 'inactive' ? 'inactive' : undefined;
}

function rank(choice: PaymentMethodChoice): number {
  const canPay = choice.obstacle === undefined ? 0 : 4;
  const place = choice.isDefault ? 0 : choice.isLinked ? 1 : 2;
  return canPay + place;
}
