import { AutomaticPayment, AutomaticPaymentRequest } from '@betalt/contract/payments/automatic-payment.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { may } from '@betalt/core/access/may.ts';
import { type AgreementType, PAYMENT_RULES } from '@betalt/core/accounts/payment-rules.ts';
import { calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import type { FastifyRequest } from 'fastify';
import {
  problemOf,
  type SwitchRejection,
  switchAutomaticPayment,
} from '../../../app/automatic-payments/switch-automatic-payment.ts';
import type { ProfileReference } from '../../../app/payment-methods/lock-profile.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findProfileId } from '../../../db/queries/accounts.ts';
import { findAutomaticProfile, listUpcoming } from '../../../db/queries/automatic-payments.ts';
import type { App } from '../../app.ts';
import { presentAutomaticPayment } from '../../present/automatic-payment.ts';
import { automaticSentence } from '../../present/automatic-sentences.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { ProfileParams } from '../list-query.ts';

const PATH = '/billingAccounts/:billingAccountName/billingProfiles/:billingProfileName/automaticPayment';
const tags = ['Payments'];

/** `GET` and `PUT BP/automaticPayment`: whether the default card is charged on the due date, and what it will be charged for. */
export function registerAutomaticPayment(app: App, wiring: Wiring): void {
  const { database, clock, outboxSignal } = wiring;
  const answers = { tags, params: ProfileParams, response: { 200: AutomaticPayment, default: ErrorResponse } };
  app.get(PATH, { schema: { ...answers, operationId: 'AutomaticPayment_Get' } }, async (request, reply) => {
    const profile = await readableProfile(wiring, request, request.params.billingProfileName);
    const shown = profile === undefined ? undefined : await present(wiring, request, profile);
    return shown ?? reply.problem(problem('BillingProfileNotFound', {}));
  });
  app.put(
    PATH,
    { schema: { ...answers, operationId: 'AutomaticPayment_Put', body: AutomaticPaymentRequest } },
    async (request, reply) => {
      const profile = await readableProfile(wiring, request, request.params.billingProfileName);
      if (profile === undefined) return reply.problem(problem('BillingProfileNotFound', {}));
      const switched = await switchAutomaticPayment(
        { db: database.db, clock, onCommitted: outboxSignal.notify },
        request.actor,
        profile,
        { enabled: request.body.enabled, agreementType: request.account.agreementType as AgreementType },
      );
      if (!switched.ok) return reply.problem(toProblem(switched.error, request));
      return (await present(wiring, request, profile)) ?? reply.problem(problem('BillingProfileNotFound', {}));
    },
  );
}

function toProblem(rejection: SwitchRejection, { language }: FastifyRequest): Problem {
  if (rejection.code !== 'AutomaticPaymentNotPossible') return problem(rejection.code, {});
  const { code, problem: reasonCode } = rejection;
  const additionalInfo = [{ type: 'Betalt.AutomaticPayment', info: { reasonCode } }];
  return problem(code, { reason: automaticSentence(reasonCode, language) }, { additionalInfo });
}

async function present(
  { database, clock }: Wiring,
  { account, language }: FastifyRequest,
  { billingAccountId, billingProfileId }: ProfileReference,
): Promise<AutomaticPayment | undefined> {
  const row = await findAutomaticProfile(database.db, billingAccountId, billingProfileId);
  if (row === undefined) return undefined;
  const now = clock();
  const { timeZone } = account;
  const agreementType = account.agreementType as AgreementType;
  const upcoming = row.pays_automatically ? await listUpcoming(database.db, billingAccountId, billingProfileId) : [];
  const today = calendarDateAt(now.getTime(), timeZone);
  const view = { language, timeZone, today, rules: PAYMENT_RULES[agreementType] };
  return presentAutomaticPayment(row, problemOf(row, agreementType, now), upcoming, view);
}

async function readableProfile(
  { database }: Wiring,
  { account, actor }: FastifyRequest,
  name: string,
): Promise<ProfileReference | undefined> {
  const { billingAccountId } = account;
  const row = await findProfileId(database.db, billingAccountId, name);
  if (row === undefined || !may(actor, 'paymentMethod.read', { billingProfileId: row.billing_profile_id }))
    return undefined;
  return { billingAccountId, billingProfileId: row.billing_profile_id, displayName: row.display_name };
}
