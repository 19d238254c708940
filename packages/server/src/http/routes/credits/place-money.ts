import { PlaceMoneyRequest } from '@betalt/contract/payments/credits.ts';
import { Payment } from '@betalt/contract/payments/payment.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { type Actor, may } from '@betalt/core/access/may.ts';
import type { AgreementType } from '@betalt/core/accounts/payment-rules.ts';
import { payInvoices } from '../../../app/payments/pay-several.ts';
import { type Payer, payerOf } from '../../../app/payments/payer.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findProfileId } from '../../../db/queries/accounts.ts';
import type { App } from '../../app.ts';
import { problem } from '../../problems/problem.ts';
import { ProfileParams } from '../list-query.ts';
import { idempotencyKey, payDependencies, sendRejection } from '../payments/pay-request.ts';
import { answerPaid } from '../payments/payment-answer.ts';
import { readNamed } from '../payments/read-named.ts';

/** `POST BP/credits/place`: money on account is put on invoices, by who may pay them, or by the issuer who received it. */
export function registerPlaceMoney(app: App, wiring: Wiring): void {
  app.post(
    '/billingAccounts/:billingAccountName/billingProfiles/:billingProfileName/credits/place',
    {
      schema: {
        operationId: 'Credits_PlaceMoneyOnAccount',
        tags: ['Payments'],
        params: ProfileParams,
        body: PlaceMoneyRequest,
        response: { 200: Payment, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { billingAccountId } = request.account;
      const profile = await findProfileId(wiring.database.db, billingAccountId, request.params.billingProfileName);
      if (profile === undefined || !may(request.actor, 'credit.read', { billingProfileId: profile.billing_profile_id }))
        return reply.problem(problem('BillingProfileNotFound', {}));
      const invoices = await readNamed(wiring, request, request.body.invoices);
      if (!invoices.ok) return reply.problem(invoices.error);
      const placed = await payInvoices(payDependencies(wiring), placerOf(request.actor, profile.billing_profile_id), {
        billingAccountId,
        agreementType: request.account.agreementType as AgreementType,
        which: { invoices: invoices.value },
        paymentMethodId: null,
        credits: true,
        sources: 'moneyOnAccount',
        idempotencyKey: idempotencyKey(request),
      });
      return placed.ok
        ? answerPaid(wiring, request, reply, placed.value)
        : sendRejection(wiring, request, reply, placed.error);
    },
  );
}

/** Within the profile only: nobody reaches another one through it. */
function placerOf(actor: Actor, billingProfileId: string): Payer {
  const mayPlace =
    may(actor, 'invoice.pay', { billingProfileId }) || may(actor, 'invoice.credit', { billingProfileId });
  return { ...payerOf(actor), payableProfiles: mayPlace ? [billingProfileId] : [] };
}
