import type { PaymentMethodLink } from '@betalt/contract/payments/payment-method.ts';
import { arm } from '../../api/http.ts';
import { keys } from '../../api/keys.ts';
import { queryClient } from '../../api/query-client.ts';
import { type Scope, scopeId } from '../../scope.ts';

type Profile = Required<Scope>;

/** Lets everyone who may pay the profile's invoices use the card. @throws ApiError */
export async function attachToProfile(profile: Profile, methodName: string, isDefault: boolean): Promise<void> {
  await arm<PaymentMethodLink>('PUT', linkPath(profile, methodName), {
    body: { properties: { isDefault } },
    idempotencyKey: crypto.randomUUID(),
  });
  await refresh(profile);
}

/** The card stays its owner's; the profile's other payers can no longer use it. @throws ApiError with the blockers */
export async function detachFromProfile(profile: Profile, linkName: string): Promise<void> {
  await arm('DELETE', linkPath(profile, linkName), { idempotencyKey: crypto.randomUUID() });
  await refresh(profile);
}

/** @throws ApiError */
export async function makeDefaultOfProfile(profile: Profile, linkName: string): Promise<void> {
  await arm('POST', `${linkPath(profile, linkName)}/makeDefault`, { body: {}, idempotencyKey: crypto.randomUUID() });
  await refresh(profile);
}

/** Deletes a card of the reader's own. @throws ApiError with the blockers */
export async function deletePaymentMethod(name: string): Promise<void> {
  const path = `/providers/Microsoft.Billing/paymentMethods/${encodeURIComponent(name)}`;
  await arm('DELETE', path, { idempotencyKey: crypto.randomUUID() });
  await queryClient.invalidateQueries({ queryKey: keys.paymentMethods() });
}

function linkPath(profile: Profile, name: string): string {
  return `${scopeId(profile)}/paymentMethodLinks/${encodeURIComponent(name)}`;
}

async function refresh({ account, profile }: Profile): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: keys.paymentMethodLinks(account, profile) }),
    queryClient.invalidateQueries({ queryKey: keys.billingProfiles(account) }),
    // Another default is what automatic payment charges from now on.
    queryClient.invalidateQueries({ queryKey: keys.automaticPayment(account, profile) }),
  ]);
}
