import type { PaymentMethodLink } from '@betalt/contract/payments/payment-method.ts';

/**
 * The methods that every one of some billing profiles is linked to: only these may pay invoices of all of them at once. One
 * is the default only where it is the default of each.
 */
export function linkedToAll(linksOfEach: readonly (readonly PaymentMethodLink[])[]): PaymentMethodLink[] {
  const [first = [], ...others] = linksOfEach;
  return first.flatMap((link) => {
    const same = others.map((links) => links.find((other) => methodOf(other) === methodOf(link)));
    if (same.includes(undefined)) return [];
    const isDefault = [link, ...same].every((each) => each?.properties.isDefault === true);
    return [{ ...link, properties: { ...link.properties, isDefault } }];
  });
}

function methodOf({ properties }: PaymentMethodLink): string {
  return properties.paymentMethodId.toLowerCase();
}
