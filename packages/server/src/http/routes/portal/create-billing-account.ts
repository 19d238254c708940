import { CreateBillingAccountRequest, PortalSession } from '@betalt/contract/portal/session.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import {
  type CreateBillingAccountRejection,
  createBillingAccount,
} from '../../../app/accounts/create-billing-account.ts';
import type { Wiring } from '../../../app/wired.ts';
import { readPortalSession } from '../../../identity/portal-session.ts';
import type { App } from '../../app.ts';
import { type Problem, problem } from '../../problems/problem.ts';

/** `POST /api/billing-accounts`: opens an account under the agreement; answers the session, which now shows it. */
export function registerCreateBillingAccount(app: App, wiring: Wiring): void {
  const schema = {
    summary: 'Accept the customer agreement and open a billing account',
    tags: ['Portal'],
    body: CreateBillingAccountRequest,
    response: { 201: PortalSession, 400: ErrorResponse, 409: ErrorResponse },
  };
  app.post('/billing-accounts', { schema }, async (request, reply) => {
    const { principal, ip } = request;
    const created = await createBillingAccount(wiring, { ...principal, networkAddress: ip }, request.body);
    if (!created.ok) return reply.problem(toProblem(created.error));
    return reply.code(201).send(await readPortalSession(wiring.database.db, principal.userId));
  });
}

function toProblem(rejection: CreateBillingAccountRejection): Problem {
  switch (rejection.code) {
    case 'AgreementVersionNotCurrent':
      return problem(rejection.code, rejection, { target: '$.acceptedAgreementVersion' });
    case 'CurrencyNotSupported':
      return problem(rejection.code, rejection, { target: '$.currency' });
    case 'CountryNotSupported':
      return problem(rejection.code, rejection, { target: '$.country' });
    case 'TimeZoneNotKnown':
      return problem(rejection.code, rejection, { target: '$.timeZone' });
  }
}
