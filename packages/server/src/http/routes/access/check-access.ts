import { CheckAccessRequest, CheckAccessResponse } from '@betalt/contract/access/access.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { type Action, armActionOf } from '@betalt/core/access/arm-actions.ts';
import { type Actor, may, type Scope } from '@betalt/core/access/may.ts';
import Type from 'typebox';
import type { Wiring } from '../../../app/wired.ts';
import { findProfileId, listSections } from '../../../db/queries/accounts.ts';
import type { App } from '../../app.ts';
import { problem } from '../../problems/problem.ts';
import { AccountParams, ProfileParams } from '../list-query.ts';

const SectionParams = Type.Object({
  billingAccountName: Type.String(),
  billingProfileName: Type.String(),
  invoiceSectionName: Type.String(),
});

/** `POST BA|BP|IS/checkAccess`: a bare array, as Azure answers it. An action that nobody knows is not allowed to anyone. */
export function registerCheckAccess(app: App, { database }: Wiring): void {
  const answers = {
    tags: ['Access'],
    body: CheckAccessRequest,
    response: { 200: CheckAccessResponse, default: ErrorResponse },
  };
  app.post(
    '/billingAccounts/:billingAccountName/checkAccess',
    { schema: { ...answers, operationId: 'BillingAccounts_CheckAccess', params: AccountParams } },
    (request) => decide(request.actor, request.body.actions, {}),
  );
  app.post(
    '/billingAccounts/:billingAccountName/billingProfiles/:billingProfileName/checkAccess',
    { schema: { ...answers, operationId: 'BillingProfiles_CheckAccess', params: ProfileParams } },
    async (request, reply) => {
      const profile = await findProfileId(
        database.db,
        request.account.billingAccountId,
        request.params.billingProfileName,
      );
      if (profile === undefined) return reply.problem(problem('BillingProfileNotFound', {}));
      return decide(request.actor, request.body.actions, { billingProfileId: profile.billing_profile_id });
    },
  );
  app.post(
    '/billingAccounts/:billingAccountName/billingProfiles/:billingProfileName/invoiceSections/:invoiceSectionName/checkAccess',
    { schema: { ...answers, operationId: 'InvoiceSections_CheckAccess', params: SectionParams } },
    async (request, reply) => {
      const { billingAccountId } = request.account;
      const profile = await findProfileId(database.db, billingAccountId, request.params.billingProfileName);
      if (profile === undefined) return reply.problem(problem('BillingProfileNotFound', {}));
      const billingProfileId = profile.billing_profile_id;
      const [section] = await listSections(database.db, billingAccountId, {
        billingProfileId,
        sections: 'all',
        limit: 1,
        name: request.params.invoiceSectionName,
      });
      if (section === undefined) return reply.problem(problem('InvoiceSectionNotFound', {}));
      return decide(request.actor, request.body.actions, {
        billingProfileId,
        invoiceSectionId: section.invoice_section_id,
      });
    },
  );
}

function decide(actor: Actor, names: readonly string[], scope: Scope) {
  return names.map((name) => {
    const action: Action | undefined = armActionOf(name);
    return {
      action: name,
      accessDecision:
        action !== undefined && may(actor, action, scope) ? ('Allowed' as const) : ('NotAllowed' as const),
    };
  });
}
